"""Paths between two things as a page shows them: each node with its name and page, each step with its words."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from api.db import Database, Row
from api.explorer.quotes import place_at, reading_places
from api.problems import UNKNOWN_VALUE, ApiError
from graph.networks.paths import Path, PathFinder, Tie

_NAMES = """
SELECT CASE scheme WHEN 'bodies' THEN 'body' ELSE substr(scheme, 1, length(scheme) - 1) END || '/' || slug AS id,
       label, label_zh FROM concepts WHERE scheme IN ('rights', 'groups', 'bodies', 'instruments', 'indicators')
UNION ALL
SELECT 'measure/' || code, code || ' ' || heading, NULL FROM provisions WHERE plan = :plan AND kind = 'measure'
UNION ALL
SELECT 'target/' || t.measure || '/' || t.indicator, t.measure || ' ' || c.label, t.measure || ' ' || c.label_zh
FROM targets t JOIN concepts c ON c.scheme = 'indicators' AND c.slug = t.indicator WHERE t.plan = :plan
"""
_SECTIONS = 'SELECT "start", code FROM sections WHERE plan = ?'
_OF_A_PLAN = frozenset({"measure", "target"})
_NEAREST = 5

Names = Mapping[str, Row]
"""What nodes are called, by their ids, in the order of the ids."""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing on a path, and the path of its page."""

    kind: str
    names: Row
    page: str


@dataclass(frozen=True, slots=True)
class Step:
    """What leads to the next node: the tie, and where its words are read."""

    tie: Tie
    place: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A path: a step stands between each two nodes."""

    cost: float
    nodes: Sequence[Node]
    steps: Sequence[Step]


def names_of(database: Database, plan: str, finder: PathFinder) -> Names:
    """What every node of a plan is called."""
    found = database.lasting(_every_name, plan)
    return {node: found[node] for node in sorted(finder.nodes) if node in found}


def _every_name(database: Database, plan: str) -> Names:
    return {row["id"]: row for row in database.rows(_NAMES, {"plan": plan})}


def node_called(names: Names, given: str, parameter: str) -> str:
    """The node with an id, or with a name in either language. Raises ApiError with the nearest where there is none."""
    if given in names:
        return given
    called = {
        str(row[name]).casefold(): node for node, row in names.items() for name in ("label", "label_zh") if row[name]
    }
    wanted = given.strip().casefold()
    if wanted in called:
        return called[wanted]
    nearest = difflib.get_close_matches(wanted, [*called, *names], n=_NEAREST, cutoff=0.5)
    raise ApiError(
        UNKNOWN_VALUE,
        f"The plan's measures speak of nothing that is called {given[:200]!r}.",
        remedy="Choose one that is offered.",
        nearest=[*dict.fromkeys(called.get(name, name) for name in nearest)],
        parameter=parameter,
    )


def shown_paths(database: Database, plan: str, names: Names, paths: Iterable[Path]) -> Sequence[Shown]:
    """Paths with what a page says of them."""
    paths = list(paths)
    codes = {node.partition("/")[2] for path in paths for node in path.nodes if node.startswith("measure/")}
    places = reading_places(database, plan, sorted(codes))
    sections = {row["start"]: f"/read/{plan}/{row['code']}" for row in database.rows(_SECTIONS, (plan,))}

    def step(tie: Tie) -> Step:
        if tie.start is None:
            return Step(tie, "")
        return Step(tie, sections[tie.start] if tie.relation == "section" else place_at(places, tie.start))

    return [
        Shown(path.cost, [_node(plan, names, node) for node in path.nodes], [*map(step, path.ties)]) for path in paths
    ]


def _node(plan: str, names: Names, node: str) -> Node:
    kind, _, slug = node.partition("/")
    page = f"/id/plan/{plan}/{kind}/{slug}" if kind in _OF_A_PLAN else f"/id/{kind}/{slug}"
    return Node(kind, names[node], page)


def asked_nodes(names: Names, start: str | None, end: str | None) -> tuple[str, str] | None:
    """Both ends, or None where one is not chosen yet. Raises ApiError for what there is not."""
    if start is None or end is None:
        return None
    return node_called(names, start, "from"), node_called(names, end, "to")
