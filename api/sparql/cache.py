"""Answers kept to be given again, and when two queries are the same."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, Protocol, TypeVar, cast

from api.sparql.protocol import SparqlRequest
from graph.sparql.queries import Query
from graph.store import Formats

_LONGEST = 20_000
_OVERHEAD = 500  # what an entry costs beside its bytes, roughly
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
Sent = tuple[bytes, str, str]  # query string, Accept, release


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
    """What an answer is kept under; None for a query that may answer differently each time.

    A volatile function's name anywhere in the text, be it in a string, keeps a query out.
    """
    capitals = query.text.upper()
    if ("NOW" in capitals or "RAND" in capitals or "UUID" in capitals or "BNODE" in capitals) and _VOLATILE.search(
        capitals
    ):
        return None
    return (release, normalised(query.text), query.default_graphs, query.named_graphs, formats.table, formats.graph)


class _Bounded(Generic[K, V]):
    """Values by key, at most so many bytes of them; the ones unused longest go first."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._kept: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self.size = 0

    def _get(self, key: K) -> V | None:
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def _put(self, key: K, value: V, cost: int) -> None:
        """Keep a value; one that would take more than a quarter of the room is not kept."""
        if 4 * cost > self._capacity or key in self._kept:
            return
        self._kept[key] = (value, cost)
        self.size += cost
        while self.size > self._capacity:
            self.size -= self._kept.popitem(last=False)[1][1]


class Cache(_Bounded[Key, Sized]):
    """Answers by key."""

    def get(self, key: Key, kind: type[Kept]) -> Kept | None:
        """What is kept under a key, whose first part tells the kinds of value apart."""
        return cast(Kept | None, self._get(key))

    def put(self, key: Key, value: Sized) -> None:
        """Keep an answer."""
        self._put(key, value, _OVERHEAD + 4 * sum([len(part) for part in key if isinstance(part, str)]) + value.size)


class Requests(_Bounded[Sent, tuple[SparqlRequest, str, Key]]):
    """Requests by their bytes, with the query that each was found to ask.

    A request that comes again to the letter, as those of programs and pages do, is not read again.
    """

    def get(self, sent: Sent) -> tuple[SparqlRequest, str, Key] | None:
        """What was asked: the request as it was read, the hash of its query, and the key of its answer."""
        return self._get(sent)

    def put(self, sent: Sent, asked: SparqlRequest, digest: str, key: Key) -> None:
        """Note what was asked."""
        self._put(sent, (asked, digest, key), 2 * _OVERHEAD + 6 * sum(map(len, sent)))


def _uniform(part: re.Match[str]) -> str:
    if part["blank"] is None:
        return part[0]
    return "\n" if "\n" in part[0] or "\r" in part[0] else " "
