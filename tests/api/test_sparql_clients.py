"""Clients that people use, each against the running service."""

from __future__ import annotations

import io
import shutil
import subprocess

import pandas
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, XML, SPARQLWrapper

CODE = "https://w3id.org/hrap/ontology#code"
TEXT = "https://w3id.org/hrap/id/graph/text"
QUERY = f"SELECT ?code WHERE {{ ?measure <{CODE}> ?code }} ORDER BY ?code"
GRAPH = "CONSTRUCT WHERE { ?s ?p ?o }"


@pytest.fixture
def endpoint(client):
    return str(client.base_url.join("/sparql"))


@pytest.mark.parametrize("method", ["GET", POST])
@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_reads_tables(endpoint, method, form):
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setQuery(QUERY)
    wrapper.setMethod(method)
    wrapper.setReturnFormat(form)
    found = wrapper.query().convert()
    text = found if isinstance(found, bytes) else str(found if form == JSON else found.toxml()).encode()
    assert b"1.1.1" in text
    assert b"1.1.2" in text


@pytest.mark.parametrize("form", [TURTLE, N3, RDFXML, XML, JSONLD])
def test_sparqlwrapper_reads_graphs(endpoint, form):
    wrapper = SPARQLWrapper(endpoint, returnFormat=form)
    wrapper.setQuery(GRAPH)
    found = wrapper.query().convert()
    graph = found if isinstance(found, Graph) else Graph().parse(data=found, format="turtle")
    assert set(graph.objects()) == {Literal("1.1.1"), Literal("1.1.2")}


def test_sparqlwrapper_posts_directly_and_names_a_graph(endpoint):
    wrapper = SPARQLWrapper(endpoint, returnFormat=JSON)
    wrapper.setQuery(QUERY)
    wrapper.setMethod(POST)
    wrapper.setRequestMethod(POSTDIRECTLY)
    wrapper.addDefaultGraph(TEXT)
    assert [row["code"]["value"] for row in wrapper.query().convert()["results"]["bindings"]] == ["1.1.1"]


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflibs_store_asks_as_if_the_graph_were_local(endpoint, method, form):
    graph = Graph(store=SPARQLStore(endpoint, method=method, returnFormat=form))
    assert [str(row.code) for row in graph.query(QUERY)] == ["1.1.1", "1.1.2"]
    named = Graph(
        store=SPARQLStore(endpoint, method=method, returnFormat=form, context_aware=True), identifier=URIRef(TEXT)
    )
    assert [str(row.code) for row in named.query(QUERY)] == ["1.1.1"]


def test_rdflibs_store_walks_triples(endpoint):
    graph = Graph(store=SPARQLStore(endpoint, context_aware=False))
    assert sorted(str(o) for o in graph.objects(None, URIRef(CODE))) == ["1.1.1", "1.1.2"]


def test_pandas_reads_csv_and_tsv(client):
    for form, separator in (("csv", ","), ("tsv", "\t")):
        text = client.get("/sparql", params={"query": QUERY, "format": form}).text
        frame = pandas.read_csv(io.StringIO(text), sep=separator, dtype=str)
        assert frame.iloc[:, 0].tolist() == ["1.1.1", "1.1.2"]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["-G", "--data-urlencode", f"query={QUERY}", "-H", "Accept: text/csv"], "code\r\n1.1.1\r\n1.1.2\r\n"),
        (["--data-urlencode", f"query={QUERY}", "-H", "Accept: text/csv"], "code\r\n1.1.1\r\n1.1.2\r\n"),
        (
            ["-H", "Content-Type: application/sparql-query", "-H", "Accept: text/csv", "--data-binary", QUERY],
            "code\r\n1.1.1\r\n1.1.2\r\n",
        ),
        (
            ["-X", "QUERY", "-H", "Content-Type: application/sparql-query", "--data-binary", "ASK {}"],
            '{"head":{},"boolean":true}',
        ),
    ],
)
def test_curl_asks_every_way(endpoint, arguments, expected):
    done = subprocess.run(["curl", "-sS", *arguments, endpoint], capture_output=True, check=True)
    assert done.stdout.decode() == expected
