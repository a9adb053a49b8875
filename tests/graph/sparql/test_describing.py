from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, parse

from graph.errors import QueryTooLarge
from graph.sparql.describing import MOST_THINGS, describe_of
from graph.sparql.queries import Query
from graph.store import Formats, load_store

H = "https://w3id.org/hrap/ontology#"
OA = "http://www.w3.org/ns/oa#"
LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def quad(subject, predicate, value, graph="facts"):
    value = value if value.startswith('"') else f"<{value}>"
    return f"<{subject}> <{predicate}> {value} <http://e/{graph}> .\n"


def number(value):
    return f'"{value}"^^<http://www.w3.org/2001/XMLSchema#integer>'


QUADS = "".join(
    (
        quad("http://e/target", TYPE, f"{H}Target"),
        quad("http://e/target", f"{H}indicator", "http://e/life"),
        quad("http://e/target", f"{H}evidence", "http://e/mention"),
        quad("http://e/life", LABEL, '"life expectancy"@en', "names"),
        quad("http://e/life", LABEL, '"人均预期寿命"@zh-Hans', "names"),
        quad("http://e/life", f"{H}definition", '"not part of what points to it"@en', "names"),
        quad("http://e/mention", f"{OA}hasBody", "http://e/target"),
        quad("http://e/mention", f"{H}quote", '"80 years"@en'),
        quad("http://e/mention", f"{H}start", number(10)),
        quad("http://e/mention", f"{H}end", number(18)),
        quad("http://e/mention", f"{H}inSentence", "http://e/sentence"),
        quad("http://e/mention", f"{H}inProvision", "http://e/measure"),
        quad("http://e/measure", f"{H}hasTarget", "http://e/target"),
        *(quad(f"http://e/many/{n}", f"{H}about", "http://e/target") for n in range(51)),
        *(quad(f"http://e/thing/{n}", TYPE, f"{H}Thing") for n in range(MOST_THINGS + 1)),
    )
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("describing") / "graph.nq"
    path.write_text(QUADS, encoding="utf-8")
    return load_store(path)


def described(store, text, **dataset):
    answer = store.answer(Query(text, **dataset), Formats(graph="ntriples"), 1_000_000)
    return {(t.subject.value, t.predicate.value, t.object.value) for t in parse(answer.body, RdfFormat.N_TRIPLES)}


EVERYTHING = {
    ("http://e/target", TYPE, f"{H}Target"),
    ("http://e/target", f"{H}indicator", "http://e/life"),
    ("http://e/target", f"{H}evidence", "http://e/mention"),
    ("http://e/life", LABEL, "life expectancy"),
    ("http://e/life", LABEL, "人均预期寿命"),
    ("http://e/mention", TYPE, f"{H}Mention"),
    ("http://e/mention", f"{OA}hasBody", "http://e/target"),
    ("http://e/mention", f"{H}quote", "80 years"),
    ("http://e/mention", f"{H}start", "10"),
    ("http://e/mention", f"{H}end", "18"),
    ("http://e/mention", f"{H}inSentence", "http://e/sentence"),
    ("http://e/mention", f"{H}inProvision", "http://e/measure"),
    ("http://e/measure", f"{H}hasTarget", "http://e/target"),
}


@pytest.mark.parametrize(
    "text",
    [
        "DESCRIBE <http://e/target>",
        "PREFIX e: <http://e/> DESCRIBE e:target",
        "BASE <http://e/> DESCRIBE <target> LIMIT 5",
        f"DESCRIBE ?t {{ ?t a <{H}Target> }}",
        f"# all\nDESCRIBE * WHERE {{ ?t a <{H}Target> }} ORDER BY ?t LIMIT 1",
        f"DESCRIBE <http://e/target> ?t {{ ?t a <{H}None> }}",
    ],
)
def test_a_description_has_labels_evidence_and_the_links_that_are_few(store, text):
    assert described(store, text) == EVERYTHING


def test_a_description_sees_the_dataset_of_the_query(store):
    named = {fact for fact in EVERYTHING if fact[0] != "http://e/life"}
    assert described(store, "DESCRIBE <http://e/target> FROM <http://e/facts>") == named
    assert described(store, "PREFIX e: <http://e/> DESCRIBE e:target FROM e:facts FROM NAMED e:names") == named
    assert described(store, "DESCRIBE <http://e/target>", default_graphs=("http://e/facts",)) == named
    from_text = "DESCRIBE <http://e/target> FROM <http://e/names>"
    assert described(store, from_text, default_graphs=("http://e/facts",)) == named
    assert described(store, "DESCRIBE <http://e/target> FROM NAMED <http://e/facts>") == set()


def test_what_is_not_in_the_graph_has_an_empty_description(store):
    assert described(store, "DESCRIBE <http://e/nothing>") == set()


def test_more_things_than_are_described_at_once_are_refused_not_cut(store):
    text = f"DESCRIBE ?t {{ ?t a <{H}Thing> }}"
    with pytest.raises(QueryTooLarge, match=str(MOST_THINGS)):
        described(store, text)
    assert len(described(store, f"{text} LIMIT 20")) == 20


def test_a_description_is_the_same_each_time(store):
    query = Query("DESCRIBE <http://e/target>")
    first, second = (store.answer(query, Formats(graph="turtle"), 100_000).body for _ in range(2))
    assert first == second


@pytest.mark.parametrize("text", ["SELECT ?describe { ?s ?p ?o }", "ASK {}", "CONSTRUCT WHERE { ?s ?p ?o } # DESCRIBE"])
def test_other_queries_describe_nothing(text):
    assert describe_of(text) is None
