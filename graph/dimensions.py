"""What a matrix or a network can be laid out by, and which provisions speak of each value of it.

A dimension is a row of the table below: the filter of /measures that opens a value, SQL for its values
with the sentences that have them, and SQL for their labels. A new one is one more row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

DimensionName = Literal[
    "right",
    "group",
    "instrument",
    "instrument-kind",
    "body",
    "action-type",
    "modality",
    "indicator-type",
    "chapter",
    "section",
    "plan",
]


@dataclass(frozen=True, slots=True)
class Dimension:
    """``holdings`` has the columns value, plan, provision, sentence; ``labels`` value, label, in their order.

    Where values mean something in a plan only, such as the numbers of chapters, ``labels`` has the column plan too.
    """

    filter: str
    holdings: str
    labels: str


def _concepts(name: str, scheme: str, condition: str = "1") -> Dimension:
    """Concepts of a scheme; a provision that speaks of a narrower one speaks of it too."""
    return Dimension(
        name,
        "SELECT a.ancestor AS value, c.plan, c.provision, c.sentence FROM ancestors a"  # noqa: S608 (our own names)
        " JOIN concept_sentences c ON c.scheme = a.scheme AND c.slug = a.slug"
        f" JOIN concepts e ON e.scheme = a.scheme AND e.slug = a.ancestor WHERE a.scheme = '{scheme}' AND {condition}",
        f"SELECT slug AS value, label FROM concepts WHERE scheme = '{scheme}' ORDER BY slug",  # noqa: S608
    )


def _places(name: str) -> Dimension:
    return Dimension(
        name,
        f"SELECT p.{name} AS value, s.plan, s.provision, s.code AS sentence FROM sentences s"  # noqa: S608
        f" JOIN provisions p ON p.plan = s.plan AND p.code = s.provision WHERE p.{name} IS NOT NULL",
        f"SELECT code AS value, title AS label, plan FROM {name}s ORDER BY plan, position",  # noqa: S608
    )


_OF_SCHEME = "SELECT slug AS value, label FROM concepts WHERE scheme = '{}' ORDER BY slug"

DIMENSIONS: Mapping[DimensionName, Dimension] = MappingProxyType(
    {
        "right": _concepts("right", "rights"),
        "group": _concepts("group", "groups"),
        "instrument": _concepts("instrument", "instruments"),
        "instrument-kind": Dimension(
            "instrument_kind",
            'SELECT e.kind AS value, m.plan, m.measure AS provision, m."commitment" AS sentence FROM mentions m'
            " JOIN concepts e ON e.scheme = 'instruments' AND e.slug = m.entity WHERE m.type = 'instrument'",
            _OF_SCHEME.format("instrument-kinds"),
        ),
        "body": _concepts("body", "bodies", "e.kind IS NOT 'generic-agent'"),
        "action-type": Dimension(
            "action_type",
            'SELECT action_type AS value, plan, measure AS provision, "commitment" AS sentence FROM acts',
            _OF_SCHEME.format("action-types"),
        ),
        "modality": Dimension(
            "modality",
            "SELECT modality AS value, plan, provision, code AS sentence FROM sentences"
            " WHERE role = 'commitment' AND modality IS NOT NULL",
            _OF_SCHEME.format("modalities"),
        ),
        "indicator-type": Dimension(
            "indicator_type",
            'SELECT i.type AS value, t.plan, t.measure AS provision, t."commitment" AS sentence FROM targets t'
            " JOIN indicator_types i ON i.indicator = t.indicator WHERE t.status = 'target'",
            _OF_SCHEME.format("indicator-types"),
        ),
        "chapter": _places("chapter"),
        "section": _places("section"),
        "plan": Dimension(
            "plan",
            "SELECT plan AS value, plan, provision, code AS sentence FROM sentences",
            "SELECT plan AS value, title AS label FROM plans ORDER BY plan",
        ),
    }
)
"""Generic agents are no values of ``body``: they stand in nearly every measure."""

OF_ONE_PLAN: frozenset[DimensionName] = frozenset({"chapter", "section"})
"""Dimensions whose values mean something in one plan only."""
