"""What a page of the reading room shows: a part of a plan's text, with its marks, its ledger, and what it names."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from api.db import Database, Row
from api.explorer.marking import Mark, Stretch, place_in, stretches

MAIN_KINDS = ("right", "instrument", "body", "group", "quantity")
"""The kinds of mention that are marked unless the reader chooses others."""
OTHER_KINDS = ("agent", "means", "action", "number")
KINDS = (*MAIN_KINDS, *OTHER_KINDS)

_CLASSES = {
    "right": "rights",
    "instrument": "instruments",
    "body": "bodies",
    "agent": "bodies",
    "group": "groups",
    "quantity": "indicators",
    "number": "number-kinds",
    "action": "action-types",
    "means": "means",
}
SCHEME_OF: Mapping[str, str] = MappingProxyType(_CLASSES)
"""The scheme that holds what mentions of a kind name."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the text as it is read: its stretches, and what the ledger lists of it and in it.

    ``reason`` is a row of the reason for which nothing is tied to it, if so; ``listed`` are the numbers and names in it
    that are no entity, each with its reason; ``astray`` are mentions whose place in it cannot be told.
    """

    row: Row
    modality: Row | None
    stretches: Sequence[Stretch]
    reason: Row | None
    listed: Sequence[Row]
    astray: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Provision:
    """A measure, statement or paragraph: its heading sentence, if any, its paragraphs, and the footnotes of each."""

    row: Row
    heading: Sentence | None
    paragraphs: Sequence[Sequence[Sentence]]
    footnotes: Sequence[Sequence[Sentence]]

    @property
    def sentences(self) -> Iterator[Sentence]:
        """All its sentences, the heading first."""
        yield from (self.heading,) if self.heading else ()
        for paragraph, notes in zip(self.paragraphs, self.footnotes, strict=True):
            yield from paragraph
            yield from notes


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a part of the text names: its kind and row, its targets here, how often here, and where else."""

    name: str
    kind: str
    row: Row
    here: int
    elsewhere: Sequence[str]
    targets: Sequence[Row]
    qualifiers: Sequence[str]


@dataclass(frozen=True, slots=True)
class Part:
    """A section, or a chapter without sections."""

    heading: Row
    chapter: Row
    provisions: Sequence[Provision]
    named: Mapping[str, Sequence[Named]]
    counts: Mapping[str, int]
    previous: Row | None
    next: Row | None

    @property
    def sentences(self) -> int:
        """How many sentences there are, those of headings and footnotes as well."""
        return sum(1 for provision in self.provisions for _ in provision.sentences)

    @property
    def untied(self) -> int:
        """How many of them name nothing that the graph knows, each with its reason."""
        return sum(1 for provision in self.provisions for sentence in provision.sentences if sentence.reason)

    @property
    def links(self) -> Mapping[str, str]:
        """The IRI of what each name stands for."""
        return {each.name: each.row["iri"] for group in self.named.values() for each in group}


def contents(database: Database, plan: str) -> list[Row]:
    """The chapters with their sections, each with how much it holds."""
    sections = defaultdict(list)
    for row in database.rows(_SECTIONS, (plan,)):
        sections[row["chapter"]].append(row)
    chapters = database.rows("SELECT * FROM chapter_counts WHERE plan = ? ORDER BY position", (plan,))
    return [{**chapter, "sections": sections[chapter["code"]]} for chapter in chapters]


def part_of(database: Database, plan: str, code: str) -> str | None:
    """The section or chapter that a section, chapter, provision or sentence is read in; None where there is none."""
    sql = (
        "SELECT COALESCE(section, chapter) FROM provisions WHERE plan = ?1 AND code IN (?2, (SELECT provision FROM"
        " sentences WHERE plan = ?1 AND code = ?2))"
    )
    return next(iter(database.values(_PARTS, (plan, code)) or database.values(sql, (plan, code))), None)


def is_part(database: Database, plan: str, code: str) -> bool:
    """Whether a code is that of a section or of a chapter without sections, which is read as one page."""
    return any(row["code"] == code for row in database.rows(_ORDER, (plan,)))


