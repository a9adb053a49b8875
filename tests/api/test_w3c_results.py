"""The CSV, TSV and JSON result cases of the W3C's SPARQL 1.1 suite, each by its name, over HTTP.

The names are those of the suite (w3c/rdf-tests, sparql/sparql11/csv-tsv-res and json-res); the data
are our own, with what its cases are about. What the engine does otherwise stands in ``OTHERWISE``.
"""

from __future__ import annotations

import csv
import io
import re

import pytest

from api.settings import Settings
from tests.api.conftest import serving
from tests.api.small_release import write_release

E = "http://example.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
PLAIN = {
    "s1": f"<{E}s2>",
    "s2": '"foo"',
    "s3": '"bar"',
    "s4": f'"4"^^<{XSD}integer>',
    "s5": f'"5.5"^^<{XSD}decimal>',
    "s6": "_:a",
}
CORNERS = {
    "c1": f'"1"^^<{XSD}integer>',
    "c2": f'"2.2"^^<{XSD}decimal>',
    "c3": f'"-3"^^<{XSD}negativeInteger>',
    "c4": f'"4,4"^^<{E}separated>',
    "c5": f'"5 5"^^<{E}spaced>',
    "c6": f'"1.0E6"^^<{XSD}double>',
    "c7": f'"c0FFee"^^<{XSD}hexBinary>',
}
OTHERWISE = {"c3": f'"-3"^^<{XSD}integer>', "c6": f'"1000000"^^<{XSD}double>'}
"""Types derived from xsd:integer become it, and numbers get the engine's own form. No release has either."""
QUADS = "".join(
    f"<{E}{s}> <{E}p> {term} <{E}{graph}> .\n"
    for graph, terms in (("plain", PLAIN), ("corners", CORNERS))
    for s, term in terms.items()
)
EVERYTHING = "SELECT * WHERE { ?s ?p ?o } ORDER BY ?s"
PARTIAL = "SELECT * WHERE { ?s ?p ?o OPTIONAL { ?o ?p2 ?o2 } } ORDER BY ?s"
P = f"{E}p"


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    releases = write_release(tmp_path_factory.mktemp("results"), quads=QUADS)
    with serving(Settings(releases=releases, workers=1)) as started:
        yield started


