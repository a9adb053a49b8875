"""The criteria of the audit, asked of what a dossier holds.

A criterion that counts measures or targets is asked of the measures and targets of the dossier, so that its
denominator is what the dossier lists. One that counts pairs of groups and rights, rights, or articles of treaties
is asked of the group, right or treaty that the dossier is of. What counts nothing here is named as such.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.db import Database, Row
from api.dossiers.neighbours import concepts_of
from api.dossiers.sentences import Held
from api.dossiers.shelf import shelf_of
from api.dossiers.subjects import Subject
from api.models.dossiers import DossierTarget, Gap, GapFinding

_ADOPTED = "instrument-not-yet-adopted"
_ABSENT = "group-absent-under-right"
_NO_TARGET = "right-without-target"
_UNTOUCHED = "treaty-article-without-measure"
_FINDINGS = (
    'SELECT f.plan, f.criterion, f.measure, f.subject, f.object, f.rights, f.quote, f."start", f."end", f.unverified'
    " FROM audit_findings f ORDER BY f.id"
)
_ARTICLES_OF = "SELECT label FROM counterparts WHERE instrument = ?"
_ARTICLES = (
    "SELECT COUNT(*) FROM counterparts c WHERE c.instrument = ? AND c.substantive AND EXISTS (SELECT 1 FROM"
    " treaty_statuses s JOIN plans p ON p.jurisdiction = s.state"
    " WHERE s.instrument = c.instrument AND s.party_status = 'party')"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, the number that it is sorted by, the names of the rights that it is under, and its place."""

    number: int
    criterion: str
    subject: str
    rights: frozenset[str]
    measure: tuple[str, str]
    place: tuple[str, int | None, int | None]
    item: GapFinding


@dataclass(frozen=True, slots=True)
class Findings:
    """Those of each measure, and those that stand in none."""

    placed: Mapping[tuple[str, str], Sequence[Found]]
    unplaced: Sequence[Found]


@dataclass(frozen=True, slots=True)
class _Asked:
    """How many there are to ask, and the findings among them."""

    population: int
    findings: Sequence[Found]


def read_gaps(
    database: Database, subject: Subject, held: Held, targets: Sequence[DossierTarget]
) -> tuple[list[Gap], list[str]]:
    """The criteria that count something here, warnings first, and the labels of those that count nothing."""
    asking = _Asking(database, subject, held, targets)
    found = _findings(database, subject, held)
    gaps, uncounted = [], []
    for row in database.lasting(_criteria):
        asked = asking.ask(row, found[row["criterion"]])
        if asked is None or not asked.population:
            uncounted.append(str(row["label"]))
        else:
            gaps.append(_gap(row, asked))
    return gaps, uncounted


def _criteria(database: Database) -> Sequence[Row]:
    return database.rows("SELECT * FROM audit_criteria ORDER BY severity <> 'Warning', criterion")


def _findings(database: Database, subject: Subject, held: Held) -> Mapping[str, Sequence[Found]]:
    """The findings in the provisions, and those that stand in none but name the group or right."""
    every = every_finding(database)
    placed = [found for p in held.provisions for found in every.placed.get((p.plan, p.code), ())]
    by_criterion: dict[str, list[Found]] = defaultdict(list)
    for found in (*sorted(placed, key=lambda each: each.number), *_unplaced(database, subject, every)):
        by_criterion[found.criterion].append(found)
    return by_criterion


def _unplaced(database: Database, subject: Subject, every: Findings) -> Iterator[Found]:
    if subject.scheme:
        named = {subject.row["label"], *database.values(_ARTICLES_OF, (subject.slug,))}
        yield from (each for each in every.unplaced if each.subject in named or subject.slug in each.rights)


def every_finding(database: Database) -> Findings:
    """All findings of a release."""
    return database.lasting(_every_finding)