def read_part(database: Database, plan: str, code: str, kinds: Sequence[str]) -> Part | None:
    """A part of the text with the mentions of these kinds marked; None where there is no such part."""
    order = database.rows(_ORDER, (plan,))
    at = next((index for index, row in enumerate(order) if row["code"] == code), None)
    if at is None:
        return None
    heading = {**order[at], **_right(database, order[at]["right"])}
    chapter = database.rows("SELECT * FROM chapters WHERE plan = ? AND code = ?", (plan, heading["chapter"]))[0]
    rows = database.rows(_PROVISIONS, (plan, code))
    codes = json.dumps([row["code"] for row in rows])
    mentions = database.rows(_MENTIONS, (plan, codes))
    marked = [row for row in mentions if row["type"] in kinds]
    sentences = _sentences(database, plan, codes, marked)
    return Part(
        heading=heading,
        chapter=chapter,
        provisions=[_provision(row, sentences[row["code"]]) for row in rows],
        named=_named(database, plan, codes, marked),
        counts={kind: sum(row["type"] == kind for row in mentions) for kind in KINDS},
        previous=order[at - 1] if at else None,
        next=order[at + 1] if at + 1 < len(order) else None,
    )


def _right(database: Database, right: str | None) -> Row:
    """What the right of a section is called; nothing where it has none."""
    sql = "SELECT label AS right_label, label_zh AS right_label_zh FROM concepts WHERE scheme = 'rights' AND slug = ?"
    return database.row(sql, (right,)) or {}


def _sentences(database: Database, plan: str, codes: str, mentions: Iterable[Row]) -> Mapping[str, Sequence[Sentence]]:
    """The sentences of each provision."""
    inside, ledger = defaultdict(list), defaultdict(list)
    for mention in mentions:
        inside[mention["commitment"]].append(mention)
    for entry in database.rows(_LEDGER, (plan, codes)):
        ledger[entry["commitment"]].append(entry)
    found: dict[str, list[Sentence]] = defaultdict(list)
    for row in database.rows(_SENTENCES, (plan, codes)):
        found[row["provision"]].append(_sentence(row, inside[row["code"]], ledger[row["code"]]))
    return found


def _sentence(row: Row, mentions: Iterable[Row], ledger: Sequence[Row]) -> Sentence:
    text, marks, astray = row["text"], [], []
    removed = row["end"] - row["start"] - len(text)
    for mention in mentions:
        at = place_in(text, mention["quote"], mention["start"] - row["start"], removed)
        if at is None:
            astray.append(mention)
        else:
            marks.append(Mark(at, at + len(mention["quote"]), mention["type"], name_of(mention)))
    return Sentence(
        row=row,
        modality={"label": row["modality_label"], "label_zh": row["modality_label_zh"]} if row["modality"] else None,
        stretches=tuple(stretches(text, marks)),
        reason=next((entry for entry in ledger if entry["what"] == "sentence"), None),
        listed=[entry for entry in ledger if entry["what"] != "sentence"],
        astray=astray,
    )


def name_of(mention: Row) -> str:
    """The name under which a page tells what a mention names."""
    return f"{mention['type']}-{mention['entity']}"


def _provision(row: Row, sentences: Sequence[Sentence]) -> Provision:
    paragraphs, footnotes = defaultdict(list), defaultdict(list)
    for sentence in sentences:
        role, number = sentence.row["role"], sentence.row["paragraph"]
        if role == "footnote":
            footnotes[number].append(sentence)
        elif role != "heading":
            paragraphs[number].append(sentence)
    heading = next((s for s in sentences if s.row["role"] == "heading"), None)
    numbers = sorted({*paragraphs, *footnotes})
    return Provision(row, heading, [paragraphs[n] for n in numbers], [footnotes[n] for n in numbers])


def _named(database: Database, plan: str, codes: str, mentions: Sequence[Row]) -> Mapping[str, Sequence[Named]]:
    """What is named, by kind, in the order of the first mention of each."""
    pairs = list(dict.fromkeys((row["type"], row["entity"]) for row in mentions))
    concepts = {(row["kind_of_mention"], row["slug"]): row for row in database.rows(_CONCEPTS, (_json(pairs),))}
    elsewhere, targets = defaultdict(list), defaultdict(list)
    for row in database.rows(_ELSEWHERE, (plan, _json(pairs), codes)):
        elsewhere[row["type"], row["entity"]].append(row["measure"])
    for row in database.rows(_TARGETS, (plan, codes)):
        targets["quantity", row["indicator"]].append(row)
    found: dict[str, list[Named]] = {kind: [] for kind in KINDS}
    for pair in pairs:
        own = [row for row in mentions if (row["type"], row["entity"]) == pair]
        found[pair[0]].append(
            Named(
                name=name_of(own[0]),
                kind=pair[0],
                row=concepts.get(pair) or {**_NAMELESS, "label": own[0]["label"], "iri": own[0]["iri"]},
                here=len(own),
                elsewhere=elsewhere[pair],
                targets=targets[pair],
                qualifiers=sorted({row["qualifier"] for row in own if row["qualifier"] and pair[0] != "quantity"}),
            )
        )
    return {kind: named for kind, named in found.items() if named}


