"""What sort of act each promised verb is: to legislate, to establish, to fund, to protect, to train.

The verbs of a type are its hidden labels. A label with an ellipsis ("provide … training") asks for an object whose
head follows the ellipsis, and goes before a label of the verb alone. Where the verb alone belongs to a type that
yields to its object ("improve", "develop", "provide"), the heads of the object that are object labels of other types
decide ("improve" a law, a mechanism, a service), all of them where there are several.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.mentions.labels import LabelMatcher, Match
from graph.mentions.promises import Promise, find_promises
from graph.mentions.verbs import verb_forms, verb_matcher
from graph.text import fold
from graph.vocabulary import Concept, Vocabulary

SCHEME = "action-types"
RULE = "action-type"
_ELLIPSIS = " … "
_SYSTEM = ("improve-system",)
_LONGEST_QUOTE = 90

# Nouns that say how much or how well: "the quality of services" is about the services.
_SEEN_THROUGH = re.compile(
    r"\b(?:quality|level|number|share|proportion|scope|range|scale|effectiveness|efficiency|development|series|group"
    r"|construction|establishment|forms?|standard) of$"
)
_PHRASE_END = re.compile(
    r" (?:of|for|in|on|at|with|to|from|by|over|under|between|among|through|across|against|into|that|which|who|where"
    r"|so|as|while|including|such|than|via|within|throughout|concerning|covering|integrating|involving|towards|during|along"
    r"|related|characterized|based|supporting|ensuring|protecting|guaranteeing|designed|located|responsible|aimed)\b|[:;.(]"
)
_HEAD_END = re.compile(r"^(?:$|[\s]*[,;:.()“”¹]|\s+(?:and|or|as|will|should|must|is|are|on|each)\b|\s*$)")


@dataclass(frozen=True, slots=True)
class ActionFind:
    """A promised act; ``start`` and ``end`` enclose its words, ``reach`` those that it acts on."""

    type: str
    start: int
    end: int
    reach: tuple[int, int]


class ActionTypeReader:
    """Reads the acts that sentences promise."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        concepts = vocabulary.concepts(SCHEME)
        self._alone: dict[str, set[str]] = defaultdict(set)
        self._with_object: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for concept in concepts:
            for label in concept.hidden:
                self._learn(label, concept.slug)
        self._verbs = verb_matcher(_verb_parts(concept) for concept in concepts)
        self._heads = LabelMatcher(_objects(concept) for concept in concepts if concept.properties.get("objectLabel"))
        heads = {head for pairs in self._with_object.values() for head, _ in pairs}
        self._asked_heads = LabelMatcher(_plain(concepts[0], head) for head in sorted(heads)) if heads else None
        self._yielding = {c.slug for c in concepts if c.value("yieldsToObject") == "true"}

    def read(self, sentence: str) -> tuple[ActionFind, ...]:
        """The acts of a sentence in their order, one for each type and place."""
        text = fold(sentence)
        found = [find for p in find_promises(text, self._verbs.find(text)) for find in self._types(text, p)]
        first: dict[tuple[int, str], ActionFind] = {}
        for find in found:
            first.setdefault((find.start, find.type), find)
        return tuple(sorted(first.values(), key=lambda f: (f.start, f.end, f.type)))

    def _learn(self, label: str, slug: str) -> None:
        verb, _, head = label.partition(_ELLIPSIS)
        first, _, rest = verb.partition(" ")
        for form in verb_forms(first):
            phrase = f"{form} {rest}".strip().lower()
            if head:
                self._with_object[phrase].add((head, slug))
            else:
                self._alone[phrase].add(slug)

    def _types(self, text: str, promise: Promise) -> Iterator[ActionFind]:
        phrase = promise.verb.label.lower()
        start, end = _noun_phrase(text, *promise.reach)
        asked = dict(self._with_object.get(phrase, ()))
        if self._asked_heads and asked:
            hits = [m for m in self._asked_heads.find(text[start:end]) if m.slugs[0] in asked]
            if found := [(m, asked[m.slugs[0]]) for m in hits if _is_head(text, start + m.end, end)]:
                yield from (_find(promise, slug, start + m.end) for m, slug in found[:1])
                return
        own = self._alone.get(phrase, set()) & set(promise.verb.slugs)
        if own & self._yielding:
            heads = [m for m in self._heads.find(text[start:end]) if _is_head(text, start + m.end, end)]
            if heads:
                kept = _without_modifiers(heads)
                yield from (_find(promise, slug, start + m.end) for m in kept for slug in m.slugs)
                return
        yield from (_find(promise, slug, promise.verb.end) for slug in sorted(own))


def _find(promise: Promise, slug: str, end: int) -> ActionFind:
    verb = promise.verb
    own_object = not promise.passive and promise.reach[0] == verb.end and end - verb.start <= _LONGEST_QUOTE
    return ActionFind(slug, verb.start, max(verb.end, end) if own_object else verb.end, promise.reach)


def _noun_phrase(text: str, start: int, end: int) -> tuple[int, int]:
    """The object without what a preposition adds to it."""
    stretch = text[start:end]
    through = 0
    while end_of := _PHRASE_END.search(stretch, through):
        if end_of.start() and not _SEEN_THROUGH.search(stretch[: end_of.end()]):
            return start, start + end_of.start()
        through = end_of.end()
    return start, end


def _without_modifiers(heads: Sequence[Match]) -> Sequence[Match]:
    """Without the nouns that only belong to the last head: "care and service systems" are systems."""
    if not set(_SYSTEM) & set(heads[-1].slugs):
        return heads
    return [m for m in heads if m is heads[-1] or m.label.endswith("s")]


def _is_head(text: str, end: int, phrase_end: int) -> bool:
    return end == phrase_end or bool(_HEAD_END.match(text[end:phrase_end]))


def _verb_parts(concept: Concept) -> Concept:
    parts = tuple(sorted({label.partition(_ELLIPSIS)[0] for label in concept.hidden}))
    return replace(concept, label=parts[0], alternative=(), hidden=parts)


def _objects(concept: Concept) -> Concept:
    heads = concept.properties["objectLabel"]
    return replace(concept, label=heads[0], alternative=(), hidden=heads, negative=())


def _plain(concept: Concept, head: str) -> Concept:
    return replace(concept, slug=head, label=head, alternative=(), hidden=(), negative=())
