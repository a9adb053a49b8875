"""The read model: what is made of it lasts as long as it is open."""

from __future__ import annotations

from contextlib import closing

import pytest

from api.db import Database
from graph.release import open_release


@pytest.fixture
def database(releases):
    with closing(Database(open_release(releases).read_model)) as opened:
        yield opened


def test_what_lasts_is_made_once_for_each_thing_that_it_is_about(database):
    made: list[str] = []

    def make(of: Database, about: str) -> tuple[str, int]:
        made.append(about)
        return about, len(of.rows("SELECT 1 FROM concepts WHERE scheme = ?", (about,)))

    first = database.lasting(make, "rights")
    assert database.lasting(make, "rights") is first
    assert database.lasting(make, "groups") != first
    assert made == ["rights", "groups"]


def test_another_database_has_its_own(database, releases):
    with closing(Database(open_release(releases).read_model)) as other:
        assert database.lasting(object_of) is not other.lasting(object_of)


def object_of(_: Database) -> object:
    return object()
