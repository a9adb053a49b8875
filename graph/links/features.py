"""What each measure has that another may share, and how the things shared lie under one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from graph.crosswalk.values import Correspondence
from graph.links.model import KINDS, Feature, Kind, Quote, quote_of
from graph.model import SCHEME_OF, Act, Document, Facts, Mention, MentionType
from graph.vocabulary import Vocabulary

_LIFTING = ("closeMatch", "broadMatch")
"""A concept leads to an SDG target that matches it or is broader; one that is narrower may not be meant."""

_BARE = "mention"
"""The role of a body that is spoken of and has no part: nothing that measures share, unless an act acts on it."""


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """What lies directly above each feature: broader concepts, the object of an act, the SDG target of a concept.

    The target of an indicator is that of the SDG indicator which it matches.
    """

    vocabulary: Vocabulary
    goals: Mapping[Feature, tuple[Feature, ...]]

    def above(self, feature: Feature) -> Iterator[Feature]:
        """The features directly above one."""
        if feature.kind == "act":
            _, object_kind, slug = feature.parts
            yield Feature(KINDS[cast(MentionType, object_kind)], (slug,))
            return
        kind = next((mention for mention, name in KINDS.items() if name == feature.kind), None)
        if kind is not None:
            concept = self.vocabulary.get(SCHEME_OF[kind], feature.parts[0])
            yield from (Feature(feature.kind, (parent,)) for parent in concept.broader)
            yield from self.goals.get(feature, ())

    def upwards(self, features: Iterable[Feature]) -> set[Feature]:
        """The features and all that lie above them, at any height."""
        reached: set[Feature] = set()
        ahead = list(features)
        while ahead:
            current = ahead.pop()
            if current not in reached:
                reached.add(current)
                ahead.extend(self.above(current))
        return reached

    def most_specific(self, features: Iterable[Feature]) -> list[Feature]:
        """Those that no other lies below, sorted (the most informative subsumers of Resnik 1995)."""
        given = set(features)
        covered = {above for feature in given for above in self.upwards([feature]) - {feature}}
        return sorted(given - covered)


def load_hierarchy(vocabulary: Vocabulary, mappings: Collection[Correspondence]) -> Hierarchy:
    """The hierarchy of the vocabulary, with the SDG targets of the crosswalk above the concepts that lead to them."""
    goals: dict[Feature, set[Feature]] = defaultdict(set)
    kinds: dict[str, Kind] = {name: name for name in KINDS.values()}
    targets = {mapping.object.number for mapping in mappings if mapping.object.kind == "sdg"}
    for mapping in mappings:
        goal = mapping.object.part_of if mapping.object.kind == "sdg-indicator" else mapping.object.number
        if goal in targets and mapping.relation in _LIFTING and mapping.kind in kinds:
            goals[Feature(kinds[mapping.kind], (mapping.slug,))].add(Feature("sdg-target", (goal,)))
    return Hierarchy(vocabulary, {feature: tuple(sorted(found)) for feature, found in goals.items()})


@dataclass(frozen=True, slots=True)
class Holding:
    """How a measure comes to have a feature: by the feature that it names, in the words that name it first."""

    named: Feature
    quotes: tuple[Quote, ...]


Holdings = Mapping[str, Mapping[Feature, tuple[Holding, ...]]]
"""By the code of each measure, all that it has, itself named or something below it, in the order of the text."""


def holdings(document: Document, facts: Facts, hierarchy: Hierarchy) -> Holdings:
    """What every measure has.

    Generic agents, who act nearly everywhere, are nothing that measures share.
    """
    named: dict[str, dict[Feature, Holding]] = {p.code: {} for p in document.provisions if p.kind == "measure"}
    for code, feature, quotes in _direct(facts, hierarchy.vocabulary):
        if code in named:
            named[code].setdefault(feature, Holding(feature, quotes))
    return {code: _with_above(found.values(), hierarchy) for code, found in named.items()}


def holders_of(held: Holdings, document: Document, hierarchy: Hierarchy) -> Mapping[Feature, frozenset[str]]:
    """The measures that have each feature; a right also has those of the sections that are about it."""
    found: dict[Feature, set[str]] = defaultdict(set)
    for code, features in held.items():
        for feature in features:
            found[feature].add(code)
    rights = {section.code: section.right for section in document.sections if section.right}
    for provision in document.provisions:
        if provision.code in held and (right := rights.get(provision.section or "")):
            for feature in hierarchy.upwards([Feature("right", (right,))]):
                found[feature].add(provision.code)
    return {feature: frozenset(codes) for feature, codes in sorted(found.items())}


def _with_above(named: Iterable[Holding], hierarchy: Hierarchy) -> Mapping[Feature, tuple[Holding, ...]]:
    """What is named with all that lies above it; of an act, its object's words are handed up, not its verb's."""
    held: dict[Feature, list[Holding]] = defaultdict(list)
    for holding in named:
        for feature in sorted(hierarchy.upwards([holding.named])):
            own = feature == holding.named
            held[feature].append(holding if own else Holding(holding.named, holding.quotes[:1]))
    return {feature: tuple(found) for feature, found in held.items()}


def _direct(facts: Facts, vocabulary: Vocabulary) -> Iterator[tuple[str, Feature, tuple[Quote, ...]]]:
    """What the mentions and acts name, in the order of the text; acts last, so that they lend no quote."""
    mentions = sorted(
        (m for m in (*facts.mentions, *(fact.mention for fact in facts.quantities)) if m.type in KINDS),
        key=lambda m: (m.start, m.end, m.type, m.entity),
    )
    named = [m for m in mentions if not _is_generic(m, vocabulary)]
    for mention in (m for m in named if m.qualifier != _BARE):
        yield mention.provision, Feature(KINDS[mention.type], (mention.entity,)), (quote_of(mention),)
    for act in facts.acts:
        for kind, slug in act.objects:
            if kind in KINDS and (named_object := _object_of(act, kind, slug, named)):
                feature = Feature("act", (act.mention.entity, kind, slug))
                yield act.mention.provision, feature, (quote_of(named_object), quote_of(act.mention))


def _is_generic(mention: Mention, vocabulary: Vocabulary) -> bool:
    return vocabulary.get(SCHEME_OF[mention.type], mention.entity).value("bodyKind") == "generic-agent"


def _object_of(act: Act, kind: MentionType, slug: str, named: Iterable[Mention]) -> Mention | None:
    """The mention of an act's object: the first after the verb in its sentence, or else the first."""
    found = [m for m in named if (m.sentence, m.type, m.entity) == (act.mention.sentence, kind, slug)]
    return next((m for m in found if m.start >= act.mention.start), next(iter(found), None))
