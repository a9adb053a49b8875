"""What the engine writes: up to a cap, with tags as they are in the graph, and XML that every reader can read."""

from __future__ import annotations

import io
from typing import Any
from xml.parsers import expat

from graph.errors import QueryError
from graph.sparql.languages import restored

_XML = frozenset({"xml", "rdfxml"})
_FORBIDDEN = bytes([*range(9), 11, 12, *range(14, 32)])
_NONCHARACTERS = ("\ufffe".encode(), "\uffff".encode())


class CappedSink(io.BytesIO):
    """Collects what is written, up to a cap; then refuses, which stops the engine."""

    def __init__(self, cap: int) -> None:
        super().__init__()
        self._cap = cap
        self.overflown = False

    def write(self, data: Any) -> int:
        """Take the bytes, or raise OSError where they would exceed the cap."""
        if self.tell() + len(data) > self._cap:
            self.overflown = True
            raise OSError("the answer exceeds its cap")
        return super().write(data)


def finished(body: bytes, form: str | None) -> bytes:
    """An answer in a format. Raises QueryError where XML can not hold it: the engine writes it all the same."""
    plain = restored(body, form or "")
    return _readable(plain) if form in _XML else plain


def _readable(body: bytes) -> bytes:
    """Well-formed XML, in which no carriage return of a text passes for the end of a line."""
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(body, True)
    except expat.ExpatError as error:
        raise QueryError(f"XML can not hold this answer: {_why(body)}.", remedy="Ask for another format.") from error
    return body.replace(b"\r", b"&#13;")


def _why(body: bytes) -> str:
    if any(each in body for each in _NONCHARACTERS) or len(body.translate(None, _FORBIDDEN)) < len(body):
        return "a text in it has a character that XML has not"
    return "a property in it ends in no name of XML"
