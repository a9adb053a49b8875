"""When a connection is lent to the crew, and how it comes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from starlette.types import Scope

from api.lending import Lender
from api.sparql.lending.crew import Returned
from api.sparql.lending.requests import is_plain

if TYPE_CHECKING:
    from api.connections import PatientProtocol

_START = b"/sparql?query="
_FEWEST, _MOST = 2, 64  # plain requests in a row after which a connection is lent
_LIGHT = 0.01  # seconds that each of them takes at most


class Loan:
    """The dealings of one connection with the crew.

    It is lent after some plain requests, as one that asks once only is not worth it. One that comes
    back without having been of use has to ask twice as often until it is lent again.
    """

    def __init__(self, connection: PatientProtocol, lender: Lender | None) -> None:
        self._connection, self._lender = connection, lender
        self._in_a_row, self._enough = 0, _FEWEST
        self._since = 0.0
        self._call_back: Callable[[], None] | None = None
        self._heavy = self._to_be_closed = False

    @property
    def peer(self) -> str:
        """The address of the other end."""
        return self._connection.client[0] if self._connection.client else ""

    @property
    def is_out(self) -> bool:
        """Whether the connection is lent."""
        return self._call_back is not None

    def fileno(self) -> int:
        """The socket."""
        return int(self._connection.outlet.get_extra_info("socket").fileno())

    def requested(self) -> None:
        """Note a request whose head has come."""
        connection, self._since = self._connection, self._connection.loop.time()
        if self._heavy and self._lender:
            self._lender.suspect(cast(Scope, connection.scope))
        self._heavy = False
        self._in_a_row = self._in_a_row + 1 if self._lender and _may_be_plain(connection) else 0

    def answered(self) -> None:
        """Note that the request is answered, and lend the connection once the answer is sent."""
        if self._in_a_row < self._enough:
            return
        if self._connection.loop.time() - self._since > _LIGHT:
            self._in_a_row = 0
        else:
            self._connection.loop.call_soon(self._lend)

    def call_back(self) -> bool:
        """Have the connection given back, and closed then; False where it is here."""
        if self._call_back is None:
            return False
        self._to_be_closed = True
        self._call_back()
        return True

    def returned(self, back: Returned) -> None:
        """Go on with the connection."""
        connection, transport = self._connection, self._connection.transport
        self._call_back, self._heavy = None, back.heavy
        self._enough = _FEWEST if back.answered > self._enough else min(2 * self._enough, _MOST)
        self._in_a_row = 0
        if back.broken:
            transport.abort()
            return
        if back.rest:
            transport.write(back.rest)
        connection.await_next()
        transport.resume_reading()
        if self._to_be_closed:
            connection.shutdown()

    def _lend(self) -> None:
        connection = self._connection
        if self._call_back is None and self._lender and connection.is_idle:
            self._call_back = self._lender.lend(self, cast(Scope, connection.scope))
            if self._call_back:
                connection.transport.pause_reading()
                connection.await_nothing()


def _may_be_plain(connection: PatientProtocol) -> bool:
    """Whether a request looks like one that the crew answers; the crew decides."""
    return (
        connection.url.startswith(_START)
        and b"&" not in connection.url
        and connection.parser.get_method() == b"GET"
        and connection.parser.get_http_version() == "1.1"
        and connection.parser.should_keep_alive()
        and is_plain(connection.headers)
    )
