"""The queries behind the pages find exactly what the pages show, for everything of the project's own plan."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from api.db import Database
from api.dossiers.sentences import read_held
from api.dossiers.subjects import SCHEMES, find_subject
from api.explorer.behind import query_behind
from graph.config import Config
from graph.release import open_release
from graph.sparql.queries import Query
from graph.store import Formats, open_store

PAGES = sorted((Config().ontology / "pages").glob("*.rq"))


@pytest.fixture(scope="module")
def database(releases: Path) -> Iterator[Database]:
    with closing(Database(open_release(releases).read_model)) as opened:
        yield opened


@pytest.fixture(scope="module")
def ask(releases):
    """Asks the query behind a page; its rows, each the values of its variables."""
    store = open_store(open_release(releases).store)

    def rows(kind: str, iri: str) -> list[dict[str, str]]:
        text = query_behind(kind, iri)
        assert text is not None
        found = json.loads(store.answer(Query(text), Formats(table="json"), 10**9).body)
        return [{name: term["value"] for name, term in row.items()} for row in found["results"]["bindings"]]

    return rows


def things(database, kind):
    scheme = SCHEMES.get(kind)
    sql = "SELECT slug FROM concepts WHERE scheme = ? ORDER BY slug" if scheme else "SELECT code FROM provisions"
    return database.values(sql, (scheme,) if scheme else ())


@pytest.mark.parametrize("kind", [*SCHEMES, "measure"])
def test_the_sentences_of_a_page_are_those_of_its_query(database, ask, kind):
    for slug in things(database, kind):
        subject = find_subject(database, kind, slug)
        assert subject is not None
        shown = {(s.code, s.start, s.end, s.text) for p in read_held(database, subject).provisions for s in p.sentences}
        found = ask(kind, subject.row["iri"])
        assert {(r["code"], int(r["start"]), int(r["end"]), r["text"]) for r in found} == shown, slug


def test_the_facts_of_a_target_are_those_of_its_query(database, ask):
    for target in database.rows("SELECT * FROM targets"):
        (found,) = ask(target["status"], target["iri"])
        assert found["indicator"].endswith(f"/{target['indicator']}")
        assert (found["comparator"], float(found["value"])) == (target["comparator"], float(target["value"]))
        assert (found["quote"], int(found["start"]), int(found["end"])) == (
            target["quote"],
            target["start"],
            target["end"],
        )
        assert found.get("deadline") == (None if target["deadline"] is None else str(target["deadline"]))


def test_what_corresponds_to_a_counterpart_is_what_its_query_finds(database, ask):
    for iri in database.values("SELECT iri FROM counterparts ORDER BY iri"):
        shown = database.rows("SELECT DISTINCT subject_iri, relation, source FROM mappings WHERE object = ?", (iri,))
        found = {(r["subject"], r["relation"].rpartition("#")[2], r["source"]) for r in ask("counterpart", iri)}
        assert found == {(r["subject_iri"], r["relation"], r["source"]) for r in shown}, iri


def test_every_query_of_a_page_is_about_one_thing_and_says_what_it_finds():
    assert PAGES
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        assert text.startswith("# ")
        assert text.count("VALUES ?thing { <") == 1


def test_what_is_no_iri_becomes_no_part_of_a_query():
    with pytest.raises(ValueError, match="no IRI"):
        query_behind("group", "https://e/> } DROP ALL #")
    assert query_behind("plan", "https://e/x") is None
