"""What stands around a mention: the list it belongs to, the verbs before it, the passive after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.mentions.labels import LabelMatcher, Match

_LINK = re.compile(
    r"^(?:\s*,?\s*(?:and|or|as well as|including|such as)?\s*(?:the|its|their|other|relevant|both)?\s*|\s*,\s*)$"
)
ADVERBS = r"(?:(?:[a-z]+ly|also|further) )*"
_PASSIVE = re.compile(
    r"^(?: \([^)]*\))?(?:,[^,;]*,)? "
    rf"(?:(?:will|shall|should|must|can) {ADVERBS}be|(?:has|have) {ADVERBS}been|is|are) {ADVERBS}"
)
_PURPOSE = re.compile(r"\bfor (?:the |its |their )?$")
_JOINS_VERBS = re.compile(r"^(?:,\s*|,?\s+and\s+|,?\s+or\s+)(?:[a-z]+ly\s+|further\s+)*$")


@dataclass(frozen=True, slots=True)
class Chain:
    """Mentions that a sentence lists together, from the first word of the first to the last of the last."""

    start: int
    end: int


def chain_of(match: Match, matches: Sequence[Match], text: str) -> Chain:
    """The list that a match is part of: its neighbours with nothing but list words between them."""
    ordered = sorted(matches)
    at = ordered.index(match)
    first = last = at
    while first and _LINK.match(text[ordered[first - 1].end : ordered[first].start]):
        first -= 1
    while last + 1 < len(ordered) and _LINK.match(text[ordered[last].end : ordered[last + 1].start]):
        last += 1
    return Chain(ordered[first].start, ordered[last].end)


def verbs_after(chain: Chain, verbs: LabelMatcher, text: str) -> tuple[Match, ...]:
    """The verbs of a passive that follows a list: "… will be formulated and issued"."""
    passive = _PASSIVE.match(text[chain.end :])
    if passive is None:
        return ()
    start = chain.end + passive.end()
    found = [m for m in verbs.find(text) if m.start >= start]
    return _coordinated(found, text) if found and found[0].start == start else ()


def verbs_before(chain: Chain, verbs: LabelMatcher, text: str) -> tuple[Match, ...]:
    """The nearest verb before a list, with those that it is coordinated with: "formulate and implement …".

    A list after "for" belongs to the noun before it ("a system for the initiative"), unless the
    "for" is the verb's own.
    """
    found = [m for m in verbs.find(text) if m.end <= chain.start]
    purpose = _PURPOSE.search(text[: chain.start])
    if not found or (purpose and found[-1].end <= purpose.start()):
        return ()
    return _coordinated(found[::-1], text)[::-1]


def _coordinated(found: Sequence[Match], text: str) -> tuple[Match, ...]:
    """The first of several verbs, and those that follow it with only "and", "or" or a comma between."""
    taken = [found[0]]
    for verb in found[1:]:
        left, right = sorted((taken[-1], verb))
        if not _JOINS_VERBS.match(text[left.end : right.start]):
            break
        taken.append(verb)
    return tuple(taken)
