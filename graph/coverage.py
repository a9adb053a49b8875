"""The ledger of a text: each number, each name, each sentence and each item, with what accounts for it.

An entry is tied where a mention or a fact speaks of it, listed where a reason says why none does, and
else unexplained, which stops a build. The reasons, and the names that have one, are concepts of the
scheme ``ledger-reasons``; headings of chapters and sections are no sentences and have no entry.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.mentions.capitals import StandOut, find_stand_outs, small_words
from graph.mentions.labels import LabelMatcher, Match
from graph.mentions.numbers import find_numbers
from graph.model import Document, Facts, Mention, Provision, Sentence, SentenceFacts
from graph.vocabulary import Vocabulary

SCHEME = "ledger-reasons"
LedgerWhat = Literal["item", "paragraph", "sentence", "number", "name"]
LedgerStatus = Literal["tied", "listed", "unexplained"]
_Place = tuple[int, int]

WHAT: tuple[LedgerWhat, ...] = ("item", "paragraph", "sentence", "name", "number")
_TIE_SENTENCES = frozenset({"instrument", "body", "group", "right", "quantity"})
_TIE_NUMBERS = frozenset({"quantity", "number"})
_TIE_NAMES = _TIE_SENTENCES | _TIE_NUMBERS | {"agent"}
_FIRST_WORD = "first-word"
_DIGITS = re.compile(r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[.,]\d+)*")
_GUIDING = frozenset({"guideline", "principle", "objective"})


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One thing of the text and what accounts for it; ``start`` and ``end`` are source offsets.

    An ``item`` is a provision that opens with a dash, a ``paragraph`` any other provision; both
    are tied by their tied ``sentences``, everything else by ``mentions``.
    """

    what: LedgerWhat
    provision: str
    sentence: str | None
    start: int
    end: int
    quote: str
    mentions: tuple[Mention, ...] = ()
    sentences: tuple[str, ...] = ()
    reason: str | None = None

    @property
    def status(self) -> LedgerStatus:
        if self.mentions or self.sentences:
            return "tied"
        return "listed" if self.reason else "unexplained"

    @property
    def by(self) -> tuple[str, ...]:
        """What ties it, such as ``instrument:labor-law``, ``target:life-expectancy``, ``sentence:1.5.2.1``."""
        return tuple(dict.fromkeys([*map(_named, self.mentions), *(f"sentence:{code}" for code in self.sentences)]))


def ledger(document: Document, facts: Facts, vocabulary: Vocabulary) -> tuple[LedgerEntry, ...]:
    """The whole ledger of a document in the order of the text."""
    clerk = _Clerk(document, facts, vocabulary)
    entries: list[LedgerEntry] = []
    for provision in document.provisions:
        sentences = [clerk.sentence(sentence, provision) for sentence in provision.sentences]
        entries += [clerk.provision(provision, sentences), *sentences]
        for sentence in provision.sentences:
            entries += clerk.numbers(sentence, provision)
            entries += clerk.names(sentence, provision)
    return tuple(dict.fromkeys(sorted(entries, key=lambda e: (e.start, -e.end, WHAT.index(e.what)))))


