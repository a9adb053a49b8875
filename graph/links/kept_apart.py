"""Pairs of measures that a reader keeps apart: what they share says nothing of what both are about.

They stand in kept-apart.toml of a plan's folder, each with its reason. One that would be no link anyway stops the
build, as a decision does that changes nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import DecisionError

FILE = "kept-apart.toml"
_ENTRY = "pair"
_KEYS = {"measures", "reason"}


@dataclass(frozen=True, slots=True)
class KeptApart:
    """The pairs of a plan by the codes of their measures, the first in reading order first."""

    pairs: frozenset[tuple[str, str]]
    file: Path

    def require_needed(self, candidates: Collection[tuple[str, str]]) -> None:
        """Raise DecisionError where a pair is none of those that would be links, if they were not kept apart."""
        if idle := sorted(self.pairs - set(candidates)):
            first, second = idle[0]
            detail = f"{self.file}: {first} and {second} would be no link, in that order of reading."
            raise DecisionError(detail, remedy="Correct the codes, or remove the entry.")


NOTHING = KeptApart(frozenset(), Path(FILE))
"""No pair is kept apart."""


def load_kept_apart(folder: Path) -> KeptApart:
    """The pairs that are kept apart in a plan; none where it has no such file.

    Raises DecisionError where the file is not TOML, or an entry is not two codes with a reason, or repeats another.
    """
    path = folder / FILE
    if not path.exists():
        return NOTHING
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DecisionError(f"{path}: not valid TOML: {error}.", remedy="Correct that line.") from error
    if unknown := sorted(given.keys() - {_ENTRY}):
        raise DecisionError(f"{path} has the unknown key {unknown[0]!r}.", remedy=f"Known: {_ENTRY}.")
    entries = given.get(_ENTRY, [])
    if not isinstance(entries, list):
        raise DecisionError(f"{path}: {_ENTRY} is no list of entries.", remedy=f"Write [[{_ENTRY}]] above each.")
    pairs: set[tuple[str, str]] = set()
    for number, entry in enumerate(entries, 1):
        pair = _pair(entry, f"{path}: {_ENTRY} {number}")
        if pair in pairs:
            raise DecisionError(f"{path}: {_ENTRY} {number} is there twice: {pair}.", remedy="Remove one of them.")
        pairs.add(pair)
    return KeptApart(frozenset(pairs), path)


def _pair(entry: Any, where: str) -> tuple[str, str]:
    match entry:
        case {"measures": [str() as first, str() as second], "reason": str() as reason} if reason.strip():
            if unknown := sorted(entry.keys() - _KEYS):
                raise DecisionError(f"{where} has the unknown key {unknown[0]!r}.", remedy=f"Known: {sorted(_KEYS)}.")
            return first, second
    remedy = 'Write measures = ["1.1.1", "1.1.2"] and a reason.'
    raise DecisionError(f"{where} is not two measures and a reason.", remedy=remedy)
