"""The words of measures that tell why they stand in a cell, at a node or on an edge.

A side is something that measures speak of, by the name of its dimension and its value. Its words are those of the
mentions of it, and of narrower things where those count too; those of the acts of a type; a whole sentence of a
modality; the numbers of targets whose indicator is of a type. Where a right is that of a section, its words are the
title of the section.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from api.db import Database, Row
from api.explorer.quotes import Piece, pieces, place_of, reading_place

_SCHEMES = {"right": "rights", "group": "groups", "instrument": "instruments", "body": "bodies"}
_SPOKEN = (
    'SELECT m."commitment" AS sentence, m.quote, m."start" FROM mentions m'
    ' JOIN json_each(:sentences) s ON s.value = m."commitment" WHERE m.plan = :plan AND '
)
_ALIKE = "(m.type = :name OR m.type = 'agent' AND :name = 'body') AND "
_MENTIONS = (
    f"{_SPOKEN}{_ALIKE}m.entity = :value",
    f"{_SPOKEN}{_ALIKE}m.entity IN (SELECT slug FROM ancestors WHERE scheme = :scheme AND ancestor = :value)",  # noqa: S608
)
_QUERIES = {
    "instrument-kind": f"{_SPOKEN}m.type = 'instrument' AND m.entity IN"  # noqa: S608 (our own names)
    " (SELECT slug FROM concepts WHERE scheme = 'instruments' AND kind = :value)",
    "action-type": 'SELECT m."commitment" AS sentence, m.quote, m."start" FROM acts m'
    ' JOIN json_each(:sentences) s ON s.value = m."commitment" WHERE m.plan = :plan AND m.action_type = :value',
    "indicator-type": 'SELECT m."commitment" AS sentence, m.quote, m."start" FROM targets m'
    ' JOIN json_each(:sentences) s ON s.value = m."commitment" JOIN indicator_types i ON i.indicator = m.indicator'
    " WHERE m.plan = :plan AND m.status = 'target' AND i.type = :value",
    "modality": 'SELECT m.code AS sentence, m.text AS quote, m."start" FROM sentences m'
    " JOIN json_each(:sentences) s ON s.value = m.code WHERE m.plan = :plan AND m.modality = :value",
}
_SECTIONS = (
    'SELECT code FROM sections WHERE plan = :plan AND "right" = :value',
    'SELECT code FROM sections WHERE plan = :plan AND "right" IN'
    " (SELECT slug FROM ancestors WHERE scheme = 'rights' AND ancestor = :value)",
)
_SENTENCES = (
    'SELECT s.code, s.provision, s.text, s."start", p.chapter, p.section, p.heading, h.title AS section_title'
    " FROM sentences s JOIN provisions p ON p.plan = s.plan AND p.code = s.provision"
    " LEFT JOIN sections h ON h.plan = p.plan AND h.code = p.section"
    " WHERE s.plan = :plan AND s.provision IN (SELECT value FROM json_each(:measures)) ORDER BY s.position"
)


@dataclass(frozen=True, slots=True)
class Side:
    """Something that measures speak of; ``narrower`` tells that what is narrower counts as well."""

    name: str
    value: str
    narrower: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the words of the sides in it, and where it is read."""

    code: str
    place: str
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A measure with the sentences that speak of the sides; ``sections`` are the sides that its section is about."""

    code: str
    place: str
    heading: str
    section: str | None
    section_title: str | None
    sections: Sequence[str]
    sentences: Sequence[Sentence]


def evidence(
    database: Database,
    plan: str,
    measures: Iterable[str],
    sides: Mapping[str, Side],
    only: frozenset[str] | None = None,
) -> Sequence[Evidence]:
    """What measures say of the sides, by the names under which the sides are told apart, in the order of the text.

    ``only`` are the sentences that are asked of; all of the measures' if not given.
    """
    rows = database.rows(_SENTENCES, {"plan": plan, "measures": json.dumps([*measures])})
    kept = [row for row in rows if only is None or row["code"] in only]
    spans = _spans(database, plan, kept, sides)
    about = {name: _sections(database, plan, side) for name, side in sides.items()}
    found: dict[str, list[Row]] = defaultdict(list)
    for row in kept:
        found[row["provision"]].append(row)
    return [_evidence(plan, code, several, spans, about) for code, several in found.items()]


def _evidence(
    plan: str,
    code: str,
    rows: Sequence[Row],
    spans: Mapping[str, Sequence[tuple[int, int, str]]],
    about: Mapping[str, frozenset[str]],
) -> Evidence:
    first = rows[0]
    return Evidence(
        code=code,
        place=reading_place(plan, first["chapter"], first["section"], code),
        heading=first["heading"],
        section=first["section"],
        section_title=first["section_title"],
        sections=[name for name, sections in about.items() if first["section"] in sections],
        sentences=[
            Sentence(
                row["code"],
                reading_place(plan, row["chapter"], row["section"], row["code"]),
                pieces(row["text"], spans[row["code"]]),
            )
            for row in rows
            if row["code"] in spans
        ],
    )


def _spans(
    database: Database, plan: str, rows: Sequence[Row], sides: Mapping[str, Side]
) -> Mapping[str, Sequence[tuple[int, int, str]]]:
    """By sentence, from where to where which side's words stand."""
    sentences = {row["code"]: row for row in rows}
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for name, side in sides.items():
        for row in _words(database, plan, list(sentences), side):
            sentence = sentences[row["sentence"]]
            place = place_of(sentence["text"], row["quote"], row["start"] - sentence["start"])
            if place is not None:
                found[row["sentence"]].append((place, place + len(row["quote"]), name))
    return dict(found)


def _words(database: Database, plan: str, sentences: Sequence[str], side: Side) -> Sequence[Row]:
    sql = _MENTIONS[side.narrower] if side.name in _SCHEMES else _QUERIES.get(side.name)
    if sql is None:
        return ()
    given = {"plan": plan, "sentences": json.dumps(sentences), "name": side.name, "value": side.value}
    return database.rows(sql, {**given, "scheme": _SCHEMES.get(side.name)})


def _sections(database: Database, plan: str, side: Side) -> frozenset[str]:
    """The sections that a side is about, or is itself."""
    if side.name == "section":
        return frozenset({side.value})
    if side.name == "chapter":
        sql = "SELECT code FROM sections WHERE plan = ? AND chapter = ?"
        return frozenset(database.values(sql, (plan, side.value)))
    if side.name != "right":
        return frozenset()
    return frozenset(database.values(_SECTIONS[side.narrower], {"plan": plan, "value": side.value}))
