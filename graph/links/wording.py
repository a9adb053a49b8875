"""How similar the words of two measures are, apart from the entities that they name.

Binary TF-IDF and the cosine (Manning, Raghavan and Schütze, Introduction to Information Retrieval, 2008,
chapter 6), with the measures of the plan itself as the collection. A word's weight is its information
content, -log2 of the share of measures that use it; words that too many use are left out. Words are
brought to one form by the three rules for English plurals of Harman (How effective is suffixing?, 1991).

Words that stand side by side in more than one measure, such as "gross enrollment rate", are a phrase, and
count as one more word: a phrase says what its words, each for itself, need not say (ibid., chapter 2).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.links.model import Quote
from graph.model import Document, Mention, Sentence

_WORD = re.compile(r"[A-Za-z]{3,}(?:-[A-Za-z]+)*")
_LINE_BREAK = 2
"""Characters of the source between two words of one line or of two; a footnote between them is longer."""

Words = Mapping[str, Quote]
"""The words and phrases of a measure in their one form, each with the first place where it stands."""

Run = list[tuple[str, Quote]]
"""Words that stand side by side, in the sentence and in the source, with no name among them, in their one form."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which words count. All are in their one form.

    Words ``left_out`` count neither alone nor in a phrase, phrases only inside a longer one. ``verbs`` count
    where a phrase goes on with them, as in "human rights training". A word of a phrase carries at least
    ``least_information`` bits, so that it is no "and"; a phrase has at most ``longest`` words.
    """

    left_out: frozenset[str]
    verbs: frozenset[str]
    least_information: float
    longest: int


@dataclass(frozen=True, slots=True)
class Similarity:
    """How similar two measures are, from 0 to 1, and the words and phrases they share, the rarest first."""

    value: float
    words: tuple[str, ...]

    @property
    def phrases(self) -> tuple[str, ...]:
        """What is shared as one reads it: without the words and phrases inside a longer phrase that is shared too."""
        return tuple(w for w in self.words if not any(f" {w} " in f" {o} " for o in self.words if o != w))


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


def words_of(document: Document, mentions: Iterable[Mention], choice: Choice) -> Mapping[str, Words]:
    """The words and phrases of each measure outside the names of entities, and outside footnotes.

    What is named is shared as itself, and must not count once more as words.
    """
    named: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for mention in mentions:
        if mention.type != "action":  # the words of a promise are no name
            named[mention.sentence].append((mention.start, mention.end))
    runs = {
        p.code: [run for sentence in p.body for run in _runs(sentence, named[sentence.code])]
        for p in document.provisions
        if p.kind == "measure"
    }
    common = _common(runs, choice)
    found = {code: dict(_chosen(own, common, choice)) for code, own in runs.items()}
    users = Counter(word for words in found.values() for word in words)
    return {code: {w: q for w, q in words.items() if " " not in w or users[w] > 1} for code, words in found.items()}


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


def _common(runs: Mapping[str, list[Run]], choice: Choice) -> frozenset[str]:
    """Words that make no part of a phrase."""
    users = Counter(word for own in runs.values() for word in {word for run in own for word, _ in run})
    least = len(runs) / 2**choice.least_information
    return choice.left_out | {word for word, count in users.items() if count > least}


def _chosen(runs: Iterable[Run], common: Collection[str], choice: Choice) -> Iterator[tuple[str, Quote]]:
    """The words and phrases of a measure that count, from its end, so that the first place stands in the end."""
    for run in reversed(list(runs)):
        for place in reversed(range(len(run))):
            word, quote = run[place]
            if word in choice.verbs:
                continue
            if word not in choice.left_out:
                yield word, quote
            for length in range(2, min(choice.longest, len(run) - place) + 1):
                part = run[place : place + length]
                if any(word in common for word, _ in part):
                    break
                phrase = " ".join(word for word, _ in part)
                if phrase not in choice.left_out:
                    yield phrase, _joined([quote for _, quote in part])


def _joined(quotes: Sequence[Quote]) -> Quote:
    return Quote(" ".join(q.text for q in quotes), quotes[0].sentence, quotes[0].start, quotes[-1].end)


def _runs(sentence: Sentence, named: Sequence[tuple[int, int]]) -> Iterator[Run]:
    run: Run = []
    after = 0
    for match in _WORD.finditer(sentence.text):
        start, end = sentence.placed.span(match.start(), match.end())
        is_name = any(one < end and start < other for one, other in named)
        apart = sentence.text[after : match.start()] != " " or (run and start - run[-1][1].end > _LINE_BREAK)
        if run and (is_name or apart):
            yield run
            run = []
        if not is_name:
            run.append((stem(match.group()), Quote(match.group(), sentence.code, start, end)))
        after = match.end()
    yield run
