from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.sparql import cache
from api.sparql.answers import Requests
from api.sparql.cache import Cache, cache_key, normalised
from api.sparql.jobs import Digested
from graph.sparql.queries import Query
from graph.store import Answer, Formats

SLOW = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"VALUES ?v{n} {{ {'1 ' * 100} }}" for n in range(3)) + " }"
TOKENS = ("SELECT", "?a", "{", "}", "<http://e/a#b>", '"x  # y"', "'it  \\' s'", "?b<?c", "1", ".", "ex:a")
BLANKS = st.sampled_from([" ", "  ", "\t", "\n", " # a comment\n", "\r\n", " # <\n"])


def digested(size):
    return Digested(Answer("boolean", "json", b"x" * size), "digest")


def key(text="ASK {}", formats=None, **options):
    return cache_key(Query(text, **options), formats or Formats(), "release")


@given(st.lists(st.tuples(st.sampled_from(TOKENS), BLANKS, BLANKS), max_size=12))
def test_the_amount_of_blanks_between_tokens_makes_no_other_query(parts):
    """Blanks that hold a line end count as one sort, those that hold none as another."""
    one, other = ("".join(token + parts[n][side] for n, (token, *_) in enumerate(parts)) for side in (1, 2))
    sorts = [["\n" in part[side] or "\r" in part[side] for part in parts[:-1]] for side in (1, 2)]
    assert normalised(normalised(one)) == normalised(one)
    if sorts[0] == sorts[1]:
        assert normalised(one) == normalised(other)


@given(st.lists(st.tuples(st.sampled_from((*TOKENS, "'", "<http://e/o'n>", "\\", "<")), BLANKS), max_size=12))
def test_a_text_that_is_normal_at_a_glance_is_what_making_it_so_would_give(parts):
    text = "".join(token + blank for token, blank in parts)
    if cache._NORMAL.match(text) and '"""' not in text and "'''" not in text:
        assert not any(part["unsure"] for part in cache._PARTS.finditer(text))
        assert cache._PARTS.sub(cache._uniform, text) == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('ASK { ?s ?p "a  b" }', 'ASK { ?s ?p "a b" }'),
        ("ASK { ?s ?p 'a  b' }", "ASK { ?s ?p 'a b' }"),
        ('ASK { ?s ?p """a  b""" }', 'ASK { ?s ?p """a b""" }'),
        ("ASK { ?s ?p '''a\n' b''' }", "ASK { ?s ?p '''a ' b''' }"),
        ('ASK { ?s ?p "a\n b" }', 'ASK { ?s ?p "a b" }'),
        ('ASK { ?s ?p "a#b" }', 'ASK { ?s ?p "a#c" }'),
        ('ASK { ?s ?p "\\"a  b" }', 'ASK { ?s ?p "\\"a b" }'),
        ("ASK { <http://e/a#b> ?p ?o }", "ASK { <http://e/a#c> ?p ?o }"),
        ("ASK { <http://e/\\u0041#b> ?p ?o }", "ASK { <http://e/\\u0041#c> ?p ?o }"),
        (
            "ASK { <http://e/o'n> ?p 'q  r' . <http://e/o'n> ?p 1 }",
            "ASK { <http://e/o'n> ?p 'q r' . <http://e/o'n> ?p 1 }",
        ),
        ("ASK { ex:o\\'n ?p 'q  r' . ex:o\\'n ?p 1 }", "ASK { ex:o\\'n ?p 'q r' . ex:o\\'n ?p 1 }"),
        ("ASK { FILTER(?a<b#c>d\n) }", "ASK { FILTER(?a<b#c>d ) }"),
        ("ASK {} # c\nLIMIT 1", "ASK {} # c LIMIT 1"),
        ("SELECT ?a ?b {}", "SELECT ?a?b {}"),
    ],
)
def test_what_may_mean_another_thing_is_another_query(one, other):
    assert key(one) != key(other)


def test_format_dataset_and_release_make_another_answer():
    keys = {
        key(),
        key(formats=Formats("csv")),
        key(default_graphs=("http://e/g",)),
        key(named_graphs=("http://e/g",)),
        cache_key(Query("ASK {}"), Formats(), "another release"),
    }
    assert len(keys) == 5


