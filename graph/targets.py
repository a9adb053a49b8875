"""Numbers, indicators and deadlines to quantities: every number of the text, and what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from graph.errors import ExtractionError
from graph.mentions.indicators import IndicatorLinker, Link
from graph.mentions.kinds_of_targets import KindReader
from graph.mentions.number_kinds import NumberKinds, is_fraction
from graph.mentions.numbers import Number, find_numbers
from graph.mentions.quantities import Amount, AmountReader
from graph.mentions.recurrence import recurrences
from graph.mentions.units import UnitReader
from graph.model import Document, Provision, Quantity, QuantityStatus, Sentence, TargetKind
from graph.vocabulary import Vocabulary

_REFERRING = ("This ", "These ")  # a sentence that begins so speaks of the one before it
_FAR = 60  # a label farther from its number than this leaves a doubt
_DOUBTS = {"far": Decimal("0.1"), "unsaid": Decimal("0.1"), "carried": Decimal("0.05")}
_WEAK_KINDS = {"compound-word": Decimal("0.9"), "pronoun": Decimal("0.9"), "part-of-a-name": Decimal("0.95")}


def find_quantities(document: Document, vocabulary: Vocabulary, period: tuple[int, int]) -> tuple[Quantity, ...]:
    """Every number of the text, in reading order, as a target, a parameter, or a number of another kind.

    Raises ExtractionError where a number fits no rule and no indicator.
    """
    reader = _Reader(vocabulary, period)
    return tuple(quantity for provision in document.provisions for quantity in reader.provision(provision))


@dataclass(frozen=True, slots=True)
class _Deadlines:
    """The deadlines that a sentence names, with their places; or the one that it takes over."""

    named: tuple[tuple[int, int], ...]
    inherited: int | None

    def at(self, place: int) -> int | None:
        """The year for a number at ``place``: the next one named after it, or else the last one before it."""
        after = [year for start, year in self.named if start > place]
        before = [year for start, year in self.named if start <= place]
        return after[0] if after else before[-1] if before else self.inherited

    def last(self) -> int | None:
        """What a sentence that refers back takes over."""
        return self.named[-1][1] if self.named else self.inherited


class _Reader:
    """Reads the numbers of one sentence after the other with the vocabulary's labels."""

    def __init__(self, vocabulary: Vocabulary, period: tuple[int, int]) -> None:
        self._units = UnitReader(vocabulary)
        self._other = NumberKinds(vocabulary, self._units, period)
        self._amounts = AmountReader(vocabulary, self._units)
        self._indicators = IndicatorLinker(vocabulary)
        self._kinds = KindReader(vocabulary)
        self._end = period[1]

    def provision(self, provision: Provision) -> Iterator[Quantity]:
        deadline: int | None = None
        for sentence in provision.sentences:
            inherited = deadline if sentence.text.startswith(_REFERRING) else None
            numbers = find_numbers(sentence.text)
            kinds = {number: self._other.find(sentence.text, number) for number in numbers}
            deadlines = _Deadlines(tuple(_deadlines(kinds)), inherited)
            deadline = deadlines.last()
            quantities = [*_others(sentence, kinds), *self._measured(sentence, kinds, deadlines)]
            yield from sorted(quantities, key=lambda quantity: quantity.start)

    def _measured(
        self, sentence: Sentence, kinds: dict[Number, str | None], deadlines: _Deadlines
    ) -> Iterator[Quantity]:
        unexplained = [number for number, kind in kinds.items() if kind is None]
        if not unexplained:
            return
        text = sentence.text
        fractions = [number for number in unexplained if is_fraction(text, number)]
        amounts = self._amounts.read(text, unexplained)
        links = None if fractions else self._indicators.link(text, amounts)
        if links is None:
            lacking = fractions[0] if fractions else self._indicators.lacking(text, amounts)
            raise _unexplained(sentence, text[lacking.start : lacking.end])
        baselined = _baselined(kinds, amounts)
        pers = recurrences(text, self._recurring(amounts, links))
        governed = {amount: pers.get(i) for i, amount in enumerate(self._recurring(amounts, links))}
        for link in links:
            quantity = self._quantity(sentence, link, deadlines, governed.get(link.amount))
            stated = quantity.status == "target" and link.amount.start in baselined
            yield replace(quantity, baseline_stated=stated)

    def _recurring(self, amounts: tuple[Amount, ...], links: tuple[Link, ...]) -> tuple[Amount, ...]:
        """The amounts that "each year" or "every county" can govern: promised ones that are no ratios."""
        promised = {link.amount for link in links if _status(link) == "target" and not self._is_rate(link)}
        return tuple(amount for amount in amounts if amount in promised)

    def _is_rate(self, link: Link) -> bool:
        return self._units.denominator(link.unit) is not None or self._units.is_share(link.unit)

    def _quantity(self, sentence: Sentence, link: Link, deadlines: _Deadlines, per: str | None) -> Quantity:
        amount, status = link.amount, _status(link)
        is_extent = status == "target" and not self._is_rate(link)
        kind = self._kinds.kind(sentence.text, link, is_extent=is_extent)
        is_level = status == "parameter" and kind == "level"
        stated = deadlines.at(amount.start)
        return Quantity(
            sentence=sentence.code,
            start=amount.start,
            end=amount.end,
            status=status,
            rule=_rule(link, kind),
            value=amount.number.value,
            unit=link.unit,
            comparator=amount.comparator,
            indicator=link.indicator.slug,
            kind=kind,
            direction=None if is_level else self._kinds.direction(sentence.text, link, kind),
            denominator=self._units.denominator(link.unit) or amount.whole,
            per=per,
            deadline=(stated or self._end) if status == "target" else None,
            deadline_stated=status == "target" and stated is not None,
            confidence=_confidence(link),
        )


