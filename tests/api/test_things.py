from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic

from api.explorer.views import View
from api.pages import page_environment
from api.thing_page import statements, thing_page, unnamed
from api.things import Things
from graph.names import Names
from tests.api.small_release import BASE
from tests.api.test_vocabulary import FORMATS, Page

MEASURE = "/id/plan/small/measure/1.1.1"
IRI = f"{BASE}plan/small/measure/1.1.1"
OWN = Names().ontology
ENDINGS = {"turtle": "ttl", "jsonld": "jsonld", "ntriples": "nt", "rdfxml": "rdf"}


def links(response):
    return response.headers["link"]


@pytest.mark.parametrize("form", FORMATS)
def test_accept_parameter_and_suffix_give_the_same_description(client, form):
    media_type, parser = FORMATS[form]
    by_header = client.get(MEASURE, headers={"Accept": media_type})
    by_parameter = client.get(f"{MEASURE}?format={form}", headers={"Accept": "text/html"})
    by_suffix = client.get(f"{MEASURE}.{ENDINGS[form]}", headers={"Accept": "text/html"})
    assert by_header.status_code == 200
    assert by_header.headers["content-type"].split(";")[0] == media_type
    assert by_header.content == by_parameter.content == by_suffix.content
    assert by_header.headers["content-location"] == f"{MEASURE}.{ENDINGS[form]}"
    found = Graph().parse(data=by_header.content, format=parser)
    assert (URIRef(IRI), URIRef(f"{OWN}code"), None) in found
    asked = client.get("/sparql", params={"query": f"DESCRIBE <{IRI}>", "format": "ntriples"})
    assert isomorphic(found, Graph().parse(data=asked.content, format="nt"))


def test_a_browser_gets_a_page_and_a_client_that_accepts_anything_gets_turtle(client):
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert client.get(MEASURE, headers={"Accept": browser}).headers["content-type"].startswith("text/html")
    assert client.get(MEASURE).headers["content-type"].startswith("text/turtle")


def test_the_links_name_the_thing_its_other_formats_its_licence_and_its_json(client):
    response = client.get(MEASURE)
    assert f'<{IRI}>; rel="canonical"' in links(response)
    assert f'<{MEASURE}?format=html>; rel="alternate"; type="text/html"' in links(response)
    assert 'rel="describedby"' in links(response)
    assert '<https://creativecommons.org/licenses/by/4.0/>; rel="license"' in links(response)
    assert '</api/v1/measures/small/1.1.1>; rel="alternate"; type="application/json"' in links(response)
    assert client.get("/api/v1/measures/small/1.1.1").json()["iri"] == IRI
    assert "application/json" not in links(client.get("/id/graph/text"))


