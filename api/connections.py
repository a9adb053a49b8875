"""Connections that say nothing or do not listen: given up in time, and in favour of those that do."""

from __future__ import annotations

import asyncio
import fcntl
import socket
import struct
import sys
import termios
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, cast

from api.http1 import Http1
from api.lending import Lender
from api.loans import Loan
from api.policy import HEADERS
from api.problems import BAD_REQUEST, HEAD_TOO_LARGE, MEDIA_TYPE, Kind, problem

_NO_LINGERING = struct.pack("ii", 1, 0)
LONGEST_HEAD = 65_536  # twice the longest URL


class Silent:
    """The connections whose next request has not arrived yet, the one silent longest first."""

    def __init__(self, most: int, patience: float) -> None:
        """A connection may be silent for ``patience`` seconds; where there are more than ``most``, the first goes."""
        self.most, self.patience = most, patience
        self.connections: dict[PatientProtocol, asyncio.TimerHandle] = {}


class Outlet:
    """What a connection sends: the pieces of one turn of the event loop go out in one write.

    Uvicorn gives head and body of an answer apart, and each write costs a system call and wakes the
    client. Where the client reads too slowly, the connection is broken off: whatever it has not read
    would else be kept for as long as it likes.
    """

    def __init__(self, transport: Any, loop: asyncio.AbstractEventLoop, pace: Pace) -> None:
        self._transport, self._loop, self._pace = transport, loop, pace
        self._socket: socket.socket = transport.get_extra_info("socket")
        self._held: list[bytes] = []
        self._given = 0
        self._watch: asyncio.TimerHandle | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Send some bytes, at the end of the present turn of the event loop."""
        if not self._held:
            self._loop.call_soon(self._flush)
        self._held.append(data)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to send."""
        return not self._held and not self._left

    def close(self) -> None:
        """Close the connection once everything is sent."""
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        if not self._held:
            return
        held, self._held = self._held, []
        if self._transport.is_closing():
            return  # the client went meanwhile
        self._given += sum(map(len, held))
        self._transport.writelines(held)
        if not self._watch and self._left:
            self._await_reading()

    @property
    def _left(self) -> int:
        return int(self._transport.get_write_buffer_size())

    @property
    def _unread(self) -> int:
        """What the client has not read: what is left here, and what the system holds for it."""
        held = fcntl.ioctl(self._socket.fileno(), termios.TIOCOUTQ, bytes(4))
        return self._left + int.from_bytes(held, sys.byteorder)

    def _await_reading(self) -> None:
        unread = self._unread
        enough = self._given - unread + min(unread, self._pace.bytes)
        self._watch = self._loop.call_later(self._pace.seconds, self._check, enough)

    def _check(self, enough: int) -> None:
        """Break the connection off where the client has not read enough."""
        self._watch = None
        if self._left and self._given - self._unread < enough:
            # With a reset, the system too forgets what it still has to send.
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGERING)
            self._transport.abort()
        elif self._left:
            self._await_reading()


@dataclass(frozen=True, slots=True)
class Pace:
    """The least that a client reads: so many bytes, or all there is, in so many seconds."""

    bytes: int
    seconds: float


