"""Curated decisions: what no rule can decide, written down with the quote and the reason.

They live in decisions/*.toml of a plan's folder. A decision whose quote is gone from its
sentence, or that changes nothing, stops the build: it would otherwise outlive what it was for.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast, get_args

from graph.errors import DecisionError
from graph.model import MentionType
from graph.text import fold

Deed = Literal["drop", "add", "set"]
_KEYS = {"do", "type", "sentence", "quote", "entity", "qualifier", "reason", "occurrence"}


@dataclass(frozen=True, slots=True)
class Decision:
    """Drop, add, or requalify one mention. ``occurrence`` counts equal quotes in the sentence from 1."""

    do: Deed
    type: MentionType
    sentence: str
    quote: str
    entity: str
    reason: str
    qualifier: str | None
    occurrence: int
    file: Path

    def span_in(self, sentence: str) -> tuple[int, int]:
        """Indexes of the quote in its sentence. Raises DecisionError where it is not there."""
        text, quote = fold(sentence), fold(self.quote)
        start = -1
        for _ in range(self.occurrence):
            start = text.find(quote, start + 1)
            if start < 0:
                raise self.error("its quote is not in that sentence")
        if self.occurrence == 1 and text.find(quote, start + 1) >= 0 and self.do != "drop":
            raise self.error("its quote is in that sentence more than once; say which with occurrence")
        return start, start + len(quote)

    def error(self, what: str) -> DecisionError:
        """An error that names this decision."""
        return DecisionError(
            f"{self.file}: the decision to {self.do} {self.entity} at {self.quote!r} in {self.sentence}: {what}.",
            remedy="Correct or remove it.",
        )


def load_decisions(folder: Path) -> Mapping[str, tuple[Decision, ...]]:
    """The decisions of a plan, by the code of their sentence.

    Raises DecisionError where a file is not TOML, a key is missing or unknown, or no reason is given.
    """
    found: dict[str, tuple[Decision, ...]] = {}
    for path in sorted((folder / "decisions").glob("*.toml")):
        for decision in _read(path):
            found[decision.sentence] = (*found.get(decision.sentence, ()), decision)
    return found


def _read(path: Path) -> list[Decision]:
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("decision", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DecisionError(f"{path}: not valid TOML: {error}.", remedy="Correct that line.") from error
    return [_decision(entry, path, number) for number, entry in enumerate(entries, 1)]


def _decision(entry: dict[str, Any], path: Path, number: int) -> Decision:
    where = f"{path}: decision {number}"
    if unknown := sorted(set(entry) - _KEYS):
        raise DecisionError(f"{where} has the unknown key {unknown[0]!r}.", remedy=f"Known: {sorted(_KEYS)}.")
    missing = [key for key in ("do", "type", "sentence", "quote", "entity", "reason") if not entry.get(key)]
    if missing:
        raise DecisionError(f"{where} lacks {missing[0]!r}.", remedy="Say it.")
    if entry["do"] not in get_args(Deed) or entry["type"] not in get_args(MentionType):
        raise DecisionError(f"{where}: do is one of {get_args(Deed)}, type one of {get_args(MentionType)}.")
    return Decision(
        do=cast(Deed, entry["do"]),
        type=cast(MentionType, entry["type"]),
        sentence=entry["sentence"],
        quote=entry["quote"],
        entity=entry["entity"],
        reason=entry["reason"],
        qualifier=entry.get("qualifier") or None,
        occurrence=int(entry.get("occurrence", 1)),
        file=path,
    )