def test_head_has_the_headers_of_get_and_a_known_version_is_not_sent_again(client):
    response, head = client.get(MEASURE), client.head(MEASURE)
    assert head.status_code == 200
    assert head.content == b""
    for name in ("etag", "vary", "content-type", "content-location", "link"):
        assert head.headers[name] == response.headers[name]
    assert "Accept" in response.headers["vary"]
    again = client.get(MEASURE, headers={"If-None-Match": response.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    page = client.get(MEASURE, headers={"If-None-Match": response.headers["etag"], "Accept": "text/html"})
    assert page.status_code == 200


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("/id/plan/small/measure/1.1.9", MEASURE),
        ("/id/plans/small/measures/1.1.1", MEASURE),
        ("/id/plan/small/measure/1.1.1.csv", MEASURE),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest_ones(client, path, nearest):
    response = client.get(path)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert nearest in response.json()["nearest"]


@pytest.mark.parametrize("path", ["%3E%20%7D", "..%2F..%2Fetc", "a" * 3000, ""])
def test_a_name_that_is_no_name_is_unknown_and_asks_the_graph_nothing(client, path):
    assert client.get(f"/id/{path}").status_code == 404


def test_what_no_one_can_read_is_refused_with_what_is_offered(client):
    response = client.get(MEASURE, headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "text/turtle" in response.json()["allowed"]
    assert client.get(f"{MEASURE}?format=docx").status_code == 400


def test_a_shape_leads_to_the_document_of_its_topic(client):
    response = client.get("/id/shape/act-type?format=turtle")
    assert response.status_code == 303
    assert response.headers["location"] == "/shapes/acts?format=turtle#act-type"
    assert client.get("/id/shapes").headers["location"] == "/shapes"


def test_the_page_of_a_named_graph_and_of_a_thing_names_them(client):
    page = client.get(f"{MEASURE}?view=statements", headers={"Accept": "text/html"}).text
    assert f"<code>{IRI}</code>" in page
    assert "has code" in page
    assert "<script>" not in page
    assert client.get("/id/graph/text", headers={"Accept": "text/html"}).status_code == 200


def shown(*nodes, labels=(), language="en"):
    """The page of <group/x> as it would be for this description."""
    names = Names()
    terms = {f"{OWN}quote": {"en": "has quote", "zh-Hans": "引文"}}
    things = Things(names, ("group/x",), frozenset({"group/x"}), {}, terms)
    release = SimpleNamespace(version="1", sha256="0" * 64)
    service = SimpleNamespace(things=things, names=names, release=release, pages=page_environment())
    return thing_page(
        service, View(language), "group/x", json.dumps(nodes).encode(), json.dumps(list(labels)).encode()
    ).decode()


SKOS = "http://www.w3.org/2004/02/skos/core#"
HOSTILE = '<script>alert(1)</script>"\u202egpj.exe'


def test_hostile_words_stay_words():
    page = shown(
        {
            "@id": f"{BASE}group/x",
            f"{SKOS}prefLabel": [{"@value": HOSTILE, "@language": 'en" onload="x'}],
            f"{SKOS}definition": [{"@value": HOSTILE}],
            f"{SKOS}relatedMatch": [
                {"@id": "javascript:alert(1)"},
                {"@id": "https://w3id.org/hrap//evil.example/"},
                {"@id": "data:text/html,<script>"},
            ],
        },
        {
            "@id": f"{BASE}mention/1",
            "http://www.w3.org/ns/oa#hasBody": [{"@id": f"{BASE}group/x"}],
            f"{OWN}quote": [{"@value": HOSTILE}],
            f"{OWN}start": [{"@value": "3"}],
            f"{OWN}end": [{"@value": "9"}],
        },
    )
    assert "<script" not in page
    assert ' onload="' not in page
    assert not [link for link in Page(page).links if link.startswith(("javascript:", "data:", "//"))]
    before, found, after = page.partition("\u202e")
    assert found
    while found:
        assert before.rpartition("<bdi")[2].count("</bdi>") == 0 or "<title>" in before[-200:]
        before, found, after = after.partition("\u202e")


def test_the_page_tells_what_is_said_in_which_words_and_what_points_to_it():
    page = shown(
        {
            "@id": f"{BASE}group/x",
            "@type": [f"{OWN}PopulationGroup"],
            f"{SKOS}prefLabel": [{"@value": "某", "@language": "zh-Hans"}, {"@value": "some", "@language": "en"}],
            f"{SKOS}broader": [{"@id": f"{BASE}group/people"}],
            f"{SKOS}closeMatch": [{"@id": "http://metadata.un.org/thesaurus/1"}],
        },
        {"@id": f"{BASE}group/people", f"{SKOS}prefLabel": [{"@value": "people", "@language": "en"}]},
        {"@id": f"{BASE}group/y", f"{SKOS}broader": [{"@id": f"{BASE}group/x"}]},
        {
            "@id": f"{BASE}mention/1",
            "http://www.w3.org/ns/oa#hasBody": [{"@id": f"{BASE}group/x"}],
            f"{OWN}inProvision": [{"@id": IRI}],
            f"{OWN}quote": [{"@value": "the words"}],
            f"{OWN}start": [{"@value": "3"}],
            f"{OWN}end": [{"@value": "12"}],
        },
        labels=[{"@id": f"{BASE}group/y", f"{SKOS}prefLabel": [{"@value": "narrower one", "@language": "en"}]}],
    )
    read = Page(page)
    assert page.index(">some<") < page.index(">某<")
    assert {"/id/group/people", "/id/group/y", "/id/mention/1", MEASURE, "/ontology#PopulationGroup"} <= {*read.links}
    assert "http://metadata.un.org/thesaurus/1" in read.links
    assert "narrower one" in page
    assert "“<bdi>the words</bdi>”" in page
    assert ">3–12</a>" in page
    assert read.levels == sorted(read.levels)
    assert len(read.anchors) == len(set(read.anchors))


def test_the_page_names_things_and_properties_in_its_language_and_marks_what_is_in_another():
    both = [{"@value": "某", "@language": "zh-Hans"}, {"@value": "some", "@language": "en"}]
    node = {
        "@id": f"{BASE}group/x",
        f"{SKOS}prefLabel": both,
        f"{SKOS}definition": [{"@value": "Some people.", "@language": "en"}],
        f"{OWN}quote": [{"@value": "4"}],
    }
    chinese, english = shown(node, language="zh-Hans"), shown(node)
    assert '<bdi lang="zh-Hans">某</bdi> <span class="second"><bdi lang="en">some</bdi></span></h1>' in chinese
    assert '<bdi lang="en">Some people.</bdi>' in chinese
    assert ">引文<" in chinese
    assert ">has quote<" in english
    assert 'lang="en" tabindex' not in chinese


def test_only_things_without_a_name_are_asked_for_theirs():
    described = [
        {"@id": "a:x", "a:p": [{"@id": "a:y"}]},
        {"@id": "a:y", f"{SKOS}prefLabel": [{"@value": "y"}]},
        {"@id": "a:z", "a:p": [{"@id": "a:x"}]},
    ]
    assert unnamed(json.dumps(described).encode(), "a:x") == ["a:z"]
    assert statements(b"") == {}
