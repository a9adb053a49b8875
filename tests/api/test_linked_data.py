"""Linked data over HTTP: what links promise is there, and JSON-LD reads as triples with nothing but the service."""

from __future__ import annotations

import re

import pytest
from rdflib import RDF, SKOS, Graph, URIRef

from graph.names import Names

NAMES = Names()
MEASURE = "plan/small/measure/1.1.1"
DOCUMENTS = (f"/id/{MEASURE}", "/ontology", "/ontology/targets", "/shapes/targets")
LINK = re.compile(r'<([^>]+)>; rel="([^"]+)"(?:; type="([^"]+)")?')


def links(response):
    """The links of an answer: where each leads, what it is, of which media type."""
    return LINK.findall(response.headers["link"])


@pytest.mark.parametrize("path", DOCUMENTS)
def test_every_alternate_is_there_in_the_format_that_it_names(client, path):
    alternates = [(target, named) for target, relation, named in links(client.get(path)) if relation == "alternate"]
    assert len(alternates) >= 4
    for target, named in alternates:
        response = client.get(target)
        assert response.status_code == 200
        assert response.headers["content-type"].split(";")[0] == named


def test_the_canonical_link_is_the_name_that_the_description_is_about(client):
    response = client.get(f"/id/{MEASURE}", headers={"Accept": "text/turtle"})
    (canonical,) = [target for target, relation, _ in links(response) if relation == "canonical"]
    assert (URIRef(canonical), None, None) in Graph().parse(data=response.content, format="turtle")
    assert canonical == f"{NAMES.things}{MEASURE}"
    (described,) = [target for target, relation, _ in links(response) if relation == "describedby"]
    assert client.get(described).status_code == 200


def test_the_content_location_is_the_same_bytes_whatever_is_accepted(client):
    for media_type in ("text/turtle", "application/ld+json", "application/n-triples", "text/html"):
        response = client.get(f"/id/{MEASURE}", headers={"Accept": media_type})
        again = client.get(response.headers["content-location"], headers={"Accept": "application/rdf+xml"})
        assert again.content == response.content or media_type == "text/html"  # a page names its own address
        assert again.headers["content-type"] == response.headers["content-type"]


@pytest.mark.parametrize(
    ("path", "subject", "predicate"),
    [
        ("/api/v1/groups/women", "group/women", SKOS.prefLabel),
        ("/api/v1/groups", "group/rural-women", SKOS.broader),
        ("/api/v1/measures/small/1.1.1", MEASURE, NAMES.own("code")),
        ("/api/v1/measures", MEASURE, NAMES.own("concernsGroup")),
        ("/api/v1/targets", "plan/small/target/1.1.1/risk-rate", NAMES.own("value")),
    ],
)
def test_json_ld_reads_as_triples_with_the_context_that_the_service_gives(client, path, subject, predicate):
    """The library fetches the context from where the answer says that it is."""
    response = client.get(path, headers={"Accept": "application/ld+json"})
    assert response.headers["content-type"] == "application/ld+json"
    found = Graph().parse(data=response.text, format="json-ld")
    assert (URIRef(f"{NAMES.things}{subject}"), predicate, None) in found
    assert not [s for s in found.subjects(RDF.type) if not str(s).startswith(NAMES.things)]


def test_any_site_may_read_the_context(client):
    response = client.get("/api/v1/context.jsonld", headers={"Origin": "https://elsewhere.example"})
    assert response.headers["content-type"] == "application/ld+json"
    assert response.headers["access-control-allow-origin"] == "*"
    assert "skos" in response.json()["@context"]


def test_json_gives_the_name_under_which_the_rest_is_found(client):
    """From an app to the web of data and back: JSON, its IRI, the description, and from there the same JSON."""
    item = client.get("/api/v1/measures/small/1.1.1").json()
    response = client.get(f"/id/{item['iri'].removeprefix(NAMES.things)}")
    (back,) = [target for target, _, named in links(response) if named == "application/json"]
    assert client.get(back).json()["iri"] == item["iri"]
