"""Readings of a plan's text by people: what each marked, placed in the source."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import InputError
from graph.model import Document, MentionType, Sentence

FILES: Mapping[MentionType, str] = {
    "instrument": "instruments",
    "body": "bodies",
    "group": "groups",
    "right": "rights",
    "agent": "agents",
    "quantity": "quantities",
}
_QUALIFIER = {"instrument": "action", "body": "role"}
_NAME = {"instrument": "quote", "body": "quote", "group": "group", "right": "right", "quantity": "what"}


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reader marked in one sentence.

    ``start`` and ``end`` are offsets into the source, ``name`` is the reader's name for the
    entity, ``qualifier`` an instrument's action or a body's role. ``measured`` holds, for a
    number, its status, value, comparator, kind and deadline.
    """

    type: MentionType
    provision: str
    sentence: str
    quote: str
    start: int
    end: int
    name: str
    qualifier: str | None
    sure: bool
    measured: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All marks of one reader, by type, in reading order."""

    name: str
    marks: Mapping[MentionType, tuple[Mark, ...]]


def load_reading(folder: Path, document: Document) -> Reading:
    """Read a folder of JSON Lines. Raises InputError, with file and line, where a record does not fit the text."""
    sentences = {sentence.code: sentence for sentence in document.sentences}
    return Reading(
        folder.name,
        {kind: tuple(_marks(folder / f"{name}.jsonl", kind, sentences)) for kind, name in FILES.items()},
    )


def _marks(path: Path, kind: MentionType, sentences: Mapping[str, Sentence]) -> list[Mark]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}.", remedy="Name a folder of readings.") from error
    found = []
    for number, line in enumerate(lines, 1):
        try:
            record = json.loads(line)
            found.append(_mark(record, kind, sentences[record["sentence"]]))
        except (ValueError, KeyError) as error:
            raise InputError(f"{path}:{number}: not a record of this text: {error}.", remedy="Correct it.") from error
    return found


def _mark(record: Mapping[str, Any], kind: MentionType, sentence: Sentence) -> Mark:
    quote = sentence.text if kind == "agent" else record["quote"]
    at = sentence.text.index(quote)
    start, end = sentence.placed.span(at, at + len(quote))
    return Mark(
        type=kind,
        provision=record["provision"],
        sentence=sentence.code,
        quote=quote,
        start=start,
        end=end,
        name=record["agent"] if kind == "agent" else record[_NAME[kind]],
        qualifier=record[_QUALIFIER[kind]] if kind in _QUALIFIER else None,
        sure=record.get("sure", True),
        measured=_measured(record) if kind == "quantity" else (),
    )


def _measured(record: Mapping[str, Any]) -> tuple[str, ...]:
    value = record["value"]
    return (
        record["status"],
        "" if value is None else f"{float(value):g}",
        record["comparator"] or "",
        record["kind"] or "",
        str(record["deadline"] or ""),
        str(bool(record["deadline_stated"])),
    )
