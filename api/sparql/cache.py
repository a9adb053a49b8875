"""Answers kept to be given again, and when two queries are the same."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Hashable
from typing import Protocol, TypeVar, cast

from api.sparql.jobs import Asked
from api.sparql.protocol import SparqlRequest

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
_VOLATILE_PARTS = ("NOW", "RAND", "UUID", "BNODE")
_VOLATILE = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\b", re.IGNORECASE)

Key = tuple[Hashable, ...]
Sent = tuple[bytes, str, str]  # query string, Accept, release


class Sized(Protocol):
    """Something that knows how many bytes it takes."""

    @property
    def size(self) -> int: ...


Kept = TypeVar("Kept", bound=Sized)


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


def cache_key(asked: Asked, release: str) -> Key | None:
    """What an answer is kept under; None for a query that may answer differently each time.

    A volatile function's name anywhere in the text, be it in a string, keeps a query out.
    """
    query = asked.query
    capitals = query.text.upper()
    if any(part in capitals for part in _VOLATILE_PARTS) and _VOLATILE.search(query.text):
        return None
    return (release, normalised(query.text), query.default_graphs, query.named_graphs, asked.formats)


class Cache:
    """Answers by key, at most so many bytes of them; the ones unused longest go first."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._kept: OrderedDict[Key, Sized] = OrderedDict()
        self.size = 0

    def get(self, key: Key, kind: type[Kept]) -> Kept | None:
        """What is kept under a key, whose first part tells the kinds of value apart."""
        found = self._kept.get(key)
        if found:
            self._kept.move_to_end(key)
        return cast(Kept | None, found)

    def put(self, key: Key, value: Sized) -> None:
        """Keep an answer; one that would take more than a quarter of the room is not kept."""
        cost = _cost(key, value)
        if 4 * cost > self._capacity or key in self._kept:
            return
        self._kept[key] = value
        self.size += cost
        while self.size > self._capacity:
            self.size -= _cost(*self._kept.popitem(last=False))


class Requests:
    """Requests by their bytes, with the query that each was found to ask; the ones unused longest go first.

    A request that comes again to the letter, as those of programs and pages do, is not read again.
    """

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._read: OrderedDict[Sent, tuple[SparqlRequest, str, Key]] = OrderedDict()
        self._size = 0

    def get(self, sent: Sent) -> tuple[SparqlRequest, str, Key] | None:
        """What was asked: the request as it was read, the hash of its query, and the key of its answer."""
        found = self._read.get(sent)
        if found:
            self._read.move_to_end(sent)
        return found

    def put(self, sent: Sent, asked: SparqlRequest, digest: str, key: Key) -> None:
        cost = _sent_cost(sent)
        if 4 * cost > self._capacity or sent in self._read:
            return
        self._read[sent] = (asked, digest, key)
        self._size += cost
        while self._size > self._capacity:
            self._size -= _sent_cost(self._read.popitem(last=False)[0])


def _sent_cost(sent: Sent) -> int:
    """What a request costs, roughly: its bytes, and what it was decoded to."""
    return 2 * _OVERHEAD + 6 * sum(map(len, sent))


def _uniform(part: re.Match[str]) -> str:
    if part["blank"] is None:
        return part[0]
    return "\n" if "\n" in part[0] or "\r" in part[0] else " "


def _cost(key: Key, value: Sized) -> int:
    return _OVERHEAD + sum(4 * len(part) for part in key if isinstance(part, str)) + value.size
