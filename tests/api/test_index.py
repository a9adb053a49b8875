"""The index of what filters choose finds what SQLite would, without asking it."""

from __future__ import annotations

from itertools import combinations, islice

import pytest

from api.catalogue import read_catalogue
from api.db import Database, OutOfTimeError
from api.index import every_choice
from api.models.filters import CommitmentFilters, MeasureFilters, MentionFilters, TargetFilters
from api.prepared import prepare
from api.querying import Part
from api.selections import commitments, measures, mentions, targets
from graph.release import open_release

LISTS = [
    (measures, MeasureFilters),
    (commitments, CommitmentFilters),
    (targets, TargetFilters),
    (mentions, MentionFilters),
]
ASKED_OF_SQLITE = [
    (measures, MeasureFilters(q="women")),
    (measures, MeasureFilters(instrument=["labour-law"], action=["implement"])),
    (commitments, CommitmentFilters(body=["schools"], role=["responsible"], chapter=["1"])),
    (targets, TargetFilters(min=1, status=["target"])),
    (mentions, MentionFilters(quote=["women"])),
    (mentions, MentionFilters(type=["group"], start=[0, 10])),
]


class _Unasked(Database):
    """A database that is not to be asked."""

    def __init__(self) -> None:
        pass

    def sequences(self, sql: str, parameters: object = ()) -> list[object]:  # type: ignore[override]
        raise OutOfTimeError


@pytest.fixture(scope="module")
def database(releases):
    opened = Database(open_release(releases).read_model)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def catalogue(database):
    return read_catalogue(database)


@pytest.fixture(scope="module")
def lists(releases, database, catalogue):
    return prepare(open_release(releases), database, catalogue).lists


def _parts(index, selection):
    total = len(index.rows)
    return [Part(total, 0), Part(2, 0), Part(2, 1), Part(1, total), Part(1000, 1_000_000_000)]


def _same(index, selection, asked, database):
    for part in _parts(index, selection):
        keys, read = selection.keys(database, part)
        assert index.part(asked, selection, part) == ([index.row(key) for key in keys], read)


@pytest.mark.parametrize(("select", "model"), LISTS)
def test_each_known_value_chooses_what_sqlite_finds_and_asks_it_nothing(select, model, lists, database, catalogue):
    for filters in every_choice(model, catalogue):
        selection = select(filters)
        _same(lists[selection.prepared], selection, _Unasked(), database)


@pytest.mark.parametrize(("select", "model"), LISTS)
def test_known_values_together_choose_what_sqlite_finds(select, model, lists, database, catalogue):
    single = [(name, getattr(each, name)) for each in every_choice(model, catalogue) for name in each.model_fields_set]
    for (one, value), (other, second) in islice(combinations(single, 2), 0, 6000, 7):
        if one != other:
            chosen = {one: value, other: second}
        elif isinstance(value, list):
            chosen = {one: [*value, *second]}
        else:
            continue
        if {"instrument", "action"} <= chosen.keys() or {"body", "role"} <= chosen.keys():
            continue  # a qualifier asks of the very thing that it is asked with
        selection = select(model.model_validate(chosen))
        _same(lists[selection.prepared], selection, _Unasked(), database)


@pytest.mark.parametrize(("select", "filters"), ASKED_OF_SQLITE)
def test_what_no_index_can_know_is_asked_of_sqlite(select, filters, lists, database):
    selection = select(filters)
    index = lists[selection.prepared]
    _same(index, selection, database, database)
    with pytest.raises(OutOfTimeError):
        index.part(_Unasked(), selection, Part(1))


def test_a_value_that_does_not_exist_chooses_nothing(lists, database):
    selection = mentions(MentionFilters(entity=["women", "nobody"]))
    index = lists["mentions"]
    alone = index.part(database, mentions(MentionFilters(entity=["women"])), Part(10))
    assert index.part(database, selection, Part(10)) == alone
    assert index.part(database, mentions(MentionFilters(entity=["nobody"])), Part(10))[1].total == 0
