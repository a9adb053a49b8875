"""The words behind a row: a quote, the sentence around it, and where both stand in the plan's text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import InputError
from graph.question_terms import ReadModel

_SENTENCE = (
    'SELECT code, provision, text, "start", "end" FROM sentences'
    ' WHERE plan = ? AND "start" <= ? AND "end" >= ? ORDER BY "end" - "start" LIMIT 1'
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote in its sentence.

    All places are code points of the plan's source, 0-based and end-exclusive. ``before`` and ``after`` are the
    rest of the sentence, as it reads with line breaks undone; they are None where the quote cannot be told from
    the same words elsewhere in the sentence.
    """

    plan: str
    measure: str
    sentence: str
    quote: str
    start: int
    end: int
    text: str
    sentence_start: int
    sentence_end: int
    before: str | None
    after: str | None

    def __str__(self) -> str:
        marked = self.text if self.before is None else f"{self.before}«{self.quote}»{self.after}"
        return f"{self.sentence}  {marked}  [{self.start}–{self.end}]"


def passage_of(row: Mapping[str, Any], read_model: ReadModel, plan: str) -> Passage:
    """The passage of a row that has ``start``, ``end`` and ``quote``. Raises InputError where it has no such place."""
    if missing := [name for name in ("quote", "start", "end") if name not in row or row[name] is None]:
        raise InputError(f"The row has no {missing[0]}.", remedy="Take a row with quote, start and end.")
    start, end, quote = int(row["start"]), int(row["end"]), str(row["quote"])
    found = read_model.rows(_SENTENCE, (plan, start, end))
    if not found:
        raise InputError(f"No sentence of {plan} has {start} to {end}.", remedy="Name the plan of the row.")
    (sentence,) = found
    at = _place(sentence["text"], quote, start - sentence["start"], sentence["end"] - end)
    return Passage(
        plan=plan,
        measure=sentence["provision"],
        sentence=sentence["code"],
        quote=quote,
        start=start,
        end=end,
        text=sentence["text"],
        sentence_start=sentence["start"],
        sentence_end=sentence["end"],
        before=None if at is None else sentence["text"][:at],
        after=None if at is None else sentence["text"][at + len(quote) :],
    )


def _place(text: str, quote: str, ahead: int, behind: int) -> int | None:
    """Where the quote begins in its sentence, given how much of the source stands around it.

    Undoing line breaks only takes away, so that no more of the sentence than of the source stands on either side.
    """
    places = [at for at in range(len(text) - len(quote) + 1) if text.startswith(quote, at)]
    fitting = [at for at in places if at <= ahead and len(text) - at - len(quote) <= behind]
    return fitting[0] if len(fitting) == 1 else None
