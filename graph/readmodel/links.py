"""The tables of the read model that hold the links between measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph.iris import PlanIris
from graph.links.model import Link, QuotePair, Reason
from graph.names import Names
from graph.readmodel.concepts import Row


def link_tables(plans: Iterable[tuple[str, Iterable[Link]]], names: Names) -> Mapping[str, list[Row]]:
    """The rows of links, reasons and quotes, by table; a plan's links are given with its id."""
    tables: dict[str, list[Row]] = {"measure_links": [], "link_reasons": [], "link_quotes": []}
    number = 0
    for plan, links in sorted(plans, key=lambda pair: pair[0]):
        iris = PlanIris(names, plan)
        for link, direction in ((link, direction) for link in links for direction in (1, 0)):
            number += 1
            measure, other = (link.first, link.second) if direction else (link.second, link.first)
            rank = link.ranks[0] if direction else link.ranks[1]
            iri = str(iris.link(link.first, link.second))
            tables["measure_links"].append((number, iri, plan, measure, other, direction, rank, float(link.weight)))
            for place, reason in enumerate(link.reasons, 1):
                tables["link_reasons"].append((number, place, *_reason(link, reason, iris)))
                tables["link_quotes"] += ((number, place, *row) for row in _quotes(reason.quotes, direction))
    return tables


def _reason(link: Link, reason: Reason, iris: PlanIris) -> Row:
    kind, parts = reason.feature.kind, reason.feature.parts
    entity_type, slug = reason.entity or (None, parts[0] if parts else None)
    what = (kind, entity_type, slug, reason.label, reason.action_type)
    sizes = (float(reason.information), float(reason.weight), reason.count)
    similarity = None if reason.similarity is None else float(reason.similarity)
    return (str(iris.link_reason(link.first, link.second, kind, parts)), *what, *sizes, similarity)


def _quotes(pairs: Iterable[QuotePair], direction: int) -> Iterator[Row]:
    for position, pair in enumerate(pairs, 1):
        mine, theirs = (pair.first, pair.second) if direction else (pair.second, pair.first)
        yield (position, mine.text, mine.start, mine.end, theirs.text, theirs.start, theirs.end)
