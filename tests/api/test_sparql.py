from __future__ import annotations

import csv
import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from pyoxigraph import RdfFormat, parse

QUERY = "SELECT ?code WHERE { ?measure <https://w3id.org/hrap/ontology#code> ?code } ORDER BY ?code"
GRAPH = "CONSTRUCT WHERE { ?s ?p ?o }"
TEXT = "https://w3id.org/hrap/id/graph/text"
ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"VALUES ?v{n} {{ {'1 ' * 100} }}" for n in range(8)) + " }"
DIRECT = {"content-type": "application/sparql-query"}


def codes(response):
    assert response.status_code == 200, response.text
    return [row["code"]["value"] for row in response.json()["results"]["bindings"]]


def test_the_three_ways_to_ask_give_one_answer(client):
    by_get = client.get("/sparql", params={"query": QUERY})
    by_form = client.post("/sparql", data={"query": QUERY})
    direct = client.post("/sparql", content=QUERY, headers=DIRECT)
    assert codes(by_get) == codes(by_form) == codes(direct) == ["1.1.1", "1.1.2"]


@pytest.mark.parametrize("text", ["a%20b", "a+b", "a&b=c", "é中", "100%"])
def test_text_is_decoded_once_whichever_way_it_comes(client, text):
    query = f'SELECT ("{text}" AS ?code) {{}}'
    by_get = client.get("/sparql", params={"query": query})
    by_form = client.post("/sparql", data={"query": query})
    direct = client.post("/sparql", content=query.encode(), headers=DIRECT)
    assert codes(by_get) == codes(by_form) == codes(direct) == [text]


def test_the_default_graph_is_the_union_unless_the_request_names_graphs(client):
    assert len(codes(client.get("/sparql", params={"query": QUERY}))) == 2
    assert codes(client.get("/sparql", params={"query": QUERY, "default-graph-uri": TEXT})) == ["1.1.1"]
    assert codes(client.get("/sparql", params={"query": QUERY.replace("WHERE", f"FROM <{TEXT}> WHERE")})) == ["1.1.1"]
    named = "SELECT ?code { GRAPH ?g { ?s ?p ?code } }"
    assert codes(client.get("/sparql", params={"query": named, "named-graph-uri": TEXT})) == ["1.1.1"]
    assert codes(client.get("/sparql", params={"query": QUERY, "named-graph-uri": TEXT})) == []