def _every_finding(database: Database) -> Findings:
    placed: dict[tuple[str, str], list[Found]] = defaultdict(list)
    unplaced: list[Found] = []
    for number, row in enumerate(database.rows(_FINDINGS)):
        measure = (row["plan"], row["measure"])
        place = (row["plan"], row["start"], row["end"])
        rights = frozenset(json.loads(row["rights"]))
        found = Found(number, row["criterion"], row["subject"], rights, measure, place, _finding(row))
        (unplaced if row["measure"] is None else placed[measure]).append(found)
    return Findings(placed, unplaced)


@dataclass(frozen=True, slots=True)
class _Asking:
    """What the criteria are asked of."""

    database: Database
    subject: Subject
    held: Held
    targets: Sequence[DossierTarget]

    def ask(self, criterion: Row, findings: Sequence[Found]) -> _Asked | None:
        """A criterion asked of the dossier; None where it asks of something else."""
        name = criterion["criterion"]
        if criterion["counts"] == "measures":
            codes = {(measure.plan, measure.code) for measure in self.held.measures}
            return _Asked(len(codes), [each for each in findings if each.measure in codes])
        if criterion["counts"] == "targets":
            promised = [target for target in self.targets if target.status == "target"]
            places = {(t.plan, t.start, t.end) for t in promised}
            return _Asked(len(promised), [each for each in findings if each.place in places])
        special = {
            (_ADOPTED, self.subject.kind): self._promises,
            (_UNTOUCHED, "instrument"): self._articles,
            (_ABSENT, "group"): self._rights,
            (_ABSENT, "right"): self._pairs,
            (_NO_TARGET, "right"): self._pairs,
        }
        asking = special.get((name, self.subject.kind))
        return asking(name, findings) if asking else None

    def _promises(self, _: str, findings: Sequence[Found]) -> _Asked:
        """The promises in the provisions to implement an instrument of known status."""
        known = {
            slug
            for slug, row in concepts_of(self.database, "instruments").items()
            if row["legal_status"] not in (None, "unknown")
        }
        named = shelf_of(self.database).named
        every = (each for p in self.held.provisions for each in named.get((p.plan, p.code), ()))
        promised = {
            (each.sentence, each.entity)
            for each in every
            if each.type == "instrument" and each.near.qualifier == "implement" and each.entity in known
        }
        return _Asked(len(promised), findings)

    def _articles(self, _: str, findings: Sequence[Found]) -> _Asked:
        """The substantive articles of a treaty that the state is party to."""
        return _Asked(int(self.database.values(_ARTICLES, (self.subject.slug,))[0]), findings)

    def _rights(self, _: str, findings: Sequence[Found]) -> _Asked | None:
        """Of a group that has none above it and that a measure names: the rights of sections that never name it."""
        sql = "SELECT broader FROM broader WHERE scheme = 'groups' AND slug = ?"
        if self.database.values(sql, (self.subject.slug,)) or not self.subject.row["measure_count"]:
            return None
        rights = self.database.values('SELECT COUNT(DISTINCT "right") FROM sections')
        return _Asked(int(rights[0]), [each for each in findings if each.subject == self.subject.row["label"]])

    def _pairs(self, name: str, findings: Sequence[Found]) -> _Asked:
        """Of a right that a section is about: what the audit itself counts for it."""
        sql = "SELECT SUM(population) FROM audit_tallies WHERE scope = 'right' AND criterion = ? AND code = ?"
        population = int(self.database.values(sql, (name, self.subject.slug))[0] or 0)
        return _Asked(population, [each for each in findings if self.subject.slug in each.rights])


def _gap(row: Row, asked: _Asked) -> Gap:
    members = ("criterion", "label", "label_zh", "severity", "counts", "definition", "scope_note")
    return Gap(
        **{name: row[name] for name in members},
        sources=json.loads(row["sources"]),
        count=len(asked.findings),
        population=asked.population,
        share=round(len(asked.findings) / asked.population, 4),
        findings=[each.item for each in asked.findings],
    )


def _finding(row: Row) -> GapFinding:
    """A finding; that of a measure as a whole has no words of its own."""
    whole = row["subject"] == row["measure"]
    words = {name: None if whole else row[name] for name in ("subject", "object", "quote", "start", "end")}
    return GapFinding(measure=row["measure"], unverified=bool(row["unverified"]), **words)
