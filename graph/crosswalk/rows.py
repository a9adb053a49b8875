"""Rows of the data files under ontology/crosswalk/, each with its place for messages."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.errors import VocabularyError

_VALUES: Mapping[str, frozenset[str]] = {
    "relation": frozenset({"closeMatch", "narrowMatch", "broadMatch", "relatedMatch"}),
    "confidence": frozenset({"high", "medium", "low"}),
    "status": frozenset({"verified", "unverified"}),
    "party_status": frozenset({"party", "signatory", "neither", "not-a-treaty"}),
    "fit": frozenset({"close", "related", "weak", "inverse"}),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a data file, with its place for messages."""

    cells: Mapping[str, str]
    place: str

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def get(self, column: str) -> str:
        """The value of a column that not every file has; empty where this one has not."""
        return self.cells.get(column, "")

    def refuse(self, reason: str) -> VocabularyError:
        return VocabularyError(f"{self.place}: {reason}.", remedy="Correct that row.")


def read_rows(path: Path) -> list[Row]:
    """The rows of a data file, the values of its closed columns checked; none where there is no file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        rows = [Row(cells, f"{path}, line {reader.line_num}") for cells in reader]
    for row in rows:
        if None in row.cells or None in row.cells.values():
            raise row.refuse("there are more or fewer values than columns")
        for column, allowed in _VALUES.items():
            if row.cells.get(column, next(iter(allowed))) not in allowed:
                raise row.refuse(f"{column} {row[column]!r} is none of {', '.join(sorted(allowed))}")
    return rows
