"""Which networks there are, and the edges of each: the projections of ontology/networks.toml on a plan."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from graph.config import Config
from graph.errors import VocabularyError
from graph.links.model import Link
from graph.model import SCHEME_OF, Document, Facts, MentionType
from graph.vocabulary import Vocabulary

_TYPES: tuple[MentionType, ...] = ("right", "group", "body", "instrument")
_KINDS = frozenset((*_TYPES, "measure"))
_THROUGH = frozenset((*_KINDS, "links"))

Node = tuple[str, str]
"""The kind of a node, and its slug or code."""

Named = Mapping[str, Mapping[str, frozenset[str]]]
"""By the code of each measure and the kind, what it speaks of; of the kind measure, itself."""


@dataclass(frozen=True, slots=True)
class Projection:
    """A network by its name: the kinds that it joins, what joins things of one kind, and what it shows."""

    name: str
    left: str
    right: str
    through: str | None
    sentence: str


def load_projections(config: Config) -> tuple[Projection, ...]:
    """Read ontology/networks.toml, in the order of the names.

    Raises VocabularyError where a network names a kind that there is not, or leaves something out.
    """
    path = config.ontology / "networks.toml"
    try:
        given = tomllib.loads(config.read(path))
        found = [
            Projection(name, row["left"], row["right"], row.get("through"), row["sentence"])
            for name, row in sorted(given.items())
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise VocabularyError(f"{path}: no list of networks: {error!r}.", remedy="Correct that file.") from error
    for projection in found:
        one_kind = projection.left == projection.right
        if not {projection.left, projection.right} <= _KINDS or one_kind != (projection.through in _THROUGH):
            raise VocabularyError(f"{path}: {projection.name} joins what it cannot.", remedy="Correct that network.")
    return tuple(found)


def named_by_measures(document: Document, facts: Facts, vocabulary: Vocabulary) -> Named:
    """What each measure speaks of, by kind."""
    rights = {section.code: section.right for section in document.sections}
    found: dict[str, dict[str, set[str]]] = {}
    for provision in (p for p in document.provisions if p.kind == "measure"):
        own = found.setdefault(provision.code, defaultdict(set))
        own["measure"].add(provision.code)
        if right := rights.get(provision.section or ""):
            own["right"].add(right)
    for mention in facts.mentions:
        if mention.type in _TYPES and mention.provision in found:
            concept = vocabulary.get(SCHEME_OF[mention.type], mention.entity)
            if concept.value("bodyKind") != "generic-agent":
                found[mention.provision][mention.type].add(mention.entity)
    return {code: {kind: frozenset(slugs) for kind, slugs in own.items()} for code, own in found.items()}


def edges_of(projection: Projection, named: Named, links: Iterable[Link]) -> Mapping[tuple[Node, Node], float]:
    """The edges of a network with their weights: how many measures, or things shared, join the two."""
    if projection.through == "links":
        return {(("measure", k.first), ("measure", k.second)): float(k.weight) for k in links}
    if projection.left != projection.right:
        return _counted(product(_nodes(projection.left, own), _nodes(projection.right, own)) for own in named.values())
    holders: dict[str, set[Node]] = defaultdict(set)
    for code, own in named.items():
        for thing in own.get(projection.through or "", ()):
            holders[thing] |= {("measure", code)} if projection.left == "measure" else set(_nodes(projection.left, own))
    return _counted(combinations(sorted(nodes), 2) for nodes in holders.values())


def nodes_of(projection: Projection, named: Named) -> tuple[Node, ...]:
    """Everything of the network's kinds that a measure speaks of, joined or not, sorted."""
    kinds = {projection.left, projection.right}
    return tuple(sorted({node for own in named.values() for kind in kinds for node in _nodes(kind, own)}))


def _nodes(kind: str, own: Mapping[str, frozenset[str]]) -> list[Node]:
    return [(kind, slug) for slug in sorted(own.get(kind, ()))]


def _counted(pairs: Iterable[Iterable[tuple[Node, Node]]]) -> Mapping[tuple[Node, Node], float]:
    found = Counter(pair for several in pairs for pair in several)
    return {pair: float(count) for pair, count in sorted(found.items())}
