"""Plain requests, read from their bytes: a query by GET with nothing beside it that changes the answer but Accept.

Whatever else a request may be, or has wrong, is for the service to find, which reads it anew: a request that is read
here at all is one that means the same to both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from api.clients import client_of
from api.hosts import is_host

_LINE = re.compile(rb"GET /sparql\?query=(?P<query>[A-Za-z0-9\-._~%!$'()*+,;=:@/?]{1,4000}) HTTP/1\.1\r\n")
_FIELD = re.compile(rb"(?P<name>[A-Za-z0-9\-]+):[ \t]*(?P<value>[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)?[ \t]*")
_END = b"\r\n\r\n"
# What the service heeds beside Accept: a request that has any of these is left to it.
HEEDED = frozenset(
    {
        *(b"accept-encoding", b"content-length", b"content-type", b"expect", b"transfer-encoding", b"upgrade"),
        *(b"if-match", b"if-modified-since", b"if-none-match", b"if-range", b"if-unmodified-since", b"range"),
        b"x-request-id",
    }
)
_UNHEEDED = frozenset({(b"accept-encoding", b"identity"), (b"connection", b"keep-alive")})  # which change nothing
_MOST_SENDERS = 1000

Fields = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Sender:
    """What the head of a request says beside its query: the Accept header, empty where there is none, and who asks."""

    accept: str
    client: str


@dataclass(frozen=True, slots=True)
class PlainRequest:
    """A request: its query as it is encoded, its sender, and how many bytes it takes."""

    query: bytes
    sender: Sender
    size: int


class PlainRequests:
    """Reads requests, and remembers the heads that come again to the letter, as those of a program do."""

    def __init__(self, proxy_header: str | None) -> None:
        """``proxy_header`` is where a trusted proxy says who asks, in small letters."""
        self._proxy_header = proxy_header
        self._senders: dict[tuple[bytes, str], Sender | None] = {}

    def read(self, data: bytes, peer: str) -> PlainRequest | None:
        """The request that the bytes from ``peer`` begin with; None where it is not whole, or not plain."""
        line = _LINE.match(data)
        end = data.find(_END, line.end() - 2) if line else -1
        if line is None or end < 0:
            return None
        key = data[line.end() : end], peer
        if key not in self._senders:
            if len(self._senders) >= _MOST_SENDERS:
                self._senders.clear()
            self._senders[key] = self._sender(*key)
        sender = self._senders[key]
        return PlainRequest(line["query"], sender, end + len(_END)) if sender else None

    def _sender(self, lines: bytes, peer: str) -> Sender | None:
        found = [_FIELD.fullmatch(line) for line in lines.split(b"\r\n")]
        fields = [(field["name"].lower(), field["value"] or b"") for field in found if field]
        if len(fields) < len(found) or not is_plain(fields):
            return None
        accept = next((value for name, value in fields if name == b"accept"), b"").decode("latin-1")
        return Sender(accept, client_of({"client": (peer, 0), "headers": fields}, self._proxy_header))


def is_plain(fields: Fields) -> bool:
    """Whether the head of a request, with names in small letters, asks for nothing that only the service can do."""
    names = [name for name, value in fields if (name, value) not in _UNHEEDED]
    return (
        [is_host(value) for name, value in fields if name == b"host"] == [True]
        and names.count(b"accept") <= 1
        and b"connection" not in names
        and HEEDED.isdisjoint(names)
    )
