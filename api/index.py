"""Which rows of a list the filters choose, found without a search: an index of the values that filters can have.

For the condition of each filter with each value that is known beforehand (a name that exists, one of an enumeration,
true or false) the index has the numbers of the rows that meet it. They were found by asking SQLite that very
condition, which so is written once. The conditions of a request are then sets to unite and to intersect; a condition
that the index does not have, such as words, a bound or an offset, is asked of SQLite.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pyroaring import FrozenBitMap

from api.catalogue import Catalogue, names_of
from api.conditions import Clause
from api.db import Database
from api.models.filters import ListFilters
from api.querying import Part, Read, Selection, Values

Key = str | int
_SHAPE = {*ListFilters.model_fields, "facets", "include"}


@dataclass(frozen=True, slots=True)
class ListIndex:
    """The rows of a list as they are sent, in its own order, and which of them meet a condition.

    ``numbers`` has the place of each row by its key, ``orders`` what the terms of the order are in it.
    """

    rows: Sequence[bytes]
    numbers: Mapping[Key, int]
    orders: Sequence[Values]
    known: Mapping[Clause, FrozenBitMap]

    def part(self, database: Database, selection: Selection, part: Part) -> tuple[list[bytes], Read]:
        """A part of the rows that the conditions choose, in the list's own order, and what is read beside it.

        A release does not change, so the rows after a given one are those behind as many as came before.
        """
        found = self._chosen(database, selection)
        numbers = found[part.offset : part.offset + part.limit]
        last = self.orders[numbers.max()] if numbers else ()
        return [self.rows[number] for number in numbers], Read(len(found), last)

    def row(self, key: Key) -> bytes:
        """The row with a key."""
        return self.rows[self.numbers[key]]

    def _chosen(self, database: Database, selection: Selection) -> FrozenBitMap:
        clauses = selection.conditions.clauses
        if not clauses:
            return FrozenBitMap(range(len(self.rows)))
        found, *others = [self._meeting(database, selection, clause) for clause in clauses]
        return found.intersection(*others) if others else found

    def _meeting(self, database: Database, selection: Selection, clause: Clause) -> FrozenBitMap:
        found = self.known.get(clause)
        if found is not None:
            return found
        alone = [self.known[each] for each in clause.alone if each in self.known]
        if alone and len(alone) == len(clause.values):
            return FrozenBitMap.union(*alone)
        return _meeting(database, selection, clause, self.numbers)


def known_conditions(
    database: Database, selections: Iterable[Selection], numbers: Mapping[Key, int]
) -> Mapping[Clause, FrozenBitMap]:
    """The rows that meet each condition of some selections of one list."""
    found: dict[Clause, FrozenBitMap] = {}
    columns: dict[str, Mapping[object, FrozenBitMap]] = {}
    for selection in selections:
        for clause in selection.conditions.clauses:
            if clause in found:
                continue
            if clause.column is None or len(clause.values) > 1:
                found[clause] = _meeting(database, selection, clause, numbers)
                continue
            if clause.column not in columns:
                columns[clause.column] = _by_value(database, selection, clause.column, numbers)
            found[clause] = columns[clause.column].get(clause.values[0], FrozenBitMap())
    return found


def _meeting(database: Database, selection: Selection, clause: Clause, numbers: Mapping[Key, int]) -> FrozenBitMap:
    """The numbers of the rows that meet a condition, by SQL."""
    sql = f"SELECT {selection.key} FROM {selection.source} WHERE {clause.sql}"  # noqa: S608
    keys = [row[0] for row in database.sequences(sql, clause.parameters)]
    return FrozenBitMap([numbers[key] for key in keys if key in numbers])


def _by_value(
    database: Database, selection: Selection, column: str, numbers: Mapping[Key, int]
) -> Mapping[object, FrozenBitMap]:
    """The numbers of the rows by what they have in a column: one reading, where the values are many."""
    found: dict[object, list[int]] = defaultdict(list)
    for value, key in database.sequences(f"SELECT {column}, {selection.key} FROM {selection.source}"):  # noqa: S608
        if key in numbers:
            found[value].append(numbers[key])
    return {value: FrozenBitMap(rows) for value, rows in found.items()}


def every_choice(
    model: type[ListFilters], catalogue: Catalogue, without: frozenset[str] = frozenset()
) -> Iterator[Any]:
    """Filters that choose nothing, then those that choose each of the values that are known beforehand."""
    yield model()
    for name in sorted(model.model_fields.keys() - _SHAPE - without):
        if model.model_fields[name].annotation == bool | None:
            yield from (model.model_validate({name: value}) for value in (False, True))
        else:
            yield from (model.model_validate({name: [value]}) for value in _values(model, name, catalogue))


def _values(model: type[ListFilters], name: str, catalogue: Catalogue) -> Sequence[str]:
    """The values of an enumeration, or the names that exist."""
    of = get_args(model.model_fields[name].annotation)
    return get_args(of[0]) if of and get_origin(of[0]) is Literal else names_of(model, name, catalogue)
