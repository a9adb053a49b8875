from __future__ import annotations

from contextlib import closing, suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.db import Database
from api.models.search import SearchFilters
from api.search.answering import hits, suggestion
from api.search.searching import Search
from graph.errors import SearchError
from graph.release import open_release


@pytest.fixture(scope="module")
def database(releases):
    with closing(Database(open_release(releases).read_model)) as opened:
        yield opened


def found(database, q, **filters):
    search = Search(database, SearchFilters(q=q, **filters))
    return [(hit.type, hit.slug or hit.code or hit.plan) for hit in hits(search, "")]


@pytest.mark.parametrize(
    ("q", "hit"),
    [
        ("woman", ("group", "women")),
        ("WOMEN", ("group", "women")),
        ("wömen", ("group", "women")),
        ("women's", ("group", "women")),
        ("females", ("group", "women")),
        ("rural-women", ("group", "rural-women")),
        ("the government", ("body", "the-government")),
        ("1.1.2", ("measure", "1.1.2")),
        ("1.1.1.2", ("commitment", "1.1.1.2")),
        ('"Health Law"', ("instrument", "health-law")),
        ("health law", ("instrument", "health-law")),
        ("small plan", ("plan", "small")),
        ("model", ("footnote", "1.1.1.n1")),
    ],
)
def test_what_a_search_names_comes_first(database, q, hit):
    assert hit in found(database, q)
    if hit[0] != "footnote":
        assert found(database, q)[0] == hit


def test_exact_words_count_more_than_their_other_forms(database):
    exact, other = (Search(database, SearchFilters(q=q, type=["measure"])).ranked for q in ("nurses", "nurse"))
    assert [hit.document for hit in exact] == [hit.document for hit in other]
    assert exact[0].score > other[0].score > 0


@pytest.mark.parametrize(
    ("q", "measures"),
    [
        ("implements", ["1.1.1"]),
        ("bringing training", []),
        ("bringing OR training", ["1.1.1", "1.1.2"]),
        ("nurses OR bringing NOT health", ["1.1.2"]),
        ("(nurses OR bringing) NOT rural", ["1.1.1"]),
        ('"rural areas"', ["1.1.2"]),
        ('"areas rural"', []),
        ("residen*", ["1.1.1"]),
        ("residential", ["1.1.1"]),
    ],
)
def test_operators_phrases_and_beginnings_choose(database, q, measures):
    codes = [code for _, code in found(database, q, type=["measure"])]
    assert sorted(codes) == measures


def test_words_of_one_language_are_found_in_that_language_only(database):
    assert found(database, "women", language=["en"])
    assert not found(database, "nurses", language=["zh-Hans"])


@pytest.mark.parametrize("q", ["health", "women OR health", "nurs*", "percent", "rural"])
@pytest.mark.parametrize("filters", [{}, {"type": ["measure", "group"]}, {"chapter": ["1"], "right": ["health"]}])
def test_a_facet_counts_what_its_value_finds(database, q, filters):
    facets = Search(database, SearchFilters(q=q, **filters)).facets()
    for facet in facets:
        for value in facet.values:
            narrowed = SearchFilters(q=q, **{**filters, facet.facet: [value.value]})
            assert value.count == len(Search(database, narrowed).ranked) > 0
    if not filters:
        assert any(facet.values for facet in facets)


def test_a_misspelt_word_is_met_with_the_nearest_that_occurs(database):
    search = Search(database, SearchFilters(q="helth OR nurses"))
    better = suggestion(search, "/api/v1/")
    assert (better.q, better.url) == ("health OR nurses", "/api/v1/search?q=health+OR+nurses")
    assert better.total == len(Search(database, SearchFilters(q=better.q)).ranked) > len(search.ranked)


@pytest.mark.parametrize("q", ["nurses", "qqqqqqqq", "护士"])
def test_nothing_is_suggested_where_every_word_occurs_or_none_is_near(database, q):
    assert suggestion(Search(database, SearchFilters(q=q)), "") is None


HOSTILE = (
    "'; DROP TABLE meta; --",
    "NEAR(a b)",
    "label:women",
    "^health",
    "{code} : x",
    'a"b"c',
    "\x00",
    "+ +",
)


@pytest.mark.parametrize("q", HOSTILE)
def test_nothing_a_reader_types_is_syntax_to_the_index(database, q):
    with suppress(SearchError):
        Search(database, SearchFilters(q=q)).facets()
    assert found(database, "women")


@given(
    q=st.text(
        st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from('"()-*:^{}+ 法aAND')),
        min_size=1,
        max_size=40,
    )
)
@settings(max_examples=60)
def test_any_search_answers_or_is_refused(database, q):
    try:
        search = Search(database, SearchFilters(q=q))
        assert len(hits(search, "")) == min(50, len(search.ranked))
        suggestion(search, "")
    except SearchError:
        pass
