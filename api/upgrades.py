"""A request that offers another protocol is answered in HTTP/1.1, as if it had not (RFC 9110, section 7.8)."""

from __future__ import annotations

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_OFFERS = frozenset({b"upgrade", b"http2-settings"})


class WithoutUpgrades(HttpToolsProtocol):
    """Uvicorn's protocol, whose parser takes what follows such a head for the other protocol, so that no body is read.

    Java's own client, and with it Jena, offers HTTP/2 with every request. Such a head is read again by a new parser,
    without the offer.
    """

    def data_received(self, data: bytes) -> None:
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[self._read(rest) :]
        except httptools.HttpParserError:
            self.send_400_response("")

    def on_message_begin(self) -> None:
        """Keep the connection for a request that begins, and for nothing else: not for the rest of an answered one."""
        self._unset_keepalive_if_required()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        if not self._offers:
            super().on_headers_complete()

    def on_message_complete(self) -> None:
        if not self._offers:
            super().on_message_complete()

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
