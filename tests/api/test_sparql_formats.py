"""What the answers look like: the W3C's CSV, TSV and JSON result cases, on data of our own, over HTTP."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET

import pytest
from rdflib import Graph

from api.settings import Settings
from tests.api.conftest import serving
from tests.api.small_release import write_release

E = "http://example.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
# s1 to s6: an IRI, strings, numbers and a blank node; c1 to c6: corner cases of typed literals.
TERMS = {
    "s1": f"<{E}s2>",
    "s2": '"foo"',
    "s3": '"bar, with \\"quotes\\"\\nand\\ttwo lines"',
    "s4": f'"4"^^<{XSD}integer>',
    "s5": f'"5.5"^^<{XSD}decimal>',
    "s6": "_:b",
    "s7": f'"2030"^^<{XSD}gYear>',
    "s8": f'"true"^^<{XSD}boolean>',
    "s9": f'"x"^^<{E}type>',
    "t1": '"权利"@zh-Hans',
    "t2": f'"1.0e6"^^<{XSD}double>',
}
QUADS = "".join(f"<{E}{s}> <{E}p> {term} <{E}g> .\n" for s, term in TERMS.items())
ALL = "SELECT ?s ?o WHERE { ?s ?p ?o } ORDER BY ?s"
PARTIAL = f"SELECT ?s ?o ?o2 {{ ?s ?p ?o OPTIONAL {{ ?o ?p2 ?o2 }} FILTER (?s IN (<{E}s1>, <{E}s2>)) }} ORDER BY ?s"


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    releases = write_release(tmp_path_factory.mktemp("formats"), quads=QUADS)
    with serving(Settings(releases=releases, workers=1)) as started:
        yield started


def asked(service, query, accept):
    response = service.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert response.status_code == 200
    return response


def test_csv01_and_csv03_plain_values_in_lines_that_end_in_crlf(service):
    text = asked(service, ALL, "text/csv").text
    assert text.endswith("\r\n")
    rows = dict(csv.reader(io.StringIO(text, newline="")))
    assert rows.pop("s") == "o"
    assert rows.pop(f"{E}s6").startswith("_:")
    assert rows == {
        f"{E}s1": f"{E}s2",
        f"{E}s2": "foo",
        f"{E}s3": 'bar, with "quotes"\nand\ttwo lines',
        f"{E}s4": "4",
        f"{E}s5": "5.5",
        f"{E}s7": "2030",
        f"{E}s8": "true",
        f"{E}s9": "x",
        f"{E}t1": "权利",
        f"{E}t2": rows[f"{E}t2"],
    }
    assert float(rows[f"{E}t2"]) == 1e6


def test_csv02_and_tsv02_leave_unbound_variables_empty(service):
    assert asked(service, PARTIAL, "text/csv").text == f"s,o,o2\r\n{E}s1,{E}s2,foo\r\n{E}s2,foo,\r\n"
    tsv = asked(service, PARTIAL, "text/tab-separated-values").text
    assert tsv == f'?s\t?o\t?o2\n<{E}s1>\t<{E}s2>\t"foo"\n<{E}s2>\t"foo"\t\n'


def test_tsv01_and_tsv03_terms_as_in_turtle(service):
    lines = asked(service, ALL, "text/tab-separated-values").text.split("\n")
    assert lines[0] == "?s\t?o"
    rows = dict(line.split("\t") for line in lines[1:-1])
    assert rows[f"<{E}s1>"] == f"<{E}s2>"
    assert rows[f"<{E}s3>"] == '"bar, with \\"quotes\\"\\nand\\ttwo lines"'
    assert (rows[f"<{E}s4>"], rows[f"<{E}s5>"], rows[f"<{E}s8>"]) == ("4", "5.5", "true")
    assert rows[f"<{E}s6>"].startswith("_:")
    assert rows[f"<{E}s7>"] == f'"2030"^^<{XSD}gYear>'
    assert rows[f"<{E}s9>"] == f'"x"^^<{E}type>'
    assert rows[f"<{E}t1>"] == '"权利"@zh-Hans'


def test_jsonres01_every_sort_of_term(service):
    found = asked(service, ALL, "application/sparql-results+json").json()
    assert found["head"]["vars"] == ["s", "o"]
    rows = {row["s"]["value"].removeprefix(E): row["o"] for row in found["results"]["bindings"]}
    assert rows["s1"] == {"type": "uri", "value": f"{E}s2"}
    assert rows["s2"] == {"type": "literal", "value": "foo"}
    assert rows["s4"] == {"type": "literal", "value": "4", "datatype": f"{XSD}integer"}
    assert rows["s6"]["type"] == "bnode"
    assert rows["t1"] == {"type": "literal", "value": "权利", "xml:lang": "zh-Hans"}


def test_jsonres02_leaves_unbound_variables_out(service):
    first, second = asked(service, PARTIAL, "application/json").json()["results"]["bindings"]
    assert first["o2"]["value"] == "foo"
    assert set(second) == {"s", "o"}


@pytest.mark.parametrize(("query", "answer"), [("ASK { ?s ?p ?o }", True), ("ASK { ?s ?p 0 }", False)])
def test_jsonres03_and_jsonres04_truth_values(service, query, answer):
    assert asked(service, query, "application/sparql-results+json").json() == {"head": {}, "boolean": answer}
    tree = ET.fromstring(asked(service, query, "application/sparql-results+xml").content)
    assert tree.findtext("{http://www.w3.org/2005/sparql-results#}boolean") == str(answer).lower()


def test_xml_says_the_same_as_json(service):
    names = {"r": "http://www.w3.org/2005/sparql-results#"}
    tree = ET.fromstring(asked(service, ALL, "application/sparql-results+xml").content)
    rows = tree.findall("r:results/r:result", names)
    assert [v.get("name") for v in tree.findall("r:head/r:variable", names)] == ["s", "o"]
    assert len(rows) == len(TERMS)
    assert [row.find("r:binding[@name='o']/r:literal", names) is not None for row in rows].count(False) == 2


TABLES = ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"]
GRAPHS = [
    "text/turtle",
    "application/n-triples",
    "application/n-quads",
    "application/trig",
    "application/rdf+xml",
    "application/ld+json",
]
FORMS = {
    "SELECT * {}": TABLES,
    "ASK {}": TABLES[:2],
    "CONSTRUCT WHERE { ?s ?p ?o }": GRAPHS,
    f"DESCRIBE <{E}s1>": GRAPHS,
}


@pytest.mark.parametrize("query", FORMS)
@pytest.mark.parametrize("media_type", [*TABLES, *GRAPHS])
def test_the_kind_of_query_decides_what_is_on_offer(service, query, media_type):
    for headers, options in (({"accept": media_type}, {}), ({"accept": "image/png"}, {"format": media_type})):
        response = service.get("/sparql", params={"query": query, **options}, headers=headers)
        if media_type in FORMS[query]:
            assert response.status_code == 200
            assert response.headers["content-type"].split(";")[0] == media_type
        else:
            assert response.status_code == 406
            assert set(FORMS[query]) <= set(response.json()["allowed"])
            assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("text/turtle;q=0.5, application/sparql-results+xml;q=0.4", "application/sparql-results+xml"),
        ("text/csv, application/sparql-results+json;q=0.5", "application/sparql-results+json"),
        ("text/*;q=0.9, application/xml;q=0.5", "text/xml"),
        ("application/sparql-results+json;charset=utf-8", "application/sparql-results+json"),
        ("*/*;q=0.1", "application/sparql-results+json"),
    ],
)
def test_an_ask_gets_the_best_of_what_fits_it(service, accept, chosen):
    assert asked(service, "ASK {}", accept).headers["content-type"].split(";")[0] == chosen


@pytest.mark.parametrize("parameter", ["format", "output", "results"])
@pytest.mark.parametrize(
    ("query", "value", "media_type"),
    [
        ("SELECT * {}", "json", "application/sparql-results+json"),
        ("SELECT * {}", "CSV", "text/csv; charset=utf-8"),
        ("ASK {}", "xml", "application/sparql-results+xml"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "json", "application/ld+json"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "ttl", "text/turtle; charset=utf-8"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "rdf+xml", "application/rdf+xml"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "", "text/turtle; charset=utf-8"),
    ],
)
def test_a_format_may_be_named_as_clients_name_it(service, parameter, query, value, media_type):
    for response in (
        service.get("/sparql", params={"query": query, parameter: value}),
        service.post("/sparql", data={"query": query, parameter: value}),
        service.post(
            f"/sparql?{parameter}={value}", content=query, headers={"content-type": "application/sparql-query"}
        ),
    ):
        assert response.headers["content-type"] == media_type


def test_a_plus_that_was_not_encoded_is_meant(service):
    response = service.get("/sparql?query=ASK%20%7B%7D&format=application/sparql-results+xml")
    assert response.headers["content-type"] == "application/sparql-results+xml"


@pytest.mark.parametrize(
    ("query", "form", "why"),
    [
        (r'SELECT ("a\u0001" AS ?x) {}', "xml", "a character that XML has not"),
        (r'SELECT ("a\u0000" AS ?x) {}', "xml", "a character that XML has not"),
        (r'SELECT ("a\uFFFE" AS ?x) {}', "xml", "a character that XML has not"),
        (r'CONSTRUCT { <s> <p> "a\uFFFF" } {}', "rdfxml", "a character that XML has not"),
        ("CONSTRUCT { <s> <http://e/1> 1 } {}", "rdfxml", "a property in it ends in no name of XML"),
        ("CONSTRUCT { <s> <http://www.w3.org/2000/xmlns/x> 1 } {}", "rdfxml", "ends in no name of XML"),
    ],
)
def test_what_xml_can_not_hold_is_refused_in_xml_and_given_in_other_formats(client, query, form, why):
    refused = client.get("/sparql", params={"query": query, "format": form})
    assert refused.status_code == 400
    assert why in refused.json()["detail"]
    for other in ("json", "tsv" if form == "xml" else "turtle"):
        assert client.get("/sparql", params={"query": query, "format": other}).status_code == 200


def test_what_xml_can_hold_is_read_as_it_was(client):
    text = "\t\r\n<&]]>\u007f\u0085\u2028\U0001f600\ufffd"
    escaped = "".join(f"\\U{ord(character):08X}" for character in text)
    table = client.get("/sparql", params={"query": f'SELECT ("{escaped}" AS ?x) {{}}', "format": "xml"})
    assert [each.text for each in ET.fromstring(table.content).iter() if each.tag.endswith("}literal")] == [text]
    query = f'CONSTRUCT {{ <s> <p> "{escaped}" }} {{}}'
    graph = Graph().parse(client.get("/sparql", params={"query": query, "format": "rdfxml"}).content, format="xml")
    assert [str(value) for value in graph.objects()] == [text]
