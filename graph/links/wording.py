"""How similar the words of two measures are.

TF-IDF and the cosine (Manning, Raghavan and Schütze, Introduction to Information Retrieval, 2008, chapter
6), with the measures of the plan itself as the collection. A word weighs in a measure its information
content, -log2 of the share of measures that use it, times 1 + log2 of how often this one does: what a
measure says again and again it is about. Words that too many use are left out. Words are brought to one
form by the three rules for English plurals of Harman (How effective is suffixing?, 1991).

Words of names count as well. That two measures name the same thing is a reason of its own; how often its
words come says how much of a measure is about it, and they also stand where it is not named, as "torture"
in the title of a convention.

Words that stand side by side in more than one measure, such as "gross enrollment rate", are a phrase, and
count as one more word: a phrase says what its words, each for itself, need not say (ibid., chapter 2).

A measure is so a vector, and its length is in bits. Similarity in bits is the cosine times the mean length
of the measures of the plan: no rank, so that it changes no more than the plan does.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.links.model import Quote
from graph.model import Document, Sentence

_WORD = re.compile(r"[A-Za-z]{3,}(?:-[A-Za-z]+)*")
_LINE_BREAK = 2
"""Characters of the source between two words of one line or of two; a footnote between them is longer."""

Run = list[tuple[str, Quote]]
"""Words that stand side by side, in the sentence and in the source, in their one form."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which words count, in their one form: none ``left_out``, and none that says less than the ``least_information``.

    A phrase has at most ``longest`` words that count; one that is left out counts only inside a longer one.
    """

    left_out: frozenset[str]
    least_information: float
    longest: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words and phrases of a measure in their one form.

    Each has its information content and what it weighs in the measure, in bits, and the place where it stands first.
    """

    information: Mapping[str, float]
    weights: Mapping[str, float]
    places: Mapping[str, Quote]


@dataclass(frozen=True, slots=True)
class Similarity:
    """How similar two measures are, from 0 to 1 and in bits.

    ``shared`` is how many words and phrases they share, ``rarest`` the information content of the rarest, in bits.
    """

    value: float
    information: float
    shared: int
    rarest: float


def stem(word: str) -> str:
    """A word without its regular plural, by Harman's S stemmer. An abbreviation has none: AIDS is no aid."""
    lower = word.lower()
    if word.isupper():
        return lower
    if lower.endswith("ies") and not lower.endswith(("eies", "aies")):
        return f"{lower[:-3]}y"
    if lower.endswith("es") and not lower.endswith(("aes", "ees", "oes")):
        return lower[:-1]
    if lower.endswith("s") and not lower.endswith(("us", "ss")):
        return lower[:-1]
    return lower


def words_of(document: Document, choice: Choice) -> Mapping[str, Words]:
    """The words and phrases of each measure, outside footnotes."""
    runs = {
        p.code: [run for sentence in p.body for run in _runs(sentence)]
        for p in document.provisions
        if p.kind == "measure"
    }
    telling = _telling(runs, choice)
    found = {code: list(_terms(own, telling, choice)) for code, own in runs.items()}
    counts = {code: Counter(term for term, _ in own) for code, own in found.items()}
    users = Counter(term for own in counts.values() for term in own)
    bits = {term: math.log2(len(runs) / n) for term, n in users.items() if n > 1 or " " not in term}
    return {
        code: Words(
            {term: bits[term] for term in counts[code] if term in bits},
            {term: bits[term] * (1 + math.log2(count)) for term, count in counts[code].items() if term in bits},
            {term: quote for term, quote in reversed(own) if term in bits},
        )
        for code, own in found.items()
    }


def similarities(words: Mapping[str, Words]) -> Mapping[tuple[str, str], Similarity]:
    """How similar each pair of measures is that shares a word."""
    lengths = {code: math.sqrt(math.fsum(w**2 for w in own.weights.values())) for code, own in words.items()}
    mean = math.fsum(lengths.values()) / max(1, len(lengths))
    found: dict[tuple[str, str], Similarity] = {}
    for (a, first), (b, second) in combinations(words.items(), 2):
        if shared := first.weights.keys() & second.weights.keys():
            cosine = math.fsum(first.weights[w] * second.weights[w] for w in shared) / (lengths[a] * lengths[b])
            rarest = max(first.information[w] for w in shared)
            found[a, b] = Similarity(cosine, cosine * mean, len(shared), rarest)
    return found


def shared_phrases(first: Words, second: Words) -> list[str]:
    """The words and phrases that two measures share as one reads them, what adds most to their similarity first.

    Those inside a longer phrase that is shared too are left out, and what they add is its own.
    """
    shared = {term: own * second.weights[term] for term, own in first.weights.items() if term in second.weights}
    inside = {term: [part for part in shared if f" {part} " in f" {term} "] for term in shared}
    within = {part for term, parts in inside.items() for part in parts if part != term}
    added = {term: math.fsum(shared[part] for part in inside[term]) for term in shared.keys() - within}
    return sorted(added, key=lambda term: (-added[term], term))


def _telling(runs: Mapping[str, Sequence[Run]], choice: Choice) -> frozenset[str]:
    """The words that say enough."""
    users = Counter(word for own in runs.values() for word in {word for run in own for word, _ in run})
    most = len(runs) / 2**choice.least_information
    return frozenset(word for word, count in users.items() if count <= most) - choice.left_out


def _terms(runs: Iterable[Run], telling: Collection[str], choice: Choice) -> Iterator[tuple[str, Quote]]:
    """The words and phrases of a measure that count, each time they stand there."""
    for run in runs:
        for place in range(len(run)):
            for length in range(1, min(choice.longest, len(run) - place) + 1):
                part = run[place : place + length]
                if part[-1][0] not in telling:
                    break
                term = " ".join(word for word, _ in part)
                if term not in choice.left_out:
                    yield term, _joined([quote for _, quote in part])


def _joined(quotes: Sequence[Quote]) -> Quote:
    return Quote(" ".join(q.text for q in quotes), quotes[0].sentence, quotes[0].start, quotes[-1].end)


def _runs(sentence: Sentence) -> Iterator[Run]:
    run: Run = []
    after = 0
    for match in _WORD.finditer(sentence.text):
        start, end = sentence.placed.span(match.start(), match.end())
        apart = sentence.text[after : match.start()] != " " or (run and start - run[-1][1].end > _LINE_BREAK)
        if run and apart:
            yield run
            run = []
        run.append((stem(match.group()), Quote(match.group(), sentence.code, start, end)))
        after = match.end()
    yield run