def asked(service, query, accept, graph="plain"):
    parameters = {"query": query, "default-graph-uri": E + graph}
    response = service.get("/sparql", params=parameters, headers={"accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == accept
    return response


def rows(text, separator, end):
    """The rows of a table by the names of their columns, in whichever order these are; blank nodes are told as such."""
    assert text.endswith(end)
    if separator == "\t":
        head, *lines = (line.split("\t") for line in text.removesuffix(end).split(end))
        assert all(name.startswith("?") for name in head)
        head = [name[1:] for name in head]
    else:
        head, *lines = csv.reader(io.StringIO(text, newline=""))
    return [dict(zip(head, (re.sub(r"^_:\w+$", "_:", cell) for cell in line), strict=True)) for line in lines]


def from_csv(service, query, graph="plain"):
    return rows(asked(service, query, "text/csv", graph).text, ",", "\r\n")


def from_tsv(service, query, graph="plain"):
    return rows(asked(service, query, "text/tab-separated-values", graph).text, "\t", "\n")


def from_json(service, query, graph="plain"):
    found = asked(service, query, "application/sparql-results+json", graph).json()
    return set(found["head"]["vars"]), found["results"]["bindings"]


def test_csv01(service):
    objects = {"s1": f"{E}s2", "s2": "foo", "s3": "bar", "s4": "4", "s5": "5.5", "s6": "_:"}
    assert from_csv(service, EVERYTHING) == [{"s": E + s, "p": P, "o": o} for s, o in objects.items()]


def test_tsv01(service):
    objects = {"s1": f"<{E}s2>", "s2": '"foo"', "s3": '"bar"', "s4": "4", "s5": "5.5", "s6": "_:"}
    expected = [{"s": f"<{E}{s}>", "p": f"<{P}>", "o": o} for s, o in objects.items()]
    assert from_tsv(service, EVERYTHING) == expected


def test_csv02(service):
    first, *others = from_csv(service, PARTIAL)
    assert first == {"s": f"{E}s1", "p": P, "o": f"{E}s2", "p2": P, "o2": "foo"}
    assert [(row["p2"], row["o2"]) for row in others] == [("", "")] * 5


def test_tsv02(service):
    first, *others = from_tsv(service, PARTIAL)
    assert first == {"s": f"<{E}s1>", "p": f"<{P}>", "o": f"<{E}s2>", "p2": f"<{P}>", "o2": '"foo"'}
    assert [(row["p2"], row["o2"]) for row in others] == [("", "")] * 5


def test_csv03(service):
    objects = ["1", "2.2", "-3", "4,4", "5 5", "1000000", "c0FFee"]
    assert [row["o"] for row in from_csv(service, EVERYTHING, "corners")] == objects
    assert '"4,4"' in asked(service, EVERYTHING, "text/csv", "corners").text


def test_tsv03(service):
    found = {row["s"].removeprefix(f"<{E}").rstrip(">"): row["o"] for row in from_tsv(service, EVERYTHING, "corners")}
    written = {name: _without_quotes(OTHERWISE.get(name, term)) for name, term in CORNERS.items()}
    assert found == written


def _without_quotes(term):
    """An integer or a decimal as TSV may have it, bare."""
    return re.sub(rf'^"(.*)"\^\^<{XSD}(?:integer|decimal)>$', r"\1", term)


def test_jsonres01(service):
    names, found = from_json(service, EVERYTHING)
    assert names == {"s", "p", "o"}
    objects = [row["o"] for row in found]
    assert objects[-1]["type"] == "bnode"
    assert objects[:-1] == [
        {"type": "uri", "value": f"{E}s2"},
        {"type": "literal", "value": "foo"},
        {"type": "literal", "value": "bar"},
        {"type": "literal", "value": "4", "datatype": f"{XSD}integer"},
        {"type": "literal", "value": "5.5", "datatype": f"{XSD}decimal"},
    ]


def test_jsonres02(service):
    names, (first, *others) = from_json(service, PARTIAL)
    assert names == {"s", "p", "o", "p2", "o2"}
    assert (first["p2"]["value"], first["o2"]["value"]) == (P, "foo")
    assert all(set(row) == {"s", "p", "o"} for row in others)


@pytest.mark.parametrize(("name", "object_", "answer"), [("jsonres03", '"foo"', True), ("jsonres04", '"none"', False)])
def test_truth_values(service, name, object_, answer):
    found = asked(service, f"ASK {{ ?s ?p {object_} }}", "application/sparql-results+json").json()
    assert found == {"head": {}, "boolean": answer}, name


@pytest.mark.parametrize("name", OTHERWISE)
def test_what_the_engine_writes_otherwise_it_writes_so_in_every_format(service, name):
    value, datatype = re.fullmatch(r'"(.*)"\^\^<(.*)>', OTHERWISE[name]).groups()
    query = f"SELECT ?o {{ <{E}{name}> ?p ?o }}"
    assert from_csv(service, query, "corners") == [{"o": value}]
    assert from_tsv(service, query, "corners") == [{"o": _without_quotes(OTHERWISE[name])}]
    assert from_json(service, query, "corners")[1] == [{"o": {"type": "literal", "value": value, "datatype": datatype}}]
    assert f'<literal datatype="{datatype}">{value}</literal>' in (
        asked(service, query, "application/sparql-results+xml", "corners").text
    )
    graph = asked(service, f"CONSTRUCT WHERE {{ <{E}{name}> ?p ?o }}", "application/n-triples", "corners").text
    assert OTHERWISE[name] in graph