def _baselined(kinds: dict[Number, str | None], amounts: Iterable[Amount]) -> frozenset[int]:
    """Where the amounts stand that start from a baseline: the one after a value, the one before a year."""
    places = sorted({amount.start for amount in amounts})
    found = set()
    for number, kind in kinds.items():
        if kind in ("baseline", "base-year"):
            before = [place for place in places if place < number.start][-1:] if kind == "base-year" else []
            found.update(before or [place for place in places if place > number.start][:1])
    return frozenset(found)


def _deadlines(kinds: dict[Number, str | None]) -> Iterator[tuple[int, int]]:
    return ((number.start, int(number.value)) for number, kind in kinds.items() if kind == "deadline")


def _others(sentence: Sentence, kinds: dict[Number, str | None]) -> Iterable[Quantity]:
    for number, kind in kinds.items():
        if kind is not None:
            yield Quantity(
                sentence=sentence.code,
                start=number.start,
                end=number.end,
                status="other",
                rule=f"quantity-{kind}",
                value=number.value,
                number_kind=kind,
                confidence=_WEAK_KINDS.get(kind, Decimal(1)),
            )


def _status(link: Link) -> QuantityStatus:
    return "parameter" if link.indicator.value("countsAs") == "parameter" else "target"


def _rule(link: Link, kind: TargetKind) -> str:
    if _status(link) == "parameter":
        return "quantity-condition"
    if link.amount.each:
        return "quantity-each"
    return "quantity-carried-denominator" if link.amount.carried else f"quantity-{kind}"


def _confidence(link: Link) -> Decimal:
    """One, less a little for each ground of doubt."""
    amount = link.amount
    grounds = {
        "far": link.distance > _FAR,
        "unsaid": amount.unsaid and link.unit == "year",
        "carried": amount.carried,
    }
    return Decimal(1) - sum((_DOUBTS[name] for name, holds in grounds.items() if holds), Decimal(0))


def _unexplained(sentence: Sentence, number: str) -> ExtractionError:
    return ExtractionError(
        f"Sentence {sentence.code}: no rule and no indicator explains the number {number!r} in {sentence.text!r}.",
        remedy="Give its indicator the words of this sentence as a label in ontology/concepts/indicators.ttl, its "
        "unit a label in units.ttl, or, if it measures nothing, its phrase a label in number-kinds.ttl.",
    )
