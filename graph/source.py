"""Source text to repaired lines: page breaks, split words and the footnote in mid-paragraph are undone.

A printed page leaves its marks in a text file: a sentence that crosses pages is cut by a blank
line, a word by a hyphen as well, and a footnote stands wherever its page ended. ``repair`` joins
what belongs together, and every character it keeps knows its place in the file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from graph.errors import SourceError
from graph.plan import Layout, Plan
from graph.text import Placed, characters

_BREAK_HYPHEN = re.compile(r"(?P<left>[A-Za-z]+)-$")


@dataclass(frozen=True, slots=True)
class Source:
    """The text file of a plan, and its lines after repair, in the order in which they begin."""

    text: str
    sha256: str
    lines: tuple[Placed, ...]
    layout: Layout
    hyphenated: frozenset[str]

    def quote(self, start: int, end: int) -> str:
        """What the code points ``start`` to ``end`` of the file say once repaired."""
        lines = _physical_lines(characters(self.text[start:end]))
        kept = [line for line in lines if not self.layout.footnote.match(line.text)]
        return reduce(lambda left, right: _join(left, right, self.hyphenated), kept).text if kept else ""


def read_source(plan: Plan) -> Source:
    """Read and repair the text of a plan.

    Raises SourceError where the file is missing, empty, not UTF-8, or not the text whose
    SHA-256 stands in plan.toml.
    """
    data = _bytes(plan)
    found = hashlib.sha256(data).hexdigest()
    if found != plan.sha256:
        raise SourceError(
            f"{plan.source}: this is not the registered text: its SHA-256 is {found}, plan.toml says {plan.sha256}.",
            remedy="Restore the file, or register the new edition in plan.toml.",
        )
    text = _decoded(data, plan)
    lines = repair(text, plan.layout)
    return Source(text, found, lines, plan.layout, _hyphenated_words(lines))


def repair(text: str, layout: Layout) -> tuple[Placed, ...]:
    """The logical lines of a text: one for each heading, paragraph, list item and footnote."""
    lines = _physical_lines(characters(text))
    kept = _hyphenated_words(lines)
    done: list[Placed] = []
    open_line: int | None = None
    in_body = False
    for line in lines:
        in_body = in_body or bool(layout.introduction.match(line.text))
        if open_line is not None and in_body and not _stands_alone(line.text, layout):
            done[open_line] = _join(done[open_line], line, kept)
        else:
            done.append(line)
            if layout.footnote.match(line.text):
                continue
            open_line = len(done) - 1
        if _is_complete(done[open_line].text, layout):
            open_line = None
    return tuple(done)


def _bytes(plan: Plan) -> bytes:
    try:
        data = plan.source.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{plan.source}: cannot be read ({error.strerror}).", remedy="Put the plan's text there."
        ) from error
    if not data.strip():
        raise SourceError(f"{plan.source}: the file is empty.", remedy="Put the plan's text there.")
    return data


def _decoded(data: bytes, plan: Plan) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{plan.source}: byte {error.start} is not UTF-8.", remedy="Save the text as UTF-8."
        ) from error


def _physical_lines(text: Placed) -> list[Placed]:
    cuts = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text.text)]
    lines = (text[start:end].strip() for start, end in cuts)
    return [line for line in lines if line.text]


def _stands_alone(text: str, layout: Layout) -> bool:
    """Whether a line begins something of its own, whatever stood before it."""
    marks = (layout.item, layout.footnote, layout.chapter, layout.section, layout.introduction)
    return any(mark.match(text) for mark in marks)


def _is_complete(text: str, layout: Layout) -> bool:
    heading = any(mark.match(text) for mark in (layout.chapter, layout.section, layout.introduction))
    return heading or bool(layout.terminal.search(text))


def _hyphenated_words(lines: Iterable[Placed]) -> frozenset[str]:
    """Every hyphenated word inside a line, in lower case: a hyphen at a page's end is kept only in these."""
    return frozenset(word.lower() for line in lines for word in re.findall(r"[A-Za-z]+-[A-Za-z]+", line.text))


def _join(left: Placed, right: Placed, kept: frozenset[str]) -> Placed:
    cut = _BREAK_HYPHEN.search(left.text)
    if cut is None:
        gap = Placed(" ", (left.ends[-1],), (right.starts[0],))
        return left + gap + right
    tail = re.match(r"[A-Za-z]*", right.text)
    word = f"{cut['left']}-{tail.group() if tail else ''}".lower()
    return left + right if word in kept else left[:-1] + right
