"""The service over remote stores gives the answers that it gives over its own engine.

Where an engine's own evaluation differs, that is data here: which question, and why.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from api.settings import Settings
from graph.config import Config
from graph.questions import load_questions
from graph.release import held_releases, open_release
from graph.remote.load import load_release
from tests.api.conftest import serving
from tests.api.test_sparql import ENDLESS
from tests.stores import oxigraph, virtuoso

ENGINES = {"oxigraph": oxigraph, "virtuoso": virtuoso}
MEASURE = "plan/cn-2026-2030/measure/4.2.5"
TEXT = "https://w3id.org/hrap/id/graph/text/cn-2026-2030"
QUESTIONS = {question.name: question.query for question in load_questions(Config())}
QUERIES = {
    **QUESTIONS,
    "graphs": "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
    "from": "SELECT (COUNT(*) AS ?n) FROM <graph/text/cn-2026-2030> { ?s ?p ?o }",
    "from named": f"SELECT (COUNT(*) AS ?n) FROM NAMED <{TEXT}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "one graph": f"PREFIX g: <{TEXT[: TEXT.index('text')]}> SELECT (COUNT(*) AS ?n) {{ GRAPH g:audit {{ ?s ?p ?o }} }}",
    "unknown graph": "SELECT ?s FROM <http://www.openlinksw.com/schemas/virtrdf#> { ?s ?p ?o }",
    "joined": "SELECT ?x ?g (COUNT(*) AS ?n) { ?x ?p ?g GRAPH ?g { ?s ?q ?o } } GROUP BY ?x ?g",
    "filtered": f'SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s a ?c }} FILTER (STRSTARTS(STR(?g), "{TEXT[:30]}")) }}',
    "as text": "SELECT DISTINCT (STR(?g) AS ?name) { GRAPH ?g { ?s a ?c } }",
    "languages": 'SELECT ?s ?l { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?l FILTER (LANG(?l) = "zh-Hans") }',
    "tagged": 'SELECT ?s { ?s ?p "残疾人"@zh-HANS }',
    "booleans": "SELECT ?s ?o { ?s <https://w3id.org/hrap/ontology#unverified> ?o }",
    "decimals": "SELECT ?s ?o { ?s <https://w3id.org/hrap/ontology#weight> ?o }",
    "years": "SELECT ?s ?o { ?s <https://w3id.org/hrap/ontology#deadline> ?o }",
    "ask": f"ASK {{ <{MEASURE}> ?p ?o }}",
    "ask not": 'ASK { ?s ?p "nothing of the kind" }',
    "construct": "CONSTRUCT { ?s ?p ?o } { ?s a <https://w3id.org/hrap/ontology#Right> ; ?p ?o }",
    "describe": f"DESCRIBE <{MEASURE}>",
    "describe some": "DESCRIBE ?r { ?r a <https://w3id.org/hrap/ontology#Right> } ORDER BY ?r LIMIT 5",
    "escapes": r'SELECT ("\u0022 } SERVICE <http://127.0.0.1:1/> { \u005C" AS ?x) {}',
    "syntax error": "SELECT *\nWHERE { ?s ?p }",
    "service": "ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "update": "INSERT DATA { <http://e/a> <http://e/b> 1 }",
}
# Virtuoso 7.2.5, which Debian 12 has; each seen when asked directly, without this service.
WIDE = "CONCAT and GROUP_CONCAT write ? for characters past Latin-1 where strings of both sorts meet"
PLAIN = "GROUP_CONCAT gives no language tag, in an order of its own"
DIFFERENT = {
    "oxigraph": {},
    "virtuoso": {"rural-women": WIDE, "treaty-status": WIDE, "measures-without-a-body": PLAIN},
}


@dataclass(frozen=True)
class Served:
    """The service over one engine, and over its own."""

    engine: str
    remote: object
    embedded: object


@pytest.fixture(scope="module", params=ENGINES)
def served(request, plan_releases, service, tmp_path_factory):
    with ENGINES[request.param](tmp_path_factory.mktemp(request.param)) as store:
        settings = Settings(releases=plan_releases, workers=1, slow_workers=1, **store.settings)
        kept = [each.sha256 for each in held_releases(plan_releases)]
        load_release(open_release(plan_releases), kept, settings.query_address, settings.graphs_address)
        with serving(settings) as client:
            yield Served(request.param, client, service)


def answered(client, query):
    """An answer without the order of its rows and triples; of an error what a client can rely on."""
    accept = "application/sparql-results+json, application/n-triples"
    response = client.post("/sparql", data={"query": query}, headers={"accept": accept})
    if response.status_code != 200:
        problem = response.json()
        return [problem.get(member) for member in ("status", "type", "line", "column")]
    if "json" not in response.headers["content-type"]:
        return sorted(response.text.splitlines())
    found = response.json()
    rows = [json.dumps(row, sort_keys=True) for row in found.get("results", {}).get("bindings", [])]
    return found["head"], found.get("boolean"), sorted(rows)


@pytest.mark.parametrize("name", QUERIES)
def test_an_engine_answers_as_the_embedded_one_does_or_is_known_to_differ(served, name):
    same = answered(served.remote, QUERIES[name]) == answered(served.embedded, QUERIES[name])
    assert same == (name not in DIFFERENT[served.engine])


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_ready_question_has_as_many_rows_on_every_engine(served, name):
    found, expected = (answered(client, QUESTIONS[name])[2] for client in (served.remote, served.embedded))
    assert len(found) == len(expected) > 0


@pytest.mark.parametrize("form", ["csv", "tsv", "xml", "json"])
def test_tables_are_the_same_bytes(served, form):
    parameters = {"query": f"SELECT ?p ?o {{ <{MEASURE}> ?p ?o }} ORDER BY ?p STR(?o)", "format": form}
    remote, embedded = (c.get("/sparql", params=parameters) for c in (served.remote, served.embedded))
    assert (remote.status_code, sorted(remote.text)) == (embedded.status_code, sorted(embedded.text))
    assert remote.headers["content-type"] == embedded.headers["content-type"]


@pytest.mark.parametrize("form", ["turtle", "ntriples", "jsonld", "rdfxml", "trig", "nquads"])
def test_descriptions_are_the_same_bytes(served, form):
    parameters = {"query": f"DESCRIBE <{MEASURE}>", "format": form}
    remote, embedded = (c.get("/sparql", params=parameters) for c in (served.remote, served.embedded))
    assert (remote.status_code, remote.content) == (embedded.status_code, embedded.content)


def test_the_protocols_dataset_is_that_of_the_release(served):
    query = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    for dataset in (
        {"default-graph-uri": TEXT},
        {"named-graph-uri": TEXT},
        {"default-graph-uri": "http://example.org/none"},
    ):
        found = [
            c.get("/sparql", params={"query": query, **dataset}).json()["results"]
            for c in (served.remote, served.embedded)
        ]
        assert found[0] == found[1]


@pytest.mark.parametrize(
    "query",
    [
        'SELECT (<bif:concat>("a", "b") AS ?x) {}',
        'PREFIX b: <bif:> SELECT (b:concat("a", "b") AS ?x) {}',
        'BASE <sql:> SELECT (<x>("a") AS ?x) {}',
        r'SELECT (<\u0062if:concat>("a", "b") AS ?x) {}',
        "SELECT * { ?s <bif:contains> 'x' }",
        "ASK { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }",
        'DEFINE get:soft "soft" SELECT * { ?s ?p ?o }',
        "SELECT * { ?s ?p ?o } ; INSERT DATA { <a> <b> <c> }",
        "LOAD <http://127.0.0.1:1/>",
        "ASK { FILTER (" + "!" * 40_000 + "true) }",
    ],
)
def test_what_only_an_engine_understands_never_reaches_it(served, query):
    assert served.remote.post("/sparql", data={"query": query}).status_code == 400
    assert served.remote.get("/ready").status_code == 200


def test_an_endless_query_ends_at_its_deadline_and_others_are_still_answered(served):
    response = served.remote.post("/sparql", data={"query": ENDLESS, "timeout": "1"})
    assert response.status_code == 504
    assert response.json()["type"].endswith("/query-timeout")
    assert answered(served.remote, QUERIES["ask"])[1] is True


def test_ready_names_the_store(served):
    ready = served.remote.get("/ready").json()
    assert ready["store"].lower().startswith(f"remote: {served.engine}")
    assert served.embedded.get("/ready").json()["store"] == "embedded"
