from __future__ import annotations

import re
import sqlite3
from html.parser import HTMLParser

import httpx
import pytest

from api.db import Database
from api.explorer.reading_room import KINDS, MAIN_KINDS, contents, part_of, read_part
from api.settings import Settings
from tests.api.conftest import serving
from tests.api.small_release import write_release

PARTS = ["0", "1.1", "2"]
HOSTILE = '<script>alert(1)</script>"\u202egpj.exe'


class Text(HTMLParser):
    """The sentences of a page by their code, without what stands around them, and the attributes of its marks."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sentences: dict[str, str] = {}
        self.marks: list[dict[str, str | None]] = []
        self._code, self._depth = "", 0
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if given.get("class") == "s":
            self._code, self._depth = given["id"] or "", 0
            self.sentences[self._code] = ""
        elif tag == "button":
            self._code = ""
        if given.get("class") == "mark":
            self.marks.append(given)

    def handle_data(self, data: str) -> None:
        if self._code:
            self.sentences[self._code] += data


@pytest.fixture(scope="module")
def database(releases):
    opened = Database(releases / "current" / "hrap.sqlite")
    yield opened
    opened.close()


def read(client: httpx.Client, code: str, query: str = "") -> str:
    response = client.get(f"/read/small/{code}{query}")
    assert response.status_code == 200
    return response.text


def test_the_contents_lead_to_every_part_of_the_text(client, database):
    page = client.get("/read/small").text
    assert client.get("/read").text.count("<h2") == page.count("<h2")
    for code in PARTS:
        assert f'href="/read/small/{code}"' in page
    assert [chapter["code"] for chapter in contents(database, "small")] == ["0", "1", "2"]


def test_every_sentence_is_read_once_and_unchanged(client, database):
    found = {}
    for code in PARTS:
        found |= Text(read(client, code, "?reasons=true&" + "&".join(f"kind={kind}" for kind in KINDS))).sentences
    assert found == {row["code"]: row["text"] for row in database.rows("SELECT code, text FROM sentences")}


def test_mentions_are_marked_by_their_kind_and_lead_to_what_they_name(client):
    page = read(client, "1.1")
    assert '<span class="k group d0">women</span>' in page
    assert '<span class="k instrument d0">Health Law</span>' in page
    links = {mark["data-named"]: mark["href"] for mark in Text(page).marks}
    assert links["group-women"] == "/id/group/women"
    assert links["quantity-risk-rate"] == "/id/indicator/risk-rate"
    assert all(f'id="named-{name}"' in page for names in links for name in names.split())


def test_a_reader_chooses_what_is_marked(client):
    only = read(client, "1.1", "?kind=none&kind=group")
    assert {mark["data-named"] for mark in Text(only).marks} == {"group-women"}
    assert 'value="group" checked' in only
    assert 'value="body" checked' not in only
    assert not Text(read(client, "1.1", "?kind=none")).marks
    assert "agent-the-government" in read(client, "1.1", "?kind=agent")
    assert "agent-the-government" not in read(client, "1.1")


def test_what_is_chosen_is_kept_by_the_links_to_the_next_part(client):
    page = read(client, "1.1", "?kind=none&kind=group&reasons=true&lang=zh-Hans")
    links = re.findall(r'<a rel="(prev|next)" href="([^"]+)"', page)
    assert [(way, link.replace("&amp;", "&")) for way, link in links] == [
        ("prev", "/read/small/0?kind=none&kind=group&reasons=true&lang=zh-Hans"),
        ("next", "/read/small/2?kind=none&kind=group&reasons=true&lang=zh-Hans"),
    ]
    assert 'rel="prev"' not in read(client, "0")
    assert 'rel="next"' not in read(client, "2")


def test_a_sentence_in_which_nothing_is_found_says_why(client, database):
    rows = database.rows("SELECT \"commitment\" AS code FROM ledger WHERE what = 'sentence' AND status = 'listed'")
    untied = {row["code"] for row in rows}
    page = "".join(read(client, code) for code in PARTS)
    shown = set(re.findall(r'class="handle screen untied" popovertarget="about-([^"]+)"', page))
    assert untied
    assert shown == untied
    cards = dict(re.findall(r'id="about-([^"]+)"(.*?)</div>', page, re.DOTALL))
    assert all(("Nothing found in this sentence" in card) == (code in untied) for code, card in cards.items())
    assert "Nothing found in this sentence" not in re.sub(r"<div popover.*?</div>", "", page, flags=re.DOTALL)
    assert '<small class="reason">Nothing found in this sentence' in read(client, "2", "?reasons=true")


def test_a_footnote_stands_after_the_paragraph_that_bears_its_mark(client):
    page = read(client, "1.1")
    before, after = page.index('id="1.1.1.2"'), page.index('id="1.1.2"')
    assert before < page.index('<aside class="footnote"') < page.index("A note on the model.") < after


def test_sentences_lead_to_what_the_graph_states_of_them(client):
    page = read(client, "1.1")
    assert 'href="/id/plan/small/commitment/1.1.1.1"' in page
    assert 'href="#1.1.1.1"' in page


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("1.1.1", "/read/small/1.1#1.1.1"),
        ("1.1.1.2", "/read/small/1.1#1.1.1.2"),
        ("0.1", "/read/small/0#0.1"),
        ("1", "/read/small#1"),
    ],
)
def test_a_code_leads_to_its_place_in_the_text(client, code, place):
    response = client.get(f"/read/small/{code}")
    assert (response.status_code, response.headers["location"]) == (303, place)


def test_what_is_not_there_is_told(client):
    assert client.get("/read/nothing").status_code == 404
    assert client.get("/read/small/9.9").status_code == 404
    assert client.get("/read/small/1.1?kind=colour").status_code == 400


def test_a_part_knows_how_much_of_it_is_explained(database):
    part = read_part(database, "small", "1.1", MAIN_KINDS)
    assert part is not None
    assert part.sentences == len(database.rows("SELECT 1 FROM sentences WHERE provision LIKE '1.1.%'"))
    assert part.counts["group"] == 1
    assert [named.name for named in part.named["group"]] == ["group-women"]
    assert read_part(database, "small", "1", MAIN_KINDS) is None
    assert part_of(database, "small", "1.1.1.n1") == "1.1"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A release whose labels, text and quotes try to be more than text."""
    root = write_release(tmp_path_factory.mktemp("hostile"))
    with sqlite3.connect(root / "current" / "hrap.sqlite") as connection:
        for table, column in (
            ("concepts", "label"),
            ("concepts", "label_zh"),
            ("concepts", "definition"),
            ("mentions", "label"),
            ("ledger", "quote"),
            ("targets", "quote"),
            ("targets", "unit_label"),
            ("plans", "title"),
            ("plans", "title_zh"),
            ("chapters", "title"),
            ("sections", "title"),
            ("provisions", "heading"),
        ):
            connection.execute(f"UPDATE {table} SET {column} = ?", (HOSTILE,))
        connection.execute("UPDATE sentences SET text = ? || substr(text, ?)", (HOSTILE, len(HOSTILE) + 1))
        connection.execute("UPDATE concepts SET iri = 'javascript:alert(1)' WHERE slug = 'women'")
    connection.close()
    with serving(Settings(releases=root, workers=1)) as client:
        yield client


@pytest.mark.parametrize(
    "path", ["/", "/read", "/read/small", "/read/small/1.1", "/read/small/1.1?reasons=true&lang=zh-Hans"]
)
def test_hostile_words_stay_words(hostile, path):
    page = hostile.get(path).text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>" not in page
    assert "javascript:" not in page
    assert not re.search(r"<[^>]*alert\(1\)[^>]*=", page)
