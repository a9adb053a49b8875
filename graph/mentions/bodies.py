"""What part a body plays in a sentence: responsible, addressee, overseer, partner, or a mere mention.

A body is responsible where it is the subject of an active verb or follows "by" after a passive.
It is addressed where a verb of the role's labels urges, encourages, supports or regulates it, in
the active before it or in the passive after it. Oversight and partnership are marked by words
that the labels of these roles give.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.mentions.clauses import ADVERBS, Chain, chain_of, verbs_after
from graph.mentions.labels import LabelMatcher, Match
from graph.mentions.verbs import verb_matcher
from graph.text import fold
from graph.vocabulary import Vocabulary

RESPONSIBLE, MENTION = "responsible", "mention"

_MODIFIERS = r"(?: (?:at|of|in|for|above|below|under|on)(?: [a-z'-]+){1,5}?)*"
_ACTS = re.compile(
    rf"^{_MODIFIERS}(?:,[^,;]*,)? (?:will|should|must|shall|can|may)(?:,[^;]*?,)? "
    rf"{ADVERBS}(?!be [a-z]+(?:ed|en)\b)[a-z]+"
)
_DETERMINERS = r"(?:the |all |its |their |relevant |state |various |other )*"
_ADJACENT = re.compile(rf" {_DETERMINERS}")
_BY = re.compile(rf"\b[a-z]+(?:ed|en|un) by {_DETERMINERS}$")
_ELSEWHERE = re.compile(rf"\b(?:by|to|with|from|between|among) {_DETERMINERS}$")
_GOVERNED = re.compile(
    rf"(?<!types )(?<!kinds )\b(?:of|in|for|by|with|from|to|between|among|at|on|as) {_DETERMINERS}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class BodyFind:
    """A body in a sentence and the part it plays there."""

    match: Match
    body: str
    role: str
    rule: str


class BodyReader:
    """Finds bodies and their roles in sentences."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        bodies = [c for c in vocabulary.concepts("bodies") if c.value("bodyKind") != "generic-agent"]
        self._names = LabelMatcher(bodies)
        self._cues = verb_matcher(vocabulary.concepts("roles"))

    def find(self, sentence: str) -> tuple[BodyFind, ...]:
        """Every body of a sentence with its role, in order."""
        text = fold(sentence)
        matches = self._names.find(text)
        found = []
        for match in matches:
            role, rule = self._role(chain_of(match, matches, text), text)
            found += [BodyFind(match, slug, role, rule) for slug in match.slugs]
        return tuple(found)

    def _role(self, chain: Chain, text: str) -> tuple[str, str]:
        cues = [m for m in self._cues.find(text) if m.end <= chain.start]
        before, after = text[: chain.start], text[chain.end :]
        urged = verbs_after(chain, self._cues, text)
        if urged and not _ELSEWHERE.search(before):
            return urged[0].slugs[0], "role-passive"
        if _ACTS.match(after) and not _GOVERNED.search(before):
            return RESPONSIBLE, "role-subject"
        if cues and _ADJACENT.fullmatch(text[cues[-1].end : chain.start]):
            return cues[-1].slugs[0], "role-governing-words"
        if _BY.search(before):
            return RESPONSIBLE, "role-by"
        if cues:
            return cues[-1].slugs[0], "role-governing-words"
        return MENTION, "role-none"
