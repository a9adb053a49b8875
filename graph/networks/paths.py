"""The best paths between two things of a plan, over the measures that speak of them.

A path is short where it leads through rare things and through measures that speak of few: a step between
a measure and a thing costs 1 / IC, where IC is the information content of the thing in bits (Shannon 1948;
at least half a bit), and an eighth for each doubling of what the measure speaks of. A step between a
concept and a wider one, which no words state, costs a half and 2 / IC of the wider one. The shortest path
is Dijkstra's; so that the next ones differ, each found path makes the things inside it dearer.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import networkx

Relation = Literal["names", "section", "broader"]

_LEAST_BITS, _BREADTH, _BROADER, _USED = 0.5, 0.125, 0.5, 2.0
_TRIES = 3

TARGET = "target/"
"""How the nodes of targets begin. A target is an end of paths only, as no other measure can have it."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What joins two nodes: the words of a measure that name a thing, a section's title, or the vocabulary.

    A tie of the relation ``broader`` has no words. ``evidence`` is the IRI of the mention whose words they are.
    """

    relation: Relation
    one: str
    other: str
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """The nodes from one end to the other, the ties between them, and the cost."""

    nodes: tuple[str, ...]
    ties: tuple[Tie, ...]
    cost: float


class PathFinder:
    """Finds paths in one plan, whose measures are nodes even where they speak of nothing.

    Ties of measures give the measure first; of two with one pair the first counts.
    """

    def __init__(self, ties: Iterable[Tie], measures: Collection[str]) -> None:
        self._ties: dict[tuple[str, str], Tie] = {}
        for tie in ties:
            self._ties.setdefault((tie.one, tie.other), tie)
        self._graph = _graph(self._ties, len(measures))
        self._graph.add_nodes_from(measures)

    @property
    def nodes(self) -> Sequence[str]:
        """Everything that a path can start or end with, sorted."""
        return sorted(self._graph)

    def __contains__(self, node: str) -> bool:
        return node in self._graph

    def best(self, start: str, end: str, count: int) -> tuple[Path, ...]:
        """Up to ``count`` different paths, the best first; none where nothing joins the two."""
        if start == end or not networkx.has_path(self._graph, start, end):
            return ()
        used: Counter[str] = Counter()
        found: dict[tuple[str, ...], Path] = {}
        for _ in range(_TRIES * count):
            nodes = tuple(networkx.dijkstra_path(self._graph, start, end, weight=_dearer(used)))
            found.setdefault(nodes, self._path(nodes))
            used.update(nodes[1:-1])
            if len(found) == count or len(nodes) == 2:
                break
        return tuple(sorted(found.values(), key=lambda path: (path.cost, path.nodes)))

    def _path(self, nodes: tuple[str, ...]) -> Path:
        steps = list(pairwise(nodes))
        ties = [self._ties.get(step) or self._ties[step[1], step[0]] for step in steps]
        return Path(nodes, tuple(ties), round(sum(self._graph[a][b]["cost"] for a, b in steps), 4))


def _graph(ties: Mapping[tuple[str, str], Tie], measures: int) -> networkx.Graph[str]:
    """The nodes and ties with their costs."""
    breadth = Counter(tie.one for tie in ties.values() if _adds_breadth(tie))
    holders = _holders(ties.values())
    graph: networkx.Graph[str] = networkx.Graph()
    for one, other in sorted(ties):
        if not holders[other]:
            continue  # a concept that no measure speaks of, nor of anything narrower, joins nothing
        said = 1 / max(_LEAST_BITS, math.log2(measures / len(holders[other])))
        broader = ties[one, other].relation == "broader"
        graph.add_edge(one, other, cost=_BROADER + 2 * said if broader else said + _BREADTH * math.log2(breadth[one]))
    return graph


def _adds_breadth(tie: Tie) -> bool:
    """Whether a measure speaks of one thing more: a target is its indicator, which it speaks of anyway."""
    return tie.relation != "broader" and not tie.other.startswith(TARGET)


def _holders(ties: Collection[Tie]) -> Mapping[str, frozenset[str]]:
    """The measures that speak of each thing, or of a narrower one."""
    wider: dict[str, list[str]] = defaultdict(list)
    for tie in ties:
        if tie.relation == "broader":
            wider[tie.one].append(tie.other)
    found: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        ahead, reached = [tie.other] if tie.relation != "broader" else [], set[str]()
        while ahead:
            current = ahead.pop()
            if current not in reached:
                reached.add(current)
                found[current].add(tie.one)
                ahead += wider[current]
    return defaultdict(frozenset, {node: frozenset(codes) for node, codes in found.items()})


def _dearer(used: Mapping[str, int]) -> Callable[[str, str, Mapping[str, float]], float]:
    """The cost of a step once paths have been found: that of a node inside one rises with each."""

    def cost(one: str, other: str, data: Mapping[str, float]) -> float:
        return data["cost"] * _USED ** (used[one] + used[other])

    return cost
