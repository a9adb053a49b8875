"""The audit as rows of the read model."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, SKOS

from graph.audit.findings import Audit, Finding
from graph.audit.triples import finding_iri, tally_iri
from graph.names import Names
from graph.readmodel.concepts import Row


def audit_tables(audits: Sequence[Audit], data: Graph, names: Names) -> Mapping[str, list[Row]]:
    """The rows of the tables of the audit; ``data`` says what the things are called and what they quote."""
    writer = _Rows(data, names)
    criteria = {row for audit in audits for row in _criteria(audit)}
    findings = [row for audit in audits for row in writer.findings(audit)]
    return {
        "audit_criteria": sorted(criteria, key=lambda row: str(row[0])),
        "audit_findings": [(number, *row) for number, row in enumerate(findings, 1)],
        "audit_tallies": [(number, *row) for number, row in enumerate(_chain(map(writer.tallies, audits)), 1)],
    }


def _chain(parts: Iterable[Iterable[Row]]) -> Iterator[Row]:
    return (row for part in parts for row in part)


def _criteria(audit: Audit) -> Iterator[Row]:
    for c in audit.criteria:
        words = (c.label, c.chinese, c.severity, c.message, c.definition, c.scope_note, c.counts)
        yield (c.slug, str(c.iri), *words, json.dumps(c.sources, ensure_ascii=False), c.query)


class _Rows:
    """Makes the rows of findings and tallies."""

    def __init__(self, data: Graph, names: Names) -> None:
        self._data, self._names = data, names

    def findings(self, audit: Audit) -> Iterator[Row]:
        """In the order of the criteria; within one, in the order of the text, then of the names."""
        severity = {criterion.slug: criterion.severity for criterion in audit.criteria}
        for f in sorted(audit.findings, key=lambda f: (f.criterion, self._position(f), f.focus, f.value or "")):
            place = (self._slug(f.provision, "inChapter"), self._slug(f.provision, "inSection"))
            words = (self._text(f.provision, "heading"), *self._quote(f.words))
            yield (
                str(finding_iri(f, audit.plan, self._names)),
                audit.plan,
                f.criterion,
                severity[f.criterion],
                *place,
                self._text(f.provision, "code"),
                self._label(f.focus),
                self._label(f.value),
                json.dumps([self._names.slug(right) for right in f.rights]),
                *words,
                f.message,
                int(f.unverified),
            )

    def tallies(self, audit: Audit) -> Iterator[Row]:
        for t in audit.tallies:
            code = audit.plan if t.scope == "plan" else self._names.slug(t.on)
            head = (str(tally_iri(t, audit.plan, self._names)), audit.plan, t.criterion, t.scope, code)
            yield (*head, self._label(t.on), t.findings, t.population, t.unverified, t.share)

    def _position(self, finding: Finding) -> int:
        start = self._data.value(finding.words, self._names.own("start")) if finding.words else None
        return int(str(start)) if start is not None else 0

    def _quote(self, words: URIRef | None) -> tuple[str | None, int | None, int | None]:
        quote = self._text(words, "quote") or self._text(words, "text")
        start, end = self._text(words, "start"), self._text(words, "end")
        return (quote, int(start), int(end)) if quote and start and end else (None, None, None)

    def _text(self, node: URIRef | None, name: str) -> str | None:
        value = self._data.value(node, self._names.own(name)) if node is not None else None
        return None if value is None else str(value)

    def _slug(self, node: URIRef | None, name: str) -> str | None:
        value = self._text(node, name)
        return None if value is None else self._names.slug(value)

    def _label(self, node: URIRef | None) -> str | None:
        """The English name of a concept, the title of a heading, the code of a measure, or what a target measures."""
        if node is None:
            return None
        own = self._english(node, SKOS.prefLabel) or self._english(node, DCTERMS.title)
        about = self._text(node, "indicator") or self._text(node, "instrument")
        return own or (self._label(URIRef(about)) if about else self._text(node, "code"))

    def _english(self, node: URIRef, predicate: URIRef) -> str | None:
        values = self._data.objects(node, predicate)
        return min((str(value) for value in values if getattr(value, "language", "") == "en"), default=None)
