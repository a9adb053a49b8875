"""The pages of things, over the small release."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from types import SimpleNamespace

import pytest

from api.db import Database
from api.explorer.thing_pages import page_of
from api.explorer.views import View
from api.pages import page_environment
from api.things import Things
from graph.names import Names
from graph.release import open_release
from tests.api.small_release import BASE
from tests.api.test_pages import Links

VIEW = View("en")


@pytest.fixture(scope="module")
def service(releases) -> Iterator[SimpleNamespace]:
    """What pages need of a service."""
    release, names = open_release(releases), Names()
    things = Things(names, (), frozenset(), {}, {})
    with closing(Database(release.read_model)) as database:
        yield SimpleNamespace(database=database, things=things, names=names, pages=page_environment(), release=release)


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("group/women", ["<h1>", "1.1.1.1", "the dossier", "people", "rural women", "The query behind this page"]),
        ("right/health", ["1.1.1.0", "0.2.1", "UPD, article 1"]),
        ("instrument/health-law", ["What the plan does to it", "implement</bdi> (1)"]),
        ("body/nurses", ["responsible", "1.1.2.1"]),
        ("indicator/risk-rate", ["3.5", "SDG indicator 3.1.1"]),
        ("plan/small/measure/1.1.1", ["Read it in the text", "linked measure", "/read/small/1.1#1.1.1"]),
        ("plan/small/chapter/1", ["1.1.1", "1.1.2", "Right to Health"]),
        ("plan/small/target/1.1.1/risk-rate", ["= 3.5", "2030", "3 percent", "SDG indicator 3.1.1"]),
        (
            "article/upd-1",
            [
                *("UPD, article 1", "第1条", "signatory", "Measures under it", "amid what corresponds to it"),
                *("is the section on it", ">1.1.1</a>", "Right to Health"),
            ],
        ),
    ],
)
def test_a_page_shows_what_is_known_of_its_thing(service, path, shown):
    text = page_of(service, VIEW, path)
    assert text is not None
    assert not [words for words in shown if words not in text]
    assert f"{BASE}" in text


@pytest.mark.parametrize(
    "path", ["group/nobody", "plan/small", "unit/percent", "article/upd-9", "plan/small/measure/9"]
)
def test_what_has_no_page_of_its_own_has_none(service, path):
    assert page_of(service, VIEW, path) is None


def test_pages_in_chinese_have_chinese_labels(service):
    text = page_of(service, View("zh-Hans"), "group/women")
    assert text is not None
    assert "原文表述" in text
    assert '<html lang="zh-Hans">' in text
    assert '<h1><bdi lang="zh-Hans">标签</bdi> <bdi class="second" lang="en">women</bdi></h1>' in text


@pytest.mark.parametrize(
    ("path", "english", "chinese"),
    [
        ("plan/small/measure/1.1.1", ["people"], ["标签"]),
        ("right/health", ["UPD, article 1"], ["《公约》第1条"]),
        ("article/upd-1", ["health"], ["标签"]),
    ],
)
def test_what_a_page_names_from_elsewhere_is_named_in_its_language(service, path, english, chinese):
    for language, names, others in (("en", english, chinese), ("zh-Hans", chinese, english)):
        text = page_of(service, View(language), path)
        assert text is not None
        assert not [name for name in names if f">{name}</bdi>" not in text]
        assert not [name for name in others if f"<bdi>{name}</bdi>" in text]


def test_every_link_of_the_page_of_a_measure_leads_somewhere(client):
    page = client.get("/id/plan/small/measure/1.1.1", headers={"Accept": "text/html"}).text
    inner = [link for link in Links(page).found if link.startswith(("/api", "/sparql", "/dossier", "/static"))]
    assert len(inner) > 5
    assert not [link for link in inner if client.get(link).status_code != 200]


def test_the_statements_of_the_graph_are_still_a_page(client):
    html = {"Accept": "text/html"}
    laid_out = client.get("/id/plan/small/measure/1.1.1", headers=html)
    statements = client.get("/id/plan/small/measure/1.1.1?view=statements", headers=html)
    assert "has code" in statements.text
    assert "has code" not in laid_out.text
    assert laid_out.headers["etag"] != statements.headers["etag"]


HOSTILE = '<script>alert(1)</script>"\u202e[x](javascript:alert(1))'


def test_hostile_words_stay_words(service, tmp_path):
    path = tmp_path / "hostile.sqlite"
    shutil.copy(service.release.read_model, path)
    with closing(sqlite3.connect(path)) as connection:
        for table, column in (
            *(("concepts", name) for name in ("label", "label_zh", "definition", "source")),
            *(("provisions", name) for name in ("heading", "text")),
            *(("sentences", "text"), ("mentions", "quote"), ("mentions", "label"), ("targets", "quote")),
            *(
                ("link_reasons", "label"),
                ("link_quotes", "quote"),
                ("mappings", "object_label"),
                ("mappings", "source"),
            ),
            *(("counterparts", "label"), ("counterparts", "subject"), ("sections", "title"), ("chapters", "title")),
        ):
            connection.execute(f"UPDATE {table} SET {column} = ?", (HOSTILE,))
        connection.execute("UPDATE mappings SET object = 'javascript:alert(1)'")
        connection.commit()
    with closing(Database(path)) as database:
        hostile = SimpleNamespace(**{**vars(service), "database": database})
        for thing in (
            "group/women",
            "plan/small/measure/1.1.1",
            "indicator/risk-rate",
            "right/health",
            "article/upd-1",
        ):
            text = page_of(hostile, VIEW, thing)
            assert text is not None
            assert "&lt;script&gt;" in text
            assert "<script>" not in text
            assert 'href="javascript' not in text
            assert ' onload="' not in text


def test_what_the_graph_states_of_a_target_of_the_2030_agenda_is_downloaded_from_its_page(client):
    found = Links(client.get("/sdg/3.1", headers={"Accept": "text/html"}).text).found
    described = [link for link in found if link.startswith("/sparql?query=DESCRIBE")]
    assert len(described) == 4
    answers = [client.get(link) for link in described]
    assert [answer.status_code for answer in answers] == [200] * 4
    assert len({answer.headers["content-type"] for answer in answers}) == 4
