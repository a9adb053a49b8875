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
    """The next frame, or None where the other side has closed."""
    sizes = _read(channel, _SIZES.size)
    if sizes is None:
        return None
    header, body = _SIZES.unpack(sizes)
    data = _read(channel, header + body)
    return None if data is None else Frame(json.loads(data[:header]), data[header:])


def _read(channel: socket.socket, size: int) -> bytes | None:
    data = b""
    while len(data) < size:
        part = channel.recv(size - len(data), socket.MSG_WAITALL)
        if not part:
            return None
        data = data + part if data else part
    return data


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
        self._data += data
        if len(self._data) < _SIZES.size:
            return
        header, body = _SIZES.unpack_from(self._data)
        start = _SIZES.size + header
        if len(self._data) < start + body:
            return
        frame = Frame(json.loads(self._data[_SIZES.size : start]), bytes(self._data[start : start + body]))
        self._data = bytearray()
        if self._answer and not self._answer.done():
            self._answer.set_result(frame)

    def connection_lost(self, error: Exception | None) -> None:
        self._lost = True
        if self._answer and not self._answer.done():
            self._answer.set_exception(EOFError("the other side closed the channel"))
        if self.on_loss:
            self.on_loss()
