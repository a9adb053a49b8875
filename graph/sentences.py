"""Where one sentence ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.text import Placed

_END = re.compile(r"[.!?][\"”’')\]]*(?= +[\"“‘(]?[A-Z0-9])")


def split_sentences(paragraph: Placed, abbreviations: tuple[str, ...]) -> Iterator[Placed]:
    """The sentences of a paragraph, without the space between them.

    A sentence ends at a full stop, exclamation or question mark that a space and a capital or
    digit follow, unless the full stop belongs to one of ``abbreviations``.
    """
    start = 0
    for match in _END.finditer(paragraph.text):
        if not paragraph.text[: match.start() + 1].endswith(abbreviations):
            yield paragraph[start : match.end()].strip()
            start = match.end()
    if rest := paragraph[start : len(paragraph.text)].strip().text:
        yield paragraph[start : len(paragraph.text)].strip() if rest else paragraph
