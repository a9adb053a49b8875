from __future__ import annotations

import json
import sqlite3
from base64 import urlsafe_b64decode, urlsafe_b64encode
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.conditions import Conditions
from api.cursors import Cursor, read_cursor, write_cursor
from api.db import Database
from api.problems import ApiError
from api.querying import Part, Selection, Term

RELEASE, OTHER = "a" * 64, "b" * 64
VALUES = st.none() | st.text(st.characters(exclude_categories=["Cs"])) | st.integers(-(2**63), 2**63 - 1)


@given(st.integers(0, 10**9), st.lists(VALUES | st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_a_cursor_says_what_was_written_into_it(offset, values):
    cursor = Cursor(offset, tuple(values))
    assert read_cursor(write_cursor(cursor, RELEASE, "q"), RELEASE, "q", len(values)) == cursor


@given(st.text(max_size=60))
def test_whatever_is_no_cursor_is_refused(text):
    with pytest.raises(ApiError) as error:
        read_cursor(text, RELEASE, "q", 1)
    assert error.value.kind.status == 400


@given(st.data())
def test_a_cursor_that_is_altered_anywhere_is_refused(data):
    raw = urlsafe_b64decode(write_cursor(Cursor(2, ("x", 7)), RELEASE, "q") + "==")
    place, bit = data.draw(st.integers(0, len(raw) - 1)), data.draw(st.integers(0, 7))
    altered = raw[:place] + bytes([raw[place] ^ (1 << bit)]) + raw[place + 1 :]
    with pytest.raises(ApiError):
        read_cursor(urlsafe_b64encode(altered).decode().rstrip("="), RELEASE, "q", 2)


@pytest.mark.parametrize(
    ("release", "question", "terms", "status"), [(OTHER, "q", 1, 410), (RELEASE, "p", 1, 400), (RELEASE, "q", 2, 400)]
)
def test_a_cursor_fits_its_release_its_question_and_its_order_only(release, question, terms, status):
    with pytest.raises(ApiError) as error:
        read_cursor(write_cursor(Cursor(1, ("x",)), RELEASE, "q"), release, question, terms)
    assert error.value.kind.status == status


ROWS = st.lists(
    st.tuples(st.none() | st.integers(0, 3), st.none() | st.sampled_from(["", "a", "é", "中"])), min_size=1, max_size=12
)


@given(ROWS, st.lists(st.sampled_from(["a", "-a", "b", "-b"]), max_size=2), st.integers(1, 5))
def test_parts_by_cursor_are_all_rows_once_in_their_order(rows, sort, limit):
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b)")
        connection.executemany("INSERT INTO t (a, b) VALUES (?, ?)", rows)
        selection = Selection("id", "t", "id", Conditions(), key="id")
        terms = tuple(Term(name.removeprefix("-"), name.startswith("-")) for name in sort)
        database = _Memory(connection)
        whole, _ = selection.keys(database, Part(100, 0, None, terms))
        seen, after = [], None
        while len(seen) < len(rows):
            part, read = selection.keys(database, Part(limit, 0, after, terms))
            assert read.total == len(rows)
            seen, after = seen + part, read.last
        assert seen == whole
        assert sorted(seen) == [*range(1, len(rows) + 1)]


class _Memory(Database):
    """A database of one connection."""

    def __init__(self, connection):
        self._connection_ = connection

    def sequences(self, sql, parameters=()):
        return self._connection_.execute(sql, parameters).fetchall()


LISTS = ("measures?kind=measure&kind=statement", "commitments?", "mentions?type=group&type=body&type=agent&type=right")


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("order", ["", "sort=-code&", "sort=label,-start&"])
def test_following_next_gives_each_item_of_a_list_once(client, path, order):
    if ("code" in order) == path.startswith("mentions") and order:
        return
    whole = client.get(f"/api/v1/{path}&{order}limit=1000").json()
    url, seen, offsets = f"/api/v1/{path}&{order}limit=1", [], []
    while url:
        page = client.get(url).json()
        seen, url = seen + page["items"], page["next"]
        offsets.append(page["offset"])
        assert page["total"] == whole["total"]
    assert seen == whole["items"]
    assert offsets == [*range(whole["total"])]


def test_a_page_by_offset_leads_on_by_cursor(client):
    page = client.get("/api/v1/commitments?offset=1&limit=1").json()
    following = client.get(page["next"]).json()
    assert "offset=" not in page["next"]
    assert following["items"] == client.get("/api/v1/commitments?offset=2&limit=1").json()["items"]


def test_a_cursor_of_another_request_is_told_so(client):
    after = client.get("/api/v1/commitments?limit=1").json()["next"].partition("after=")[2].partition("&")[0]
    assert client.get(f"/api/v1/commitments?after={after}&limit=2").status_code == 200
    for other in ("commitments?chapter=1", "commitments?sort=code", "measures?limit=1"):
        refused = client.get(f"/api/v1/{other}&after={after}")
        assert (refused.status_code, refused.json()["parameter"]) == (400, "after"), other
    both = client.get(f"/api/v1/commitments?after={after}&offset=2&limit=1").json()
    assert both["type"].endswith("/conflicting-parameters")


def test_a_cursor_of_another_release_is_gone(client):
    after = client.get("/api/v1/commitments?limit=1").json()["next"].partition("after=")[2].partition("&")[0]
    held = json.loads(urlsafe_b64decode(after + "==")[6:])
    assert client.get("/api/v1/plans").json()["dataset"]["sha256"].startswith(held[0])
    older = write_cursor(Cursor(held[2], tuple(held[3:])), OTHER, "whatever")
    gone = client.get(f"/api/v1/commitments?after={older}")
    assert (gone.status_code, gone.json()["type"].rpartition("/")[2]) == (410, "outdated-cursor")
    assert "again" in gone.json()["remedy"]
