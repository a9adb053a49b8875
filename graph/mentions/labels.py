"""Finds the labels of concepts in running text.

Text and labels are split into words and punctuation marks, so white space never matters. Lower
case in a label stands for either case, upper case for upper case only. The last word of a label
stands for its singular and its regular plural. A hyphen that touches a match spoils it. A match
inside one of its concept's negative labels is none, and of matches that overlap the longest wins.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.text import fold
from graph.vocabulary import Concept

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a punctuation mark, with its place in the sentence."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """A stretch of a sentence that a label of one or more concepts stands for."""

    start: int
    end: int
    label: str
    slugs: tuple[str, ...]

    def inside(self, other: Match) -> bool:
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: Match) -> bool:
        return self.start < other.end and other.start < self.end


def tokenize(text: str) -> list[Token]:
    """The words and punctuation marks of a text."""
    return [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(fold(text))]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A label, split; the last word in each form that it may take."""

    words: tuple[str, ...]
    last: frozenset[str]
    label: str
    slug: str
    negative: bool


class LabelMatcher:
    """Matches the labels of one set of concepts."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._patterns: dict[str, list[_Pattern]] = defaultdict(list)
        for concept in concepts:
            for label in sorted(set(concept.labels)):
                self._add(label, concept.slug, negative=False)
            for label in concept.negative:
                self._add(label, concept.slug, negative=True)

    def find(self, text: str) -> tuple[Match, ...]:
        """The longest matches in a sentence, in their order; one may stand for several concepts."""
        tokens = tokenize(text)
        found = [hit for i in range(len(tokens)) for hit in self._at(text, tokens, i)]
        barred = [(start, end, p.slug) for start, end, p in found if p.negative]
        stands: dict[tuple[int, int], set[tuple[str, str]]] = defaultdict(set)
        for start, end, pattern in found:
            if not pattern.negative and not _is_barred(start, end, pattern.slug, barred):
                stands[start, end].add((pattern.slug, pattern.label))
        return tuple(sorted(_longest(_matches(stands))))

    def _add(self, label: str, slug: str, *, negative: bool) -> None:
        words = tuple(token.text for token in tokenize(label))
        pattern = _Pattern(words[:-1], frozenset(_forms(words[-1])), label, slug, negative)
        for first in {words[0].lower()} if len(words) > 1 else {form.lower() for form in pattern.last}:
            self._patterns[first].append(pattern)

    def _at(self, text: str, tokens: list[Token], i: int) -> Iterator[tuple[int, int, _Pattern]]:
        for pattern in self._patterns.get(tokens[i].text.lower(), ()):
            last = i + len(pattern.words)
            if last < len(tokens) and _fits(pattern, tokens, i):
                start, end = tokens[i].start, tokens[last].end
                if text[start - 1 : start] not in ("-", "–") and text[end : end + 1] not in ("-", "–"):
                    yield start, end, pattern


def _fits(pattern: _Pattern, tokens: list[Token], i: int) -> bool:
    words = zip(pattern.words, tokens[i:], strict=False)
    return all(_same_word(word, token.text) for word, token in words) and any(
        _same_word(form, tokens[i + len(pattern.words)].text) for form in pattern.last
    )


def _same_word(label: str, word: str) -> bool:
    """Equal, where a lower-case letter of the label stands for either case."""
    return len(label) == len(word) and all(a == b or a == b.lower() for a, b in zip(label, word, strict=True))


def _forms(word: str) -> set[str]:
    """The word with its regular singular and plural."""
    forms = {word}
    if not word.isalpha() or len(word) < 3:
        return forms
    if word.endswith("ies"):
        forms.add(word[:-3] + "y")
    elif word.endswith(("ses", "xes", "ches", "shes")):
        forms |= {word[:-2], word[:-1]}
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        forms.add(word[:-1])
    elif word.endswith(("s", "x", "ch", "sh")):
        forms.add(word + "es")
    elif word.endswith("y") and word[-2] not in "aeiou":
        forms.add(word[:-1] + "ies")
    else:
        forms.add(word + "s")
    return forms


def _is_barred(start: int, end: int, slug: str, barred: list[tuple[int, int, str]]) -> bool:
    return any(s <= start and end <= e and slug == of for s, e, of in barred)


def _matches(stands: dict[tuple[int, int], set[tuple[str, str]]]) -> list[Match]:
    return [
        Match(start, end, min(label for _, label in hits), tuple(sorted({slug for slug, _ in hits})))
        for (start, end), hits in stands.items()
    ]


def _longest(matches: list[Match]) -> Iterator[Match]:
    """Matches that no longer one overlaps; of equally long ones the first."""
    taken: list[Match] = []
    for match in sorted(matches, key=lambda m: (m.start - m.end, m.start)):
        if not any(match.overlaps(other) for other in taken):
            taken.append(match)
            yield match
