"""The 34 protocol cases and the service description cases of the W3C's SPARQL 1.1 suite, over HTTP."""

from __future__ import annotations

import re

import httpx
import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import VOID

from api.settings import Settings
from api.sparql.description import SD
from tests.api import w3c
from tests.api.conftest import serving
from tests.api.small_release import write_release

TYPES = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "solutions": {
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    },
    "graph": {"text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"},
}
ACCEPTED = {
    "boolean": "application/sparql-results+xml, application/sparql-results+json;q=0.5",
    "solutions": "application/sparql-results+xml, text/csv;q=0.5",
    "graph": "application/rdf+xml, text/turtle;q=0.5",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    releases = write_release(tmp_path_factory.mktemp("w3c"), quads=w3c.QUADS)
    with serving(Settings(releases=releases, workers=1)) as started:
        yield started


def sent(service: httpx.Client, case: w3c.Case, **headers: str) -> httpx.Response:
    if case.content_type:
        headers["content-type"] = case.content_type
    return service.request(case.method, case.url, content=case.body, headers=headers)


def test_the_tables_hold_every_case_of_the_suite_once():
    names = [case.name for case in (*w3c.ANSWERED, *w3c.REFUSED, *w3c.UPDATES)]
    assert len(names) == len(set(names)) == 34


@pytest.mark.parametrize("case", w3c.ANSWERED, ids=lambda case: case.name)
def test_queries_are_answered_with_a_type_that_fits(service, case):
    plain, asked = sent(service, case), sent(service, case, accept=ACCEPTED[case.kind])
    assert (plain.status_code, asked.status_code) == (200, 200), plain.text
    assert plain.headers["content-type"].split(";")[0] in TYPES[case.kind]
    assert asked.headers["content-type"] == ACCEPTED[case.kind].split(",")[0]
    if case.boolean is not None:
        assert plain.json()["boolean"] is case.boolean
        assert f"<boolean>{str(case.boolean).lower()}</boolean>" in asked.text


@pytest.mark.parametrize("case", w3c.REFUSED, ids=lambda case: case.name)
def test_requests_that_break_the_protocol_are_refused(service, case):
    response = sent(service, case)
    assert 400 <= response.status_code < 500
    assert response.json()["remedy"]


@pytest.mark.parametrize("case", w3c.UPDATES, ids=lambda case: case.name)
def test_updates_are_refused_whichever_way_they_come(service, case):
    response = sent(service, case)
    assert response.status_code == 400
    assert response.json()["type"].endswith("/query-refused")
    left = service.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "format": "csv"})
    assert left.text.split() == ["n", "4"]


@pytest.fixture(scope="module")
def description(service):
    return Graph().parse(data=service.get("/sparql").text, format="turtle")


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", "turtle"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
        ("application/n-triples", "nt"),
        ("*/*", "turtle"),
    ],
)
def test_returns_rdf(service, description, accept, form):
    for path in ("/sparql", "/.well-known/void"):
        first, second = (service.get(path, headers={"accept": accept}) for _ in range(2))
        assert first.status_code == 200
        assert first.content == second.content
        assert accept in ("*/*", first.headers["content-type"].split(";")[0])
        found = Graph().parse(data=first.content, format=form)
        assert len(found) > 0
        assert path != "/sparql" or set(found) == set(description)


def test_a_description_in_no_format_that_exists_is_refused_with_those_that_do(service):
    for path in ("/sparql", "/.well-known/void"):
        response = service.get(path, headers={"accept": "image/png"})
        assert response.status_code == 406
        assert "text/turtle" in response.json()["allowed"]
        assert "Accept" in response.headers["vary"].split(", ")


def test_has_endpoint_triple(service, description):
    (node,) = description.subjects(RDF.type, SD.Service)
    assert list(description.objects(node, SD.endpoint)) == [
        URIRef(f"{service.base_url}/sparql".replace("//sparql", "/sparql"))
    ]


def test_conforms_to_schema(description):
    """The domains and the cardinalities that the vocabulary of the standard gives its terms."""
    (node,) = description.subjects(RDF.type, SD.Service)
    assert set(description.objects(node, SD.supportedLanguage)) == {SD.SPARQL11Query}
    assert set(description.objects(node, SD.feature)) == {SD.UnionDefaultGraph}
    assert len(set(description.objects(node, SD.resultFormat))) == 10
    (dataset,) = description.objects(node, SD.defaultDataset)
    assert (dataset, RDF.type, SD.Dataset) in description
    (default,) = description.objects(dataset, SD.defaultGraph)
    assert set(description.objects(default, RDF.type)) == {SD.Graph, VOID.Dataset}
    assert int(description.value(default, VOID.triples)) == 4
    named = set(description.objects(dataset, SD.namedGraph))
    names = {str(name) for graph in named for name in description.objects(graph, SD.name)}
    assert names == {w3c.GRAPH.format(n) for n in range(4)}
    for graph in named:
        (inner,) = description.objects(graph, SD.graph)
        assert (graph, RDF.type, SD.NamedGraph) in description
        assert set(description.objects(inner, RDF.type)) == {SD.Graph, VOID.Dataset}
        assert int(description.value(inner, VOID.triples)) == 1


def test_a_browser_gets_a_page(service):
    page = service.get("/sparql", headers={"accept": "text/html, application/xml;q=0.9, */*;q=0.8"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "<textarea" in page.text
    assert not re.search(r"<script(?! type=\"module\" src=\"/static/)", page.text)
