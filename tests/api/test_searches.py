"""Searches of the real plan with the hit that a reader of the plan expects first."""

from __future__ import annotations

import tomllib
from contextlib import closing
from pathlib import Path

import pytest

from api.db import Database
from api.models.search import SearchFilters
from api.search.answering import hits, suggestion
from api.search.searching import Search
from graph.config import Config
from graph.release import open_release

SEARCHES = tomllib.loads(Path(__file__).with_name("searches.toml").read_text(encoding="utf-8"))["search"]


@pytest.fixture(scope="module")
def database(plan_releases):
    with closing(Database(open_release(plan_releases).read_model)) as opened:
        yield opened


@pytest.mark.parametrize("expected", SEARCHES, ids=lambda expected: expected["q"])
def test_a_search_finds_what_a_reader_expects(database, expected):
    kinds = [expected["type"]] if "type" in expected else []
    search = Search(database, SearchFilters(q=expected["q"], type=kinds))
    if "suggests" in expected:
        assert suggestion(search, "").q == expected["suggests"]
        return
    found = [f"{hit.type}/{hit.slug or hit.code}" for hit in hits(search, "")]
    assert (expected["first"] in found[: expected.get("among", 1)]) != ("missed" in expected), found[:5]


@pytest.mark.parametrize("q", ["women", "health", "government", "law*", "residential", "model"])
def test_the_offsets_of_a_hit_are_those_of_its_words(database, q):
    text = (Config().plans / "cn-2026-2030" / "source.txt").read_text(encoding="utf-8")
    shown = [
        (hit.snippet[mark.start : mark.end], text[mark.source_start : mark.source_end])
        for hit in hits(Search(database, SearchFilters(q=q, limit=1000)), "")
        for mark in hit.highlights
        if mark.source_start is not None
    ]
    assert shown
    assert all(words == source.replace("-\n\n", "") for words, source in shown)


def test_every_sentence_and_every_label_can_be_found(database):
    documents = database.values("SELECT COUNT(*) FROM search_documents WHERE type IN ('commitment', 'footnote')")[0]
    assert documents == database.values("SELECT COUNT(*) FROM sentences WHERE role <> 'heading'")[0]
    for label in database.values("SELECT label_zh FROM concepts WHERE scheme = 'rights'"):
        found = hits(Search(database, SearchFilters(q=f'"{label}"')), "")
        assert label in {hit.label_zh for hit in found if hit.named}
