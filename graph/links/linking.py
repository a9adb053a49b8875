"""Which measures are linked, and why.

A reason weighs as much as it says: the information content of what is shared, -log2 p bits, where p is
the share of the plan's measures that have it, itself or by something narrower (Shannon, A Mathematical
Theory of Communication, 1948; Resnik, Using Information Content to Evaluate Semantic Similarity in a
Taxonomy, 1995). A right also counts for the measures of the sections that are about it, so that what is
the heading of a chapter is no rarity; it links only measures that name it. Of what lies under one another
only the most specific counts. Where the two measures name different things under what they share, it is
scaled by how near these are to it, 2·IC(shared) divided by the sum of theirs (Lin, An
Information-Theoretic Definition of Similarity, 1998). Similar wording is in bits as well (wording.py). What
no weight tells, that two measures share words and no subject, a reader decided, pair by pair (kept_apart.py).

How near all this comes to what a reader finds stands in tests/gold/neighbours.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate, combinations, groupby
from typing import cast

from graph.crosswalk.values import Crosswalk
from graph.links.features import Hierarchy, Holdings, holders_of, holdings, load_hierarchy
from graph.links.kept_apart import NOTHING, KeptApart
from graph.links.model import Feature, Link, Quote, QuotePair, Reason, decimals
from graph.links.rules import Rules
from graph.links.wording import Choice, Similarity, Words, shared_phrases, similarities, words_of
from graph.model import SCHEME_OF, Document, Facts, MentionType
from graph.vocabulary import Vocabulary

Pair = tuple[str, str]

_TYPES: Mapping[str, MentionType] = {"indicator": "quantity"}


def find_links(  # noqa: PLR0917 (each is another thing)
    document: Document,
    facts: Facts,
    vocabulary: Vocabulary,
    crosswalk: Crosswalk,
    rules: Rules,
    apart: KeptApart = NOTHING,
) -> tuple[Link, ...]:
    """The links between the measures of one plan, in reading order.

    Kept are the weightiest of each measure, up to ``rules.links_per_measure``, of at least
    ``rules.least_weight``; a link is kept where it is among those of either end. Of equals the more alike
    in wording comes first. What is kept apart is no link and has no rank; raises DecisionError where it would be none.
    """
    hierarchy = load_hierarchy(vocabulary, crosswalk.mappings)
    held = holdings(document, facts, hierarchy)
    holders = holders_of(held, document, hierarchy)
    labels = {c.number: c.label for c in crosswalk.counterparts if c.kind == "sdg"}
    reasons: dict[Pair, list[Reason]] = defaultdict(list)
    for pair, reason in _by_features(held, holders, hierarchy, labels, rules):
        reasons[pair].append(reason)
    words = words_of(document, Choice(rules.words_left_out, rules.least_information_of_words, rules.longest_phrase))
    alike = similarities(words)
    for pair, reason in list(_by_wording(words, alike, reasons, rules)):
        reasons[pair].append(reason)
    weighed = {pair: _weighed(found, rules) for pair, found in reasons.items()}
    ranked = _ranked(weighed, alike, list(held), rules, apart.pairs)
    apart.require_needed({(link.first, link.second) for link in ranked})
    return tuple(link for link in ranked if (link.first, link.second) not in apart.pairs)


def _by_features(
    held: Holdings,
    holders: Mapping[Feature, frozenset[str]],
    hierarchy: Hierarchy,
    goals: Mapping[str, str],
    rules: Rules,
) -> Iterator[tuple[Pair, Reason]]:
    bits = {feature: math.log2(len(held) / len(codes)) for feature, codes in holders.items()}
    shared: dict[Pair, list[Feature]] = defaultdict(list)
    for feature in holders:
        if bits[feature] >= rules.least_information and not rules.leaves_out(feature):
            for pair in combinations((code for code, own in held.items() if feature in own), 2):
                shared[pair].append(feature)
    for (first, second), in_common in shared.items():
        for feature in hierarchy.most_specific(in_common):
            ends = [min(held[code][feature], key=lambda h: bits[h.named]) for code in (first, second)]
            information = bits[feature] * _nearness(feature, [end.named for end in ends], bits)
            if information >= rules.least_information:
                told = _Told.of(feature, hierarchy.vocabulary, goals)
                pairs = zip(ends[0].quotes, ends[1].quotes, strict=False)
                yield (first, second), told.reason(feature, len(holders[feature]), information, pairs)


def _nearness(feature: Feature, named: Sequence[Feature], bits: Mapping[Feature, float]) -> float:
    """1 where both measures name the feature itself, less the more specific what they name is (Lin 1998)."""
    return 2 * bits[feature] / sum(bits[name] for name in named)


@dataclass(frozen=True, slots=True)
class _Told:
    """A feature in words, with the entity that it is about."""

    label: str
    entity: tuple[MentionType, str] | None = None
    action_type: str | None = None

    @classmethod
    def of(cls, feature: Feature, vocabulary: Vocabulary, goals: Mapping[str, str]) -> _Told:
        if feature.kind == "sdg-target":
            return cls(goals[feature.parts[0]])
        if feature.kind == "act":
            action, kind, slug = feature.parts
            entity = (cast(MentionType, kind), slug)
            verb = vocabulary.get(SCHEME_OF["action"], action).label
            return cls(f"{verb}: {vocabulary.get(SCHEME_OF[entity[0]], slug).label}", entity, action)
        entity = (_TYPES.get(feature.kind) or cast(MentionType, feature.kind), feature.parts[0])
        return cls(vocabulary.get(SCHEME_OF[entity[0]], entity[1]).label, entity)

    def reason(self, feature: Feature, count: int, information: float, quotes: Iterable[tuple[Quote, Quote]]) -> Reason:
        """The reason that two measures have, before it is weighed among the others."""
        return Reason(
            feature=feature,
            label=self.label,
            count=count,
            information=decimals(information),
            weight=decimals(0),
            quotes=tuple(QuotePair(*pair) for pair in quotes),
            entity=self.entity,
            action_type=self.action_type,
        )


def _by_wording(
    words: Mapping[str, Words], alike: Mapping[Pair, Similarity], others: Mapping[Pair, Sequence[Reason]], rules: Rules
) -> Iterator[tuple[Pair, Reason]]:
    """Where no thing links the two, one of the words or phrases has to say as much as a thing has to.

    ``others`` are the reasons that things give.
    """
    found = {
        pair: similarity
        for pair, similarity in alike.items()
        if similarity.shared >= rules.least_shared_words
        and (pair in others or similarity.rarest >= rules.least_information)
    }
    ordered = sorted(-similarity.value for similarity in found.values())
    for (first, second), similarity in found.items():
        if similarity.information >= rules.least_information:
            count = bisect_right(ordered, -similarity.value)
            told = [quotes for reason in others.get((first, second), ()) for quotes in reason.quotes]
            quoted = _quoted(words[first], words[second], told)[: rules.words_quoted]
            yield (first, second), _wording(similarity, words[first], words[second], count, quoted)


def _quoted(first: Words, second: Words, told: Iterable[QuotePair]) -> list[str]:
    """The phrases that the two share, last those that the quotes of other reasons show already."""
    told = list(told)

    def is_told(phrase: str) -> bool:
        ends = first.places[phrase], second.places[phrase]
        return any(_within(ends[0], pair.first) and _within(ends[1], pair.second) for pair in told)

    return sorted(shared_phrases(first, second), key=is_told)


def _within(words: Quote, others: Quote) -> bool:
    return others.start <= words.start and words.end <= others.end


def _wording(similarity: Similarity, first: Words, second: Words, count: int, quoted: Sequence[str]) -> Reason:
    return Reason(
        feature=Feature("wording", ()),
        label=", ".join(first.places[phrase].text.lower() for phrase in quoted),
        count=count,
        information=decimals(similarity.information),
        weight=decimals(0),
        quotes=tuple(QuotePair(first.places[phrase], second.places[phrase]) for phrase in quoted),
        similarity=decimals(similarity.value),
    )


def _weighed(reasons: Iterable[Reason], rules: Rules) -> tuple[Reason, ...]:
    """Each with its weight: the factor of its kind, and of several of a kind the second half, the third a third.

    Things of a kind come in lists, and a list that two measures share is one thought.
    """
    found: list[Reason] = []
    ordered = sorted(reasons, key=lambda r: (r.feature.kind, -r.information, r.feature))
    for _, members in groupby(ordered, key=lambda r: r.feature.kind):
        for place, reason in enumerate(members, 1):
            weight = float(reason.information) * rules.factor(reason.feature) / place
            found.append(replace(reason, weight=decimals(weight)))
    return tuple(sorted(found, key=lambda r: (-r.weight, r.feature)))


def _ranked(
    reasons: Mapping[Pair, tuple[Reason, ...]],
    alike: Mapping[Pair, Similarity],
    codes: Sequence[str],
    rules: Rules,
    apart: Collection[Pair],
) -> list[Link]:
    """What ranks high enough at one of its ends, in reading order; what is kept apart takes no rank from others."""
    order = {code: place for place, code in enumerate(codes)}
    weights = {pair: sum((r.weight for r in found), Decimal(0)) for pair, found in reasons.items()}
    closeness = {pair: alike[pair].value if pair in alike else 0.0 for pair in reasons}
    of: dict[str, list[Pair]] = defaultdict(list)
    for pair, weight in weights.items():
        if weight >= rules.least_weight:
            for code in pair:
                of[code].append(pair)
    ranks: dict[tuple[str, Pair], int] = {}
    for code, pairs in of.items():
        pairs.sort(key=lambda pair: (-weights[pair], -closeness[pair], [order[end] for end in pair]))
        places = accumulate((pair not in apart for pair in pairs), initial=1)
        ranks |= {(code, pair): rank for rank, pair in zip(places, pairs, strict=False)}
    links = (
        Link(*pair, weights[pair], reasons[pair], (ranks[pair[0], pair], ranks[pair[1], pair]))
        for pair in {pair for _, pair in ranks}
    )
    kept = (link for link in links if min(link.ranks) <= rules.links_per_measure)
    return sorted(kept, key=lambda link: (order[link.first], order[link.second]))