def _json(pairs: Iterable[tuple[str, str]]) -> str:
    return json.dumps([[kind, slug, SCHEME_OF[kind]] for kind, slug in pairs])


_NAMELESS = dict.fromkeys(("label_zh", "definition", "definition_zh", "kind_label", "kind_label_zh"))
_PARTS = (
    "SELECT code FROM sections WHERE plan = ?1 AND code = ?2 UNION ALL SELECT code FROM chapters WHERE plan = ?1"
    " AND code = ?2"
)
_SECTIONS = (
    "SELECT s.*, (SELECT COUNT(*) FROM provisions p WHERE p.plan = s.plan AND p.section = s.code) AS measure_count,"
    " (SELECT COUNT(*) FROM targets t JOIN provisions p ON p.plan = t.plan AND p.code = t.measure WHERE t.plan = s.plan"
    " AND p.section = s.code AND t.status = 'target') AS target_count"
    " FROM sections s WHERE s.plan = ? ORDER BY s.position"
)
# What is read as one page, in the order of the text: sections, and chapters that have none.
_ORDER = (
    'SELECT c.code, c.code AS chapter, c.numeral, NULL AS number, c.title, c.iri, NULL AS "right", c.page,'
    " c.position, 0 AS within FROM chapters c WHERE c.plan = ?1 AND NOT EXISTS (SELECT 1 FROM sections s"
    " WHERE s.plan = c.plan AND s.chapter = c.code) UNION ALL SELECT s.code, s.chapter, NULL, s.number, s.title,"
    ' s.iri, s."right", s.page, c.position, s.position FROM sections s JOIN chapters c ON c.plan = s.plan'
    " AND c.code = s.chapter WHERE s.plan = ?1 ORDER BY 9, 10"
)
_PROVISIONS = "SELECT * FROM provisions WHERE plan = ? AND COALESCE(section, chapter) = ? ORDER BY position"
_SENTENCES = (
    "SELECT s.*, c.label AS modality_label, c.label_zh AS modality_label_zh FROM sentences s LEFT JOIN concepts c"
    " ON c.scheme = 'modalities' AND c.slug = s.modality WHERE s.plan = ?"
    " AND s.provision IN (SELECT value FROM json_each(?)) ORDER BY s.position"
)
_MENTIONS = (
    "SELECT * FROM mentions WHERE plan = ? AND measure IN (SELECT value FROM json_each(?))"
    ' ORDER BY "start", "end" DESC, type, entity'
)
_LEDGER = (
    "SELECT l.*, c.label, c.label_zh, c.definition, c.definition_zh FROM ledger l"
    " LEFT JOIN concepts c ON c.scheme = 'ledger-reasons'"
    " AND c.slug = l.reason WHERE l.plan = ? AND l.measure IN (SELECT value FROM json_each(?)) AND l.status = 'listed'"
    ' AND l."commitment" IS NOT NULL ORDER BY l."start", l."end"'
)
_CONCEPTS = (
    "SELECT c.*, k.label AS kind_label, k.label_zh AS kind_label_zh, json_extract(p.value, '$[0]') AS kind_of_mention"
    " FROM json_each(?) p JOIN concepts c ON c.scheme = json_extract(p.value, '$[2]')"
    " AND c.slug = json_extract(p.value, '$[1]') LEFT JOIN concepts k ON k.slug = c.kind"
    " AND k.scheme = CASE c.scheme WHEN 'instruments' THEN 'instrument-kinds' ELSE 'body-kinds' END"
)
_ELSEWHERE = (
    "SELECT DISTINCT m.type, m.entity, m.measure, v.position FROM json_each(?2) p JOIN mentions m"
    " ON m.type = json_extract(p.value, '$[0]') AND m.entity = json_extract(p.value, '$[1]')"
    " JOIN provisions v ON v.plan = m.plan AND v.code = m.measure"
    " WHERE m.plan = ?1 AND m.measure NOT IN (SELECT value FROM json_each(?3)) ORDER BY v.position"
)
_TARGETS = (
    "SELECT t.*, u.label_zh AS unit_label_zh, k.label AS kind_label, k.label_zh AS kind_label_zh,"
    " d.label AS direction_label, d.label_zh AS direction_label_zh FROM targets t"
    " LEFT JOIN concepts k ON k.scheme = 'target-kinds' AND k.slug = t.kind"
    " LEFT JOIN concepts d ON d.scheme = 'directions' AND d.slug = t.direction"
    " LEFT JOIN concepts u ON u.scheme = 'units' AND u.slug = t.unit"
    ' WHERE t.plan = ? AND t.measure IN (SELECT value FROM json_each(?)) ORDER BY t."start"'
)
