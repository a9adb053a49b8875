"""The criteria asked of a plan: what meets each, and how many of how many, in all, by chapter and by right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal as OneOf

from rdflib import Graph, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from graph.audit.criteria import Criterion
from graph.names import Names
from graph.store import select_all

Scope = OneOf["plan", "chapter", "right"]
SCOPES: tuple[Scope, ...] = ("plan", "chapter", "right")
_VARIABLE = re.compile(r"\{[?$](\w+)\}")
_Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that meets a criterion.

    ``focus`` is the thing, ``value`` the second half where it is a pair, ``provision`` the measure
    or statement that it stands in, ``words`` what bears the quote: a mention or a sentence.
    """

    criterion: str
    focus: URIRef
    value: URIRef | None
    provision: URIRef | None
    words: URIRef | None
    rights: tuple[URIRef, ...]
    message: str
    unverified: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How many meet a criterion, and of how many; ``on`` is the plan, the chapter or the right they belong to."""

    criterion: str
    scope: Scope
    on: URIRef
    findings: int
    population: int
    unverified: int

    @property
    def share(self) -> float:
        """From 0 to 1, rounded to four digits."""
        return round(self.findings / self.population, 4) if self.population else 0.0


@dataclass(frozen=True, slots=True)
class Audit:
    """The audit of one plan, with the criteria that were asked."""

    plan: str
    criteria: tuple[Criterion, ...]
    findings: tuple[Finding, ...]
    tallies: tuple[Tally, ...]


def audit(data: Graph, plan: str, criteria: Sequence[Criterion], names: Names, quads: bytes | None = None) -> Audit:
    """Ask each criterion of a graph that holds one plan, and what plans share.

    ``quads`` are the triples to ask, as N-Quads, where they have been written already; ``data`` then
    says where things stand, and may hold more plans.

    Raises QuerySyntaxError where a criterion's query is not SPARQL 1.1.
    """
    queries = [query for criterion in criteria for query in (criterion.query, criterion.population)]
    asked = data.serialize(format="nt", encoding="utf-8") if quads is None else quads
    answers = iter(select_all(asked, queries))
    reader = _Reader(data, names)
    findings: list[Finding] = []
    tallies: list[Tally] = []
    for criterion in criteria:
        found, population = _distinct(next(answers)), _distinct(next(answers))
        findings += [reader.finding(criterion, row) for row in found]
        tallies += _tallies(criterion, found, population, reader, names.thing("plan", plan))
    return Audit(plan, tuple(criteria), tuple(findings), tuple(tallies))


def _distinct(rows: Iterable[_Row]) -> list[_Row]:
    """Rows that differ in focus or value, in the order of these."""
    kept = {(row["this"], row.get("value", "")): row for row in rows}
    return [kept[key] for key in sorted(kept)]


def _tallies(
    criterion: Criterion, found: Sequence[_Row], population: Sequence[_Row], reader: _Reader, plan: URIRef
) -> Iterator[Tally]:
    counts, of = reader.places(found, plan), reader.places(population, plan)
    unverified = reader.places([row for row in population if _is_unverified(row)], plan)
    for scope, on in sorted(of, key=lambda place: (SCOPES.index(place[0]), place[1])):
        key = scope, on
        yield Tally(criterion.slug, scope, on, counts[key], of[key], unverified[key])


def _is_unverified(row: _Row) -> bool:
    return row.get("unverified") == "true"


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads off the graph where a focus node stands."""

    data: Graph
    names: Names

    def finding(self, criterion: Criterion, row: _Row) -> Finding:
        focus = URIRef(row["this"])
        provision = self._provision(focus)
        return Finding(
            criterion=criterion.slug,
            focus=focus,
            value=URIRef(row["value"]) if "value" in row else None,
            provision=provision,
            words=self._words(focus, provision),
            rights=self._rights(row),
            message=_VARIABLE.sub(lambda match: row.get(match[1], match[0]), criterion.message),
            unverified=_is_unverified(row),
        )

    def places(self, rows: Iterable[_Row], plan: URIRef) -> Counter[tuple[Scope, URIRef]]:
        """How many rows belong to the plan, to each chapter and to each right."""
        counts: Counter[tuple[Scope, URIRef]] = Counter()
        for row in rows:
            counts["plan", plan] += 1
            provision = self._provision(URIRef(row["this"]))
            chapter = provision and self._one(provision, "inChapter")
            if chapter:
                counts["chapter", chapter] += 1
            for right in self._rights(row):
                counts["right", right] += 1
        return counts

    def _provision(self, focus: URIRef) -> URIRef | None:
        is_provision = (focus, self.names.own("heading"), None) in self.data
        return focus if is_provision else self._one(focus, "inProvision")

    def _rights(self, row: _Row) -> tuple[URIRef, ...]:
        """The rights that the provision is under, or the focus or value where it is a right itself."""
        right = self.names.own("Right")
        itself = [URIRef(row[name]) for name in ("this", "value") if name in row]
        own = [node for node in itself if (node, RDF.type, right) in self.data]
        provision = self._provision(URIRef(row["this"]))
        under = self.data.objects(provision, self.names.own("underRight")) if provision else ()
        return tuple(sorted({*own, *map(_iri, under)}))

    def _words(self, focus: URIRef, provision: URIRef | None) -> URIRef | None:
        """The mention that evidences the focus, or the first sentence of the provision."""
        evidence = sorted(map(_iri, self.data.objects(focus, self.names.own("evidence"))), key=self._start)
        if evidence or provision is None:
            return next(iter(evidence), None)
        sentences = map(_iri, self.data.subjects(self.names.own("inProvision"), provision))
        named = [s for s in sentences if (s, self.names.own("paragraphNumber"), None) in self.data]
        return min(named, key=self._start, default=None)

    def _start(self, node: URIRef) -> int:
        return int(str(self.data.value(node, self.names.own("start"))))

    def _one(self, node: URIRef, name: str) -> URIRef | None:
        value = self.data.value(node, self.names.own(name))
        return None if value is None else _iri(value)


def _iri(node: Node) -> URIRef:
    return URIRef(str(node))
