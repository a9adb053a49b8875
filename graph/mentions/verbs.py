"""Verbs in their forms, found by the labels of the concepts that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from graph.mentions.labels import LabelMatcher
from graph.vocabulary import Concept

_IRREGULAR = {
    "be": ("is", "are", "was", "were", "been", "being"),
    "bring": ("brings", "brought", "bringing"),
    "build": ("builds", "built", "building"),
    "control": ("controls", "controlled", "controlling"),
    "draw": ("draws", "drew", "drawn", "drawing"),
    "give": ("gives", "gave", "given", "giving"),
    "grow": ("grows", "grew", "grown", "growing"),
    "hold": ("holds", "held", "holding"),
    "keep": ("keeps", "kept", "keeping"),
    "lead": ("leads", "led", "leading"),
    "make": ("makes", "made", "making"),
    "put": ("puts", "putting"),
    "rise": ("rises", "rose", "risen", "rising"),
    "run": ("runs", "ran", "running"),
    "seek": ("seeks", "sought", "seeking"),
    "set": ("sets", "setting"),
    "submit": ("submits", "submitted", "submitting"),
    "take": ("takes", "took", "taken", "taking"),
    "uphold": ("upholds", "upheld", "upholding"),
}
_DOUBLED = re.compile(r"(?:^|[^aeiou])[aeiou][bdgmnprt]$")


def verb_forms(base: str) -> tuple[str, ...]:
    """A verb's base form, its third person, its past and its gerund; regular unless it is known not to be."""
    if base in _IRREGULAR:
        return (base, *_IRREGULAR[base])
    stem = base[:-1] if base.endswith("e") else base
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    if len(base) <= 4 and _DOUBLED.search(base):
        stem = base + base[-1]
    third = base + ("es" if base.endswith(("s", "x", "ch", "sh", "o")) else "s")
    return base, third, stem + "ed", stem + "ing"


def verb_matcher(concepts: Iterable[Concept]) -> LabelMatcher:
    """A matcher for concepts whose labels begin with a verb, in whatever form the verb stands."""
    return LabelMatcher(replace(concept, hidden=_inflected(concept.labels)) for concept in concepts)


def _inflected(labels: Iterable[str]) -> tuple[str, ...]:
    phrases = {f"{form}{rest}" for label in labels for first, rest in [_split(label)] for form in verb_forms(first)}
    return tuple(sorted(phrases))


def _split(label: str) -> tuple[str, str]:
    first, _, _ = label.partition(" ")
    return first, label[len(first) :]
