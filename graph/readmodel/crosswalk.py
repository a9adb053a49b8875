"""The crosswalk's part of the read model: mappings, what they lead to, treaty statuses, the types of indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.crosswalk.triples import mapping_iri, typing_iri
from graph.crosswalk.values import AUTHOR, AUTHORITY, OUTSIDE, Correspondence, Counterpart, Crosswalk, Kind
from graph.names import Names
from graph.readmodel.concepts import Row
from graph.vocabulary import Vocabulary

_OBJECT_KIND: Mapping[Kind, str] = {
    "article": "article",
    "sdg-goal": "goal",
    "sdg": "goal-target",
    "sdg-indicator": "sdg-indicator",
    "sdg-series": "sdg-series",
    "unbis": "thesaurus-term",
}
_SCHEME: Mapping[str, str] = {"right": "rights", "group": "groups", "theme": "themes", "indicator": "indicators"}


def crosswalk_tables(crosswalk: Crosswalk, vocabulary: Vocabulary, names: Names) -> dict[str, Sequence[Row]]:
    """The rows of every table of crosswalk.sql, in the order in which they are written."""
    levels = {c.slug: float(c.value("confidenceValue") or 0) for c in vocabulary.concepts("confidence-levels")}
    mappings = [_mapping(mapping, levels, names) for mapping in crosswalk.mappings]
    return {
        "mappings": [(number, *row) for number, row in enumerate(mappings, 1)],
        "counterparts": sorted(map(_counterpart, crosswalk.counterparts)),
        "treaty_statuses": list(_statuses(crosswalk)),
        "indicator_types": list(_typings(crosswalk, names)),
    }


def _mapping(mapping: Correspondence, levels: Mapping[str, float], names: Names) -> Row:
    other = mapping.object
    head = (str(mapping_iri(mapping, names)), mapping.slug, str(mapping.subject), mapping.label, _SCHEME[mapping.kind])
    what = (mapping.relation, str(other.iri), other.label, _OBJECT_KIND[other.kind], other.number)
    treaty = (other.instrument.slug, other.instrument.short) if other.instrument else (None, None)
    trust = (mapping.confidence, levels[mapping.confidence], mapping.fit or None, mapping.caveat or None)
    return (*head, *what, *treaty, *trust, AUTHOR, mapping.source, mapping.status, mapping.note or None)


def _counterpart(other: Counterpart) -> Row:
    named = (other.label, other.chinese_label or None, other.subject)
    treaty = other.instrument.slug if other.instrument else None
    trust = (other.source or None, other.status or None)
    page = other.instrument.page or None if other.instrument else None
    part_of = OUTSIDE["sdg"] + other.part_of if other.part_of else None
    head = (str(other.iri), _OBJECT_KIND[other.kind], other.number)
    return (*head, *named, treaty, int(other.is_substantive), *trust, part_of, page)


def _statuses(crosswalk: Crosswalk) -> Iterator[Row]:
    for instrument in crosswalk.instruments:
        for s in sorted(instrument.statuses, key=lambda status: status.state):
            standing = (s.state, s.party_status, s.date or None, s.status, s.source, s.note or None)
            yield (instrument.slug, *standing)


def _typings(crosswalk: Crosswalk, names: Names) -> Iterator[Row]:
    for t in crosswalk.typings:
        given = (t.slug, str(typing_iri(t, names)), t.type, t.rule, t.reason)
        yield (*given, t.alternative or None, t.note or None, AUTHOR, AUTHORITY)
