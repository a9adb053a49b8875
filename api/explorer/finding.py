"""What the page of a search shows: hits with the page that each leads to, what narrows them, and completions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from api.db import Database, Row
from api.models.search import Facet as SearchFacet
from api.models.search import FacetName, FacetValue, HitType, SearchFilters, SearchHit
from api.search.answering import hits, suggestion
from api.search.searching import Search
from graph.names import Names

ENTITIES: tuple[HitType, ...] = ("right", "group", "instrument", "body", "indicator")
"""What is offered while a search is typed: things with names of their own."""

COMPLETIONS = 8
_CHOSEN_AMONG = 100
_SHORT = re.compile(r"(.*\w{3}.*?)\s+([a-z]{1,2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A hit, the page that it leads to, and where the words stand, marked."""

    hit: SearchHit
    address: str
    marked: Markup


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that narrows a search; ``names`` are those of the thing it stands for, if it has any."""

    value: str
    names: Row
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """What a search can be narrowed by."""

    name: FacetName
    choices: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Findings:
    """A search as it was answered: a part of the hits, how many there are, and what else to look for."""

    total: int
    hits: Sequence[Found]
    facets: Sequence[Facet]
    notes: Sequence[str]
    better: str | None


def find(database: Database, filters: SearchFilters, names: Names) -> Findings:
    """What a search finds. Raises SearchError where it cannot be read."""
    search = Search(database, filters)
    meant = suggestion(search, "")
    found = [Found(hit, address_of(hit, names), Markup(hit.marked)) for hit in hits(search, "")]  # noqa: S704 (escaped)
    shown = [facet for facet in _facets(search) if len(facet.choices) > 1 or any(c.chosen for c in facet.choices)]
    return Findings(len(search.ranked), found, shown, search.reading.notes, meant.q if meant else None)


def completions(database: Database, typed: str, names: Names) -> Sequence[Found]:
    """Things whose names hold what was typed, the last word as the beginning of one.

    A letter or two of a further word stand for too many words to look for: they choose among what the others find.
    """
    words = typed.strip()
    short = _SHORT.fullmatch(words)
    begun = short[1] if short else words if words.endswith(("*", '"', ")")) else f"{words}*"
    limit = _CHOSEN_AMONG if short else COMPLETIONS
    search = Search(database, SearchFilters(q=begun, type=list(ENTITIES), limit=limit))
    further = re.compile(rf"\b{short[2]}", re.IGNORECASE) if short else None
    chosen = [hit for hit in hits(search, "") if not further or further.search(hit.label)][:COMPLETIONS]
    return [Found(hit, address_of(hit, names), Markup(hit.marked)) for hit in chosen]  # noqa: S704 (escaped)


def address_of(hit: SearchHit, names: Names) -> str:
    """Text is read in its place; a thing of ours has a page; what is defined elsewhere has its own address."""
    if hit.type in ("plan", "chapter", "section"):
        return f"/read/{hit.plan}" + ("" if hit.type == "plan" else f"/{hit.code}")
    if hit.plan and hit.measure and hit.type != "target":
        return f"/read/{hit.plan}/{hit.code or hit.measure}"
    if hit.iri.startswith(names.things):
        return f"/id/{hit.iri.removeprefix(names.things)}"
    return hit.iri


def _facets(search: Search) -> Sequence[Facet]:
    sql = "SELECT slug, label, label_zh FROM concepts WHERE scheme = 'rights'"
    rights = {row["slug"]: row for row in search.database.rows(sql)}
    return [
        Facet(each.facet, [_choice(search, each, value, rights) for value in each.values]) for each in search.facets()
    ]


def _choice(search: Search, facet: SearchFacet, found: FacetValue, rights: Mapping[str, Row]) -> Choice:
    names = rights.get(found.value) if facet.facet == "right" else None
    chosen = found.value in getattr(search.filters, facet.facet)
    return Choice(found.value, names or {"label": found.label}, found.count, chosen)
