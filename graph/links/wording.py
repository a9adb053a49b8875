"""How similar the words of two measures are, apart from the entities that they name.

Binary TF-IDF and the cosine (Manning, Raghavan and Schütze, Introduction to Information Retrieval, 2008,
chapter 6), with the measures of the plan itself as the collection. A word's weight is its information
content, -log2 of the share of measures that use it; words that too many use are left out. Words are
brought to one form by the three rules for English plurals of Harman (How effective is suffixing?, 1991).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from graph.links.model import Quote
from graph.model import Document, Mention, Provision, Sentence

_WORD = re.compile(r"[A-Za-z]{3,}(?:-[A-Za-z]+)*")

Words = Mapping[str, Quote]
"""The words of a measure in their one form, each with the first place where it stands."""


@dataclass(frozen=True, slots=True)
class Similarity:
    """How similar two measures are, from 0 to 1, and the words they share, the rarest first."""

    value: float
    words: tuple[str, ...]


def stem(word: str) -> str:
    """A word without its regular plural, by the rules of Harman's S stemmer."""
    lower = word.lower()
    if lower.endswith("ies") and not lower.endswith(("eies", "aies")):
        return f"{lower[:-3]}y"
    if lower.endswith("es") and not lower.endswith(("aes", "ees", "oes")):
        return lower[:-1]
    if lower.endswith("s") and not lower.endswith(("us", "ss")):
        return lower[:-1]
    return lower


def words_of(document: Document, mentions: Iterable[Mention], left_out: Collection[str]) -> Mapping[str, Words]:
    """The words of each measure outside the names of entities, and outside footnotes.

    What is named is shared as itself, and must not count once more as words. ``left_out`` has words in
    their one form.
    """
    named: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for mention in mentions:
        named[mention.sentence].append((mention.start, mention.end))
    return {p.code: _words(p, named, left_out) for p in document.provisions if p.kind == "measure"}


def similarities(words: Mapping[str, Words], least_information: float) -> Mapping[tuple[str, str], Similarity]:
    """How similar each pair of measures is that shares a word of at least that much information, in bits."""
    order = {code: place for place, code in enumerate(words)}
    users: dict[str, list[str]] = defaultdict(list)
    for code, found in words.items():
        for word in found:
            users[word].append(code)
    weight = {word: math.log2(len(words) / len(codes)) for word, codes in users.items()}
    kept = {word for word, bits in weight.items() if bits >= least_information}
    length = {code: math.sqrt(sum(weight[w] ** 2 for w in sorted(kept & set(found)))) for code, found in words.items()}
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for word in sorted(kept, key=lambda w: (-weight[w], w)):
        for pair in combinations(sorted(users[word], key=order.__getitem__), 2):
            shared[pair].append(word)
    return {
        (a, b): Similarity(sum(weight[w] ** 2 for w in common) / (length[a] * length[b]), tuple(common))
        for (a, b), common in sorted(shared.items(), key=lambda item: [order[code] for code in item[0]])
    }


def _words(provision: Provision, named: Mapping[str, list[tuple[int, int]]], left_out: Collection[str]) -> Words:
    found: dict[str, Quote] = {}
    for sentence in provision.body:
        for quote in _quotes(sentence):
            if not any(start < quote.end and quote.start < end for start, end in named.get(sentence.code, ())):
                found.setdefault(stem(quote.text), quote)
    return {word: quote for word, quote in found.items() if word not in left_out}


def _quotes(sentence: Sentence) -> Iterable[Quote]:
    for match in _WORD.finditer(sentence.text):
        yield Quote(match.group(), sentence.code, *sentence.placed.span(match.start(), match.end()))
