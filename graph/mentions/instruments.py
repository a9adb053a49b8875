"""What a sentence does to the instruments that it names: formulate, amend, implement, report on, promote, cite.

The action is that of the governing verb: of the passive that follows ("… will be amended"), of
the verb inside a title that the sentence takes apart ("Judicial interpretations will be issued on
…"), or of the nearest verb before. What others are encouraged to do promotes the instrument. One
without any governing verb is cited, as is one that another instrument's title names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.mentions.clauses import chain_of, verbs_after, verbs_before
from graph.mentions.labels import LabelMatcher, Match
from graph.mentions.verbs import verb_matcher
from graph.text import fold
from graph.vocabulary import Concept, Vocabulary

CITE, PROMOTE = "cite", "promote"

# "encourage them to abide by": the verb is what others are asked to do.
_URGED = re.compile(r"\b(?:encourag|guid)[a-z]+ [^,;]*\bto\b[^,;]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class InstrumentFind:
    """An instrument in a sentence, and one thing that the sentence does to it."""

    match: Match
    instrument: str
    action: str
    rule: str


class InstrumentReader:
    """Finds instruments and their actions in sentences."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._concepts = {c.slug: c for c in vocabulary.concepts("instruments")}
        self._titles = LabelMatcher(self._concepts.values())
        self._verbs = verb_matcher(vocabulary.concepts("actions"))

    def find(self, sentence: str) -> tuple[InstrumentFind, ...]:
        """Every instrument of a sentence with each of its actions, in order."""
        text = fold(sentence)
        matches = self._titles.find(text)
        return tuple(find for match in matches for find in self._read(match, matches, text))

    def _read(self, match: Match, matches: tuple[Match, ...], text: str) -> Iterator[InstrumentFind]:
        actions, rule = self._actions(match, matches, text)
        for slug in match.slugs:
            for action in actions:
                yield InstrumentFind(match, slug, action, rule)
            yield from self._in_title(self._concepts[slug], match, text)

    def _actions(self, match: Match, matches: tuple[Match, ...], text: str) -> tuple[tuple[str, ...], str]:
        chain = chain_of(match, matches, text)
        inside = tuple(m for m in self._verbs.find(text) if m.inside(match) and " be " in text[match.start : m.start])
        for verbs, rule in (
            (verbs_after(chain, self._verbs, text), "action-passive"),
            (inside, "action-inside-title"),
            (verbs_before(chain, self._verbs, text), "action-governing-verb"),
        ):
            if verbs and _URGED.search(text[: verbs[0].start]):
                return (PROMOTE,), "action-urged"
            if verbs:
                return tuple(dict.fromkeys(slug for verb in verbs for slug in verb.slugs)), rule
        return (CITE,), "action-none"

    def _in_title(self, outer: Concept, match: Match, text: str) -> Iterator[InstrumentFind]:
        named = [self._concepts[slug] for slug in outer.properties.get("inTitle", ())]
        for inner in LabelMatcher(named).find(text[match.start : match.end]):
            moved = Match(match.start + inner.start, match.start + inner.end, inner.label, inner.slugs)
            for slug in inner.slugs:
                yield InstrumentFind(moved, slug, CITE, "instrument-in-title")
