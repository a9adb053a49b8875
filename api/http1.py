"""HTTP/1.1 as uvicorn speaks it, put right where a client could lose a body, keep a connection or leave unnoticed."""

from __future__ import annotations

import re
from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

_OFFERS = frozenset({b"upgrade", b"http2-settings"})
_WHOLE_URL = re.compile(rb"https?://(?:[^/?#@]*@)?(?P<host>[^/?#]*)", re.IGNORECASE)


class Http1(HttpToolsProtocol):
    """Uvicorn's protocol, with four things that it leaves out.

    A request that offers another protocol is answered as if it had not (RFC 9110, section 7.8). Java's own client, and
    with it Jena, offers HTTP/2 with every request; the parser takes what follows such a head for the other protocol, so
    that no body is read. Such a head is read again, without the offer, by a new parser.

    What follows an answer and is no request does not end the time for which the connection is kept.

    Where the target of a request is a whole URL, its host counts, and not that of the header (RFC 9112, section 3.2.2).

    That the client has gone is told to the request that is being answered, not only to the last one that came.
    """

    _under_way: RequestResponseCycle | None = None

    def data_received(self, data: bytes) -> None:
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[self._read(rest) :]
        except httptools.HttpParserError:
            self.send_400_response("")

    def connection_lost(self, exc: Exception | None) -> None:
        cycle = self._under_way
        if cycle and not cycle.response_complete:
            cycle.disconnected = True
            cycle.message_event.set()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        self._unset_keepalive_if_required()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        if self._offers:
            return
        if whole := _WHOLE_URL.match(self.url):
            self.headers[:] = [(name, whole["host"] if name == b"host" else value) for name, value in self.headers]
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        if not self._offers:
            super().on_message_complete()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._under_way = cycle
        super()._start_asgi_task(cycle, app)

    @property
    def _offers(self) -> bool:
        """Whether the request that is read offers another protocol; CONNECT asks for one."""
        return self.parser.should_upgrade() and self.parser.get_method() != b"CONNECT"

    def _read(self, data: memoryview) -> int:
        """Read on, up to the end, or up to that of a head with an offer; how many bytes were read."""
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as offer:
            self._read_head_again()
            return int(offer.args[0])
        return len(data)

    def _read_head_again(self) -> None:
        start = b"%b %b HTTP/%b" % (self.parser.get_method(), self.url, self.parser.get_http_version().encode())
        lines = [b"%b: %b" % header for header in self.headers if header[0] not in (*_OFFERS, b"connection")]
        tokens = [token.strip() for name, value in self.headers if name == b"connection" for token in value.split(b",")]
        kept = b", ".join([token for token in tokens if token.lower() not in _OFFERS])
        self.parser = httptools.HttpRequestParser(self)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)  # as uvicorn does
        self.parser.feed_data(b"\r\n".join([start, *lines, b"connection: %b" % kept, b"", b""]))