class _Clerk:
    """Makes the entries of one document."""

    def __init__(self, document: Document, facts: Facts, vocabulary: Vocabulary) -> None:
        self._mentions: dict[str, list[Mention]] = defaultdict(list)
        for mention in sorted({*facts.mentions, *(fact.mention for fact in facts.quantities)}, key=_reading_order):
            self._mentions[mention.sentence].append(mention)
        self._facts: Mapping[str, SentenceFacts] = {known.sentence: known for known in facts.sentences}
        self._reasons = LabelMatcher(concept for concept in vocabulary.concepts(SCHEME) if concept.hidden)
        self._small = small_words("\n".join(sentence.text for sentence in document.sentences))
        self._introductions = {chapter.code for chapter in document.chapters if not chapter.numeral}

    def provision(self, provision: Provision, sentences: Sequence[LedgerEntry]) -> LedgerEntry:
        """The entry of a provision: tied where any of its sentences is."""
        dashed = provision.kind == "measure" or (
            provision.kind == "statement" and provision.chapter in self._introductions
        )
        tied = tuple(entry.sentence for entry in sentences if entry.sentence and entry.status == "tied")
        what: LedgerWhat = "item" if dashed else "paragraph"
        reason = None if tied else "no-tied-sentence"
        return LedgerEntry(what, provision.code, None, *provision.span, provision.heading, (), tied, reason)

    def sentence(self, sentence: Sentence, provision: Provision) -> LedgerEntry:
        """The entry of a sentence. Neither its agent nor a number that promises nothing ties it."""
        ties = tuple(m for m in self._mentions[sentence.code] if m.type in _TIE_SENTENCES)
        reason = None if ties else _reason_of(sentence, provision, self._facts.get(sentence.code))
        return LedgerEntry(
            "sentence", provision.code, sentence.code, *sentence.span, sentence.text, mentions=ties, reason=reason
        )

    def numbers(self, sentence: Sentence, provision: Provision) -> Iterator[LedgerEntry]:
        """The entries of the numbers, and of digits that were not read as one."""
        spans = [(number.start, number.end) for number in find_numbers(sentence.text)]
        digits = (match.span() for match in _DIGITS.finditer(sentence.text))
        spans += [place for place in digits if not any(_overlap(place, known) for known in spans)]
        for place in sorted(spans):
            ties = self._speaking_of(sentence, place, _TIE_NUMBERS)
            yield _words("number", sentence, provision, place, ties=ties)

    def names(self, sentence: Sentence, provision: Provision) -> Iterator[LedgerEntry]:
        """The entries of the names; words of one title that one mention covers make one entry."""
        matches = self._reasons.find(sentence.text)
        before: _Account | None = None
        for found in find_stand_outs(sentence.text, self._small):
            account = self._account(found, sentence, matches)
            if before and before.goes_on(account):
                before = before.with_more(account)
                continue
            if before:
                yield before.entry(sentence, provision)
            before = account
        if before:
            yield before.entry(sentence, provision)

    def _account(self, found: StandOut, sentence: Sentence, matches: Sequence[Match]) -> _Account:
        place = (found.start, found.end)
        ties = self._speaking_of(sentence, place, _TIE_NAMES)
        if ties:
            return _Account(place, found.joined, ties=ties)
        for match in matches:
            if _overlap(place, (match.start, match.end)) and (found.heads or _FIRST_WORD not in match.slugs):
                whole = min(found.start, match.start), max(found.end, match.end)
                return _Account(whole, found.joined, reason=match.slugs[0])
        return _Account(place, found.joined)

    def _speaking_of(self, sentence: Sentence, place: _Place, types: Container[str]) -> tuple[Mention, ...]:
        """The mentions of some types that overlap a stretch of a sentence, the widest first."""
        source = sentence.placed.span(*place)
        hits = [m for m in self._mentions[sentence.code] if m.type in types and _overlap(source, (m.start, m.end))]
        return tuple(sorted(hits, key=lambda m: (m.start - m.end, *_reading_order(m))))


@dataclass(frozen=True, slots=True)
class _Account:
    """A name, or a part of one, with what accounts for it; ``place`` indexes the sentence."""

    place: _Place
    joined: bool
    ties: tuple[Mention, ...] = ()
    reason: str | None = None

    def goes_on(self, other: _Account) -> bool:
        """Whether the next part is accounted for by the same words, or both parts by nothing."""
        if self.ties and other.ties:
            mine, others = self.ties[0], other.ties[0]
            return (mine.start, mine.end) == (others.start, others.end)
        if self.reason and other.reason:
            return self.place == other.place
        return other.joined and not (self.ties or other.ties or self.reason or other.reason)

    def with_more(self, other: _Account) -> _Account:
        ties = tuple(dict.fromkeys([*self.ties, *other.ties]))
        return _Account((self.place[0], other.place[1]), self.joined, ties, self.reason)

    def entry(self, sentence: Sentence, provision: Provision) -> LedgerEntry:
        return _words("name", sentence, provision, self.place, ties=self.ties, reason=self.reason)


def _words(
    what: LedgerWhat,
    sentence: Sentence,
    provision: Provision,
    place: _Place,
    *,
    ties: tuple[Mention, ...],
    reason: str | None = None,
) -> LedgerEntry:
    start, end = place
    quote = sentence.text[start:end]
    if "(" in quote and ")" not in quote and sentence.text[end : end + 1] == ")":
        quote, end = f"{quote})", end + 1
    span = sentence.placed.span(start, end)
    return LedgerEntry(what, provision.code, sentence.code, *span, quote, mentions=ties, reason=reason)


def _reason_of(sentence: Sentence, provision: Provision, facts: SentenceFacts | None) -> str:
    """Why nothing ties a sentence: what it does in the text instead of naming an entity."""
    modality, agents = (facts.modality, facts.agents) if facts else (None, ())
    if sentence.role == "footnote":
        return "note"
    if provision.type in _GUIDING or provision.type == "lead-in":
        return "lead-in" if provision.type == "lead-in" else "guiding-statement"
    if sentence.role == "heading":
        return "heading"
    if modality in ("past-fact", "present-fact"):
        return "declaration" if agents and modality == "present-fact" else "narrative"
    if modality == "bare-task":
        return "bare-task"
    return "task-of-agent" if agents else "task-without-agent"


def _named(mention: Mention) -> str:
    kind = mention.qualifier if mention.type == "quantity" else None
    return f"{kind or mention.type}:{mention.entity}"


def _overlap(one: _Place, other: _Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _reading_order(mention: Mention) -> tuple[int, int, str, str, str]:
    return mention.start, mention.end, mention.type, mention.entity, mention.qualifier or ""