@pytest.mark.parametrize("function", ["NOW()", "rand()", "UUID()", "StrUUID ()", "BNODE()", "year(now())"])
def test_what_answers_differently_each_time_is_not_kept(function):
    assert key(f"SELECT ({function} AS ?x) {{}}") is None


def test_the_cache_never_exceeds_its_bytes_and_drops_the_longest_unused():
    kept = Cache(10_000)
    for n in range(4):
        kept.put((str(n),), digested(1_800))
    assert kept.get(("0",), Digested)
    for n in range(4, 7):
        kept.put((str(n),), digested(1_800))
        assert kept.size <= 10_000
    assert [n for n in range(7) if kept.get((str(n),), Digested)] == [0, 4, 5, 6]
    kept.put(("large",), digested(2_400))
    assert kept.get(("large",), Digested) is None
    off = Cache(0)
    off.put(("0",), digested(1))
    assert off.get(("0",), Digested) is None


def test_an_answer_is_named_by_its_bytes_and_given_once(client):
    query = {"query": "SELECT ?code { ?m <https://w3id.org/hrap/ontology#code> ?code } ORDER BY ?code"}
    first = client.get("/sparql", params=query)
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "public, no-cache"
    assert (
        tag == client.get("/sparql", params={"query": query["query"].replace(" ", "  ") + " # again"}).headers["etag"]
    )
    for condition in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        same = client.get("/sparql", params=query, headers={"if-none-match": condition})
        assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
    assert client.get("/sparql", params=query, headers={"if-none-match": '"other"'}).status_code == 200
    for accept in ("text/csv", "application/json"):
        assert client.get("/sparql", params=query, headers={"accept": accept}).headers["etag"] != tag
    assert client.post("/sparql", data=query, headers={"if-none-match": tag}).status_code == 200


def test_errors_are_not_kept(client):
    refused = client.get("/sparql", params={"query": "ASK { SERVICE <http://e/> {} }"})
    assert refused.headers["cache-control"] == "no-store"
    assert "etag" not in refused.headers


def test_what_is_volatile_is_run_each_time(client):
    answers = {client.get("/sparql", params={"query": "SELECT (RAND() AS ?x) {}"}).text for _ in range(3)}
    assert len(answers) == 3


def test_the_same_query_asked_at_once_runs_once(client):
    def outcomes():
        lines = client.get("/metrics").text.splitlines()
        found = (line.rpartition(" ") for line in lines if line.startswith("hrap_queries_total{"))
        return {name.split('"')[3]: float(number) for name, _, number in found if 'kind="solutions"' in name}

    before = outcomes()
    asked = {"params": {"query": SLOW}}
    threads = [threading.Thread(target=client.get, args=("/sparql",), kwargs=asked) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counted = {name: number - before.get(name, 0) for name, number in outcomes().items()}
    assert counted["answered"] == 1
    assert counted.get("joined", 0) + counted.get("cached", 0) == 4


def test_requests_that_are_known_take_no_more_room_than_they_may():
    known = Requests(20_000)
    for n in range(100):
        known.put((b"query=%d" % n, "", "release"), None, "digest", ("key",))
    found = [n for n in range(100) if known.get((b"query=%d" % n, "", "release"))]
    assert 10 < len(found) < 20
    assert found[-1] == 99
    known.put((b"x" * 1000, "", "release"), None, "digest", ("key",))
    assert known.get((b"x" * 1000, "", "release")) is None


def test_a_request_that_comes_again_to_the_letter_is_answered_the_same(client):
    query = {"query": "SELECT ?x { VALUES ?x { 'to the letter' } }"}
    answers = [client.get("/sparql", params=query) for _ in range(4)]
    assert {(a.status_code, a.content, a.headers["etag"], a.headers["content-type"]) for a in answers} == {
        (200, answers[0].content, answers[0].headers["etag"], "application/sparql-results+json")
    }
    for accept in ("text/csv", "text/csv", "text/csv"):
        assert client.get("/sparql", params=query, headers={"accept": accept}).text == "x\r\nto the letter\r\n"
    tag = {"if-none-match": answers[0].headers["etag"]}
    assert client.get("/sparql", params=query, headers=tag).status_code == 304
    assert client.head("/sparql", params=query).headers["content-length"] == str(len(answers[0].content))