def test_the_dataset_of_the_protocol_overrides_that_of_the_query(client):
    query = QUERY.replace("WHERE", "FROM <http://example.org/none> WHERE")
    assert codes(client.get("/sparql", params={"query": query, "default-graph-uri": TEXT})) == ["1.1.1"]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml;q=0.3, text/csv;q=0.8", "text/csv; charset=utf-8"),
    ],
)
def test_tables_come_in_the_format_asked_for(client, accept, media_type):
    response = client.get("/sparql", params={"query": QUERY}, headers={"accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"] == media_type
    assert "Accept" in response.headers["vary"].split(", ")


@pytest.mark.parametrize(
    ("accept", "syntax"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/n-quads", RdfFormat.N_QUADS),
        ("application/trig", RdfFormat.TRIG),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/rdf+xml", RdfFormat.RDF_XML),
    ],
)
def test_graphs_come_in_the_format_asked_for(client, accept, syntax):
    for query in (GRAPH, "DESCRIBE <https://w3id.org/hrap/id/plan/small/measure/1.1.1>"):
        response = client.get("/sparql", params={"query": query}, headers={"accept": accept})
        assert response.headers["content-type"].split(";")[0] == accept
        assert len(list(parse(response.content, syntax))) == (2 if query == GRAPH else 1)


def test_the_format_parameter_wins_over_the_header(client):
    response = client.get("/sparql", params={"query": QUERY, "format": "csv"}, headers={"accept": "image/png"})
    assert list(csv.reader(io.StringIO(response.text))) == [["code"], ["1.1.1"], ["1.1.2"]]


@pytest.mark.parametrize(
    ("query", "headers", "parameters"),
    [
        (QUERY, {"accept": "image/png"}, {}),
        (QUERY, {"accept": "text/turtle"}, {}),
        (GRAPH, {"accept": "text/csv"}, {}),
        (QUERY, {}, {"format": "pdf"}),
        (GRAPH, {}, {"format": "csv"}),
    ],
)
def test_a_format_that_does_not_exist_is_refused_with_those_that_do(client, query, headers, parameters):
    response = client.get("/sparql", params={"query": query, **parameters}, headers=headers)
    assert response.status_code == 406
    assert response.json()["allowed"]


def test_a_syntax_error_says_where(client):
    response = client.get("/sparql", params={"query": "SELECT *\nWHERE { ?s ?p }"})
    problem = response.json()
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    assert (problem["line"], problem["column"]) == (2, 16)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { service silent ?g { ?s ?p ?o } }",
        "ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } }",
        "INSERT DATA { <http://e/a> <http://e/b> 1 }",
        "PREFIX e: <http://e/> DELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "LOAD <http://127.0.0.1:1/>",
    ],
)
def test_federation_and_updates_are_refused(client, query):
    response = client.get("/sparql", params={"query": query})
    assert response.status_code == 400
    assert response.json()["type"].endswith("/query-refused")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ({"params": {"q": "ASK {}"}}, 400),
        ({"params": [("query", "ASK {}"), ("query", "ASK {}")]}, 400),
        ({"params": "query=%FF"}, 400),
        ({"params": {"query": "ASK {}", "default-graph-uri": "no iri"}}, 400),
        ({"params": {"query": "ASK {} #" + "x" * 40_000}}, 414),
    ],
)
def test_broken_requests_are_told_so(client, arguments, status):
    response = client.get("/sparql", **arguments)
    assert response.status_code == status
    assert response.json()["status"] == status


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"ASK {}", "text/plain", 415),
        (b"ASK {}", "", 415),
        (b"\xff", "application/sparql-query", 400),
        (b"x" * 60_000, "application/sparql-query", 413),
        (b"CLEAR ALL", "application/sparql-update", 400),
        (b"update=CLEAR+ALL", "application/x-www-form-urlencoded", 400),
        (b"q=ASK", "application/x-www-form-urlencoded", 400),
        (b"query=ASK+%7B%7D", "application/x-www-form-urlencoded; charset=utf-8", 200),
    ],
)
def test_posted_bodies_are_taken_by_their_type(client, body, content_type, status):
    assert client.post("/sparql", content=body, headers={"content-type": content_type}).status_code == status


def test_other_methods_are_not_offered(client):
    response = client.put("/sparql", content="ASK {}")
    assert response.status_code == 405
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["allow"] == "GET, HEAD, OPTIONS, POST, QUERY"


def test_a_query_past_its_deadline_is_stopped_and_the_next_one_answered(client):
    response = client.get("/sparql", params={"query": ENDLESS})
    assert response.status_code == 504
    assert "2 seconds" in response.json()["detail"]
    assert len(codes(client.get("/sparql", params={"query": QUERY}))) == 2


def test_an_answer_past_its_cap_is_not_sent_in_part(client):
    values = " ".join(f"VALUES ?{name} {{ {'1 ' * 20} }}" for name in "abcd")
    query = f"SELECT * {{ {values} }}"
    response = client.get("/sparql", params={"query": query})
    assert response.status_code == 413


def test_a_memory_bomb_costs_only_its_worker(client):
    doubled = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(40))
    response = client.get("/sparql", params={"query": f'SELECT (STRLEN(?v40) AS ?n) {{ BIND("xx" AS ?v0) {doubled} }}'})
    assert response.status_code in (400, 504)
    assert len(codes(client.get("/sparql", params={"query": QUERY}))) == 2


def test_lists_answer_while_a_query_runs(client):
    with ThreadPoolExecutor() as threads:
        slow = threads.submit(client.get, "/sparql", params={"query": ENDLESS})
        assert client.get("/api/v1/measures").status_code == 200
        assert not slow.done()
        assert slow.result().status_code == 504


def test_any_site_may_ask_but_without_credentials(client):
    response = client.get(
        "/sparql", params={"query": "ASK {}"}, headers={"origin": "https://example.org", "cookie": "a=b"}
    )
    assert response.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in response.headers