class PatientProtocol(Http1):
    """Uvicorn's protocol, with limits of time for asking and for reading, and of number for connections.

    Uvicorn itself waits for ever for the head of a request on a new connection, however long that is,
    and for a client to read its answer. What is no HTTP it refuses in a form of its own.
    """

    silent: Silent
    pace: Pace
    lender: Lender | None
    _head = 0  # bytes that have come of a head that is not complete
    _begun = False  # whether there is such a head
    _fresh = False  # whether it began in what came last

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self.outlet = Outlet(transport, self.loop, self.pace)
        self.transport = cast(asyncio.Transport, self.outlet)
        self.loan = Loan(self, self.lender)
        if len(self.connections) > self.silent.most:
            self._make_room()
        self._await_head()

    def data_received(self, data: bytes) -> None:
        self._fresh = False
        super().data_received(data)
        if not self._begun:
            return
        self._await_head()
        # A head that is not complete has no blank line: it begins behind the last one.
        self._head = len(data) - data.rfind(b"\r\n\r\n") if self._fresh else self._head + len(data)
        if self._head > LONGEST_HEAD:
            self._refuse(HEAD_TOO_LARGE, f"The head of the request is longer than {LONGEST_HEAD:,} bytes.")

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP; ``msg`` is what uvicorn would say."""
        self._refuse(BAD_REQUEST, "This is no request of HTTP/1.1.")

    def _refuse(self, kind: Kind, detail: str) -> None:
        self._head_came()
        if self.transport.is_closing():
            return
        if self.cycle is not None and not self.cycle.response_complete and not self.cycle.more_body:
            self.cycle.keep_alive = False  # the answer that is owed to what came before is the last one
            return
        body = problem(kind, detail, remedy="Mend what sends it.").model_dump_json(exclude_none=True).encode()
        own = (
            (b"content-type", MEDIA_TYPE.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"connection", b"close"),
        )
        lines = [b"%s: %s\r\n" % pair for pair in (*self.server_state.default_headers, *own, *HEADERS)]
        status = f"HTTP/1.1 {kind.status} {HTTPStatus(kind.status).phrase}\r\n".encode()
        self.transport.write(b"".join([status, *lines, b"\r\n", body]))
        self.transport.close()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._begun = self._fresh = True

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a line of the head. Behind a body it is a trailer, which nobody reads, and of which there is no end."""
        if self._begun:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._begun = False
        self._head_came()
        self.loan.requested()
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self.loan.answered()

    def shutdown(self) -> None:
        if not self.loan.call_back():
            super().shutdown()

    def connection_lost(self, exc: Exception | None) -> None:
        self._head_came()
        super().connection_lost(exc)

    def give_up(self) -> None:
        """Break the connection off: its request did not come, and what it has not read by now it is not given."""
        self._head_came()
        self.transport.abort()

    @property
    def is_idle(self) -> bool:
        """Whether the client has got every answer, and nothing of another request has come."""
        answered = self.cycle is not None and self.cycle.response_complete and not self.pipeline
        return answered and not self._begun and self.outlet.is_empty and not self.transport.is_closing()

    def await_next(self) -> None:
        """Wait for the next request as long as uvicorn does after an answer."""
        self.await_nothing()
        self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)

    def await_nothing(self) -> None:
        """Let the connection last, as the next request comes to another."""
        self._unset_keepalive_if_required()

    def _make_room(self) -> None:
        """Break off the connection silent longest, or else one that owes the rest of a request or its next one."""
        others = (each for each in cast(set[PatientProtocol], self.connections) if each.is_owed)
        chosen = next(iter(self.silent.connections), None) or next(others, None)
        if chosen:
            chosen.give_up()

    @property
    def is_owed(self) -> bool:
        """Whether nothing is under way for the client, or what is waits for the client itself."""
        owed = self.cycle is not None and (self.cycle.response_complete or self.cycle.more_body)
        return owed and not self.loan.is_out and not self.transport.is_closing()

    def _await_head(self) -> None:
        if self not in self.silent.connections:
            self.silent.connections[self] = self.loop.call_later(self.silent.patience, self.give_up)

    def _head_came(self) -> None:
        timer = self.silent.connections.pop(self, None)
        if timer:
            timer.cancel()


def patient_protocol(
    most: int, patience: float, least_rate: int, lender: Lender | None = None
) -> type[PatientProtocol]:
    """The protocol of one server, with its limits; ``least_rate`` is in bytes a second."""
    limits = {"silent": Silent(most, patience), "pace": Pace(round(least_rate * patience), patience)}
    return type("ServerProtocol", (PatientProtocol,), {**limits, "lender": lender})
