"""The frames that service and worker exchange: a JSON header, then bytes."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

_SIZES = struct.Struct("!II")
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Frame:
    """One message."""

    header: dict[str, Any]
    body: bytes = b""

    def packed(self) -> bytes:
        header = json.dumps(self.header).encode()
        return _SIZES.pack(len(header), len(self.body)) + header + self.body


def send(channel: socket.socket, frame: Frame) -> None:
    """Send one frame, waiting until it is gone."""
    channel.sendall(frame.packed())


def receive(channel: socket.socket) -> Frame | None:
    """The next frame, or None where the other side has closed. Both sides speak in turn, so no other follows it."""
    data = b""
    while (missing := _missing(data)) != 0:
        part = channel.recv(max(missing, _PIECE))
        if not part:
            return None
        data = data + part if data else part
    return _frame(data)


def _missing(data: bytes | bytearray) -> int:
    """How many bytes of a frame are still to come; of its sizes, as long as these are not known."""
    if len(data) < _SIZES.size:
        return _SIZES.size - len(data)
    header, body = _SIZES.unpack_from(data)
    return int(_SIZES.size + header + body - len(data))


def _frame(data: bytes) -> Frame:
    start = _SIZES.size + _SIZES.unpack_from(data)[0]
    return Frame(json.loads(data[_SIZES.size : start]), data[start:])


class Line(asyncio.Protocol):
    """The service's end of a channel: one question at a time, its answer as a future.

    ``on_loss`` is called once when the other side is gone, whether or not something was asked.
    """

    def __init__(self, on_loss: Callable[[], None] | None = None) -> None:
        self.on_loss = on_loss
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[Frame] | None = None
        self._data = bytearray()
        self._lost = False

    @classmethod
    async def over(cls, channel: socket.socket) -> Line:
        """A line over one end of a socket pair, which it then owns."""
        channel.setblocking(False)
        _, line = await asyncio.get_running_loop().create_unix_connection(cls, sock=channel)
        return line

    def ask(self, frame: Frame) -> asyncio.Future[Frame]:
        """Send a frame; the answer to come. It fails with EOFError where the other side is gone."""
        answer = self.expect()
        if self._transport and not self._lost:
            self._transport.write(frame.packed())
        return answer

    def expect(self) -> asyncio.Future[Frame]:
        """The next frame to come, where the question goes another way."""
        self._answer = asyncio.get_running_loop().create_future()
        if self._lost:
            self._answer.set_exception(EOFError("the channel is closed"))
        return self._answer

    def close(self) -> None:
        """Close the channel at once, without a word to ``on_loss``."""
        self.on_loss = None
        if self._transport:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # what a stream socket gives

    def data_received(self, data: bytes) -> None:
        if self._data or _missing(data):
            self._data += data
            if _missing(self._data):
                return
            data = bytes(self._data)
            self._data = bytearray()
        answer, self._answer = self._answer, None  # who holds the answer, holds its bytes
        if answer and not answer.done():
            answer.set_result(_frame(data))

    def connection_lost(self, error: Exception | None) -> None:
        self._lost = True
        if self._answer and not self._answer.done():
            self._answer.set_exception(EOFError("the other side closed the channel"))
        if self.on_loss:
            self.on_loss()
