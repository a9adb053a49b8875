"""The measures under an article of a treaty or a target of the 2030 Agenda, each with what puts it there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.db import Database, Row
from api.dossiers.shelf import Place

_MEASURES = (
    "SELECT DISTINCT m.subject_scheme AS scheme, m.subject AS slug, n.iri, n.label, n.label_zh, m.relation, p.plan,"
    " p.code, p.iri AS measure, p.heading, p.section, p.chapter, s.title AS section_title, m.id, p.position"
    " FROM mappings m JOIN concepts n ON n.scheme = m.subject_scheme AND n.slug = m.subject"
    " JOIN ancestors a ON a.scheme = m.subject_scheme AND a.ancestor = m.subject"
    " JOIN concept_sentences c ON c.scheme = a.scheme AND c.slug = a.slug"
    " JOIN provisions p ON p.plan = c.plan AND p.code = c.provision"
    " LEFT JOIN sections s ON s.plan = p.plan AND s.code = p.section"
    " WHERE m.object = ? AND p.kind = 'measure' ORDER BY m.id, p.plan, p.position"
)
_WORDS = (
    'SELECT m.subject_scheme AS scheme, m.subject AS slug, w.plan, w.measure, w."commitment", w.quote, w."start",'
    ' w."end" FROM mappings m JOIN ancestors a ON a.scheme = m.subject_scheme AND a.ancestor = m.subject'
    " JOIN mentions w ON w.entity = a.slug AND w.type = CASE a.scheme WHEN 'rights' THEN 'right'"
    " WHEN 'groups' THEN 'group' WHEN 'indicators' THEN 'quantity' END WHERE m.object = ? ORDER BY w.id"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure with the words that put it there; without any, its section is about the concept."""

    row: Row
    words: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Under:
    """A concept that corresponds, and its measures: those that name or measure it, and the others of its sections."""

    concept: Row
    named: Sequence[Measure]
    placed: Sequence[Measure]

    @property
    def sections(self) -> Mapping[Place, Sequence[Measure]]:
        """The latter by their section."""
        found: dict[Place, list[Measure]] = defaultdict(list)
        for measure in self.placed:
            found[measure.row["plan"], measure.row["section"] or measure.row["chapter"]].append(measure)
        return found

    @property
    def size(self) -> int:
        """How many measures there are."""
        return len(self.named) + len(self.placed)


def measures_under(database: Database, iri: str) -> list[Under]:
    """The measures under what corresponds to a thing or is narrower, by the concept that does."""
    words: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in database.rows(_WORDS, (iri,)):
        words[row["scheme"], row["slug"], row["plan"], row["measure"]].append(row)
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in database.rows(_MEASURES, (iri,)):
        found[row["scheme"], row["slug"]].append(row)
    return [
        _under([Measure(row, words[(*key, row["plan"], row["code"])]) for row in rows]) for key, rows in found.items()
    ]


def _under(measures: Sequence[Measure]) -> Under:
    named = [measure for measure in measures if measure.words]
    return Under(measures[0].row, named, [measure for measure in measures if not measure.words])
