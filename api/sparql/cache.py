"""Answers kept to be given again, and when two queries are the same."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, Protocol, TypeVar, cast

from graph.sparql.queries import Query
from graph.store import Formats

_LONGEST = 20_000
OVERHEAD = 500  # what an entry costs beside its bytes, roughly
# What must stay as it is; blanks and comments; and what makes the reading unsure: a quotation mark
# that opens nothing or stands in an IRI, a backslash outside strings.
_PARTS = re.compile(
    r"""(?P<kept><[^<>"'{}|^`\\\x00-\x20]*>|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')"""
    r"""|(?P<blank>(?:[ \t\r\n]|\#[^\r\n]*)+)"""
    r"""|(?P<unsure><[^<>"'{}|^`\\\x00-\x20]*'|["'\\])"""
)
# A text that is normal already: one blank or line end at a time, no comment, and nothing that is unsure.
_NORMAL = re.compile(
    r"""(?: [^\s\#<"'\\]++ | <[^<>"'{}|^`\\\x00-\x20]*> | <(?![^<>"'{}|^`\\\x00-\x20]*')
          | [ \n](?![ \t\r\n\#]) | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )*+\Z""",
    re.VERBOSE,
)
_VOLATILE = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\b")

Key = tuple[Hashable, ...]


class Sized(Protocol):
    """Something that knows how many bytes it takes."""

    @property
    def size(self) -> int: ...


Kept = TypeVar("Kept", bound=Sized)
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def normalised(text: str) -> str:
    """The text of a query with its blanks and comments made uniform, where that is safe; else the text.

    Two texts that come out the same mean the same. A run of blanks and comments becomes one space,
    or one line end if it held any: where this reading takes for an IRI what the grammar takes for
    "less than" and a comment, the comment then still ends where it did. As neither strings nor IRIs
    run over a line's end, a misreading ends there too. For that reason texts with long strings,
    with quotation marks that do not pair up within their line or stand in an IRI, or with a
    backslash outside strings are left as they are.
    """
    if len(text) > _LONGEST or '"""' in text or "'''" in text:
        return text
    if _NORMAL.match(text):
        return text.strip(" \n")
    if any(part["unsure"] for part in _PARTS.finditer(text)):
        return text
    return _PARTS.sub(_uniform, text).strip(" \n")


def cache_key(query: Query, formats: Formats, release: str) -> Key | None:
    """What an answer is kept under; None for a query that may answer differently each time."""
    if is_volatile(query.text):
        return None
    return (release, normalised(query.text), query.default_graphs, query.named_graphs, formats.table, formats.graph)


def is_volatile(text: str) -> bool:
    """Whether a query may answer differently each time: it has a volatile function's name, be it in a string."""
    capitals = text.upper()
    named = "NOW" in capitals or "RAND" in capitals or "UUID" in capitals or "BNODE" in capitals
    return named and _VOLATILE.search(capitals) is not None


class Bounded(Generic[K, V]):
    """Values by key, at most so many bytes of them; the ones unused longest go first."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._kept: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self.size = 0

    def find(self, key: K) -> V | None:
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def hold(self, key: K, value: V, cost: int) -> None:
        """Keep a value; one that would take more than a quarter of the room is not kept."""
        if 4 * cost > self._capacity or key in self._kept:
            return
        self._kept[key] = (value, cost)
        self.size += cost
        while self.size > self._capacity:
            self.size -= self._kept.popitem(last=False)[1][1]


class Cache(Bounded[Key, Sized]):
    """Answers by key."""

    def get(self, key: Key, kind: type[Kept]) -> Kept | None:
        """What is kept under a key, whose first part tells the kinds of value apart."""
        return cast(Kept | None, self.find(key))

    def put(self, key: Key, value: Sized) -> None:
        """Keep an answer."""
        self.hold(key, value, OVERHEAD + 4 * sum([len(part) for part in key if isinstance(part, str)]) + value.size)


def _uniform(part: re.Match[str]) -> str:
    if part["blank"] is None:
        return part[0]
    return "\n" if "\n" in part[0] or "\r" in part[0] else " "
