"""The vocabularies' part of the read model: concepts, their labels, and what is broader than they."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.vocabulary import Concept, Vocabulary

Value = str | int | float | None
Row = tuple[Value, ...]
"""A row of any table, its values in the order of the columns."""


def concept_tables(vocabulary: Vocabulary) -> dict[str, list[Row]]:
    """The rows of every table of the vocabularies, each in the order in which they are written."""
    concepts = [concept for scheme in sorted(vocabulary.schemes) for concept in vocabulary.concepts(scheme)]
    return {
        "concepts": [_concept_row(concept) for concept in concepts],
        "labels": sorted({row for concept in concepts for row in _label_rows(concept)}),
        "broader": [(c.scheme, c.slug, parent) for c in concepts for parent in sorted(set(c.broader))],
        "ancestors": sorted(_ancestor_rows(vocabulary)),
    }


def _concept_row(concept: Concept) -> Row:
    """The row of a concept; what the plans say of it is counted once everything else is in."""
    names = (concept.label, concept.chinese, concept.chinese_status)
    definitions = (concept.definition, concept.chinese_definition or None)
    kind = concept.value("instrumentKind") or concept.value("bodyKind")
    extras = ("legalStatus", "statusDate", "source", "unit", "countsAs")
    counts = (0, 0, 0, 0)  # filled by counts.sql
    values = (concept.value(name) for name in extras)
    return (concept.scheme, concept.slug, concept.iri, *names, *definitions, kind, *values, *counts)


def _label_rows(concept: Concept) -> Iterator[Row]:
    """A row for each label of a concept, of whatever kind."""
    key = (concept.scheme, concept.slug)
    yield (*key, "preferred", "en", concept.label)
    yield (*key, "preferred", "zh-Hans", concept.chinese)
    for kind, labels in (
        ("alternative", concept.alternative),
        ("hidden", concept.hidden),
        ("negative", concept.negative),
    ):
        yield from ((*key, kind, "en", label) for label in labels)


def _ancestor_rows(vocabulary: Vocabulary) -> set[Row]:
    """Each concept with itself and everything broader, by scheme."""
    found: set[Row] = set()
    for scheme, members in vocabulary.schemes.items():
        for slug in members:
            found |= {(scheme, ancestor, slug) for ancestor in _upwards(members, slug)}
    return found


def _upwards(members: Mapping[str, Concept], slug: str) -> set[str]:
    """The concept and everything broader; a circle in the hierarchy ends where it closes."""
    reached: set[str] = set()
    ahead = [slug]
    while ahead:
        current = ahead.pop()
        if current not in reached:
            reached.add(current)
            ahead.extend(members[current].broader)
    return reached
