"""The messages that service and worker exchange: bytes, with their number before them. Both sides speak in turn."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Callable
from typing import cast

_SIZE = struct.Struct("!I")
_PIECE = 1 << 16


def send(channel: socket.socket, message: bytes) -> None:
    """Send a message, waiting until it is gone."""
    channel.sendall(_SIZE.pack(len(message)) + message)


def receive(channel: socket.socket) -> bytes | None:
    """The next message, or None where the other side has closed."""
    data = b""
    while missing := _missing(data):
        part = channel.recv(max(missing, _PIECE))
        if not part:
            return None
        data = data + part if data else part
    return data[_SIZE.size :]


def _missing(data: bytes | bytearray) -> int:
    """How many bytes of a message are still to come; of its size, as long as that is not known."""
    if len(data) < _SIZE.size:
        return _SIZE.size - len(data)
    return int(_SIZE.size + _SIZE.unpack_from(data)[0] - len(data))


class Line(asyncio.Protocol):
    """The service's end of a channel: one question at a time, its answer as a future.

    ``on_loss`` is called once when the other side is gone, whether or not something was asked.
    """

    def __init__(self, on_loss: Callable[[], None] | None = None) -> None:
        self.on_loss = on_loss
        self._transport: asyncio.Transport | None = None
        self._reply: asyncio.Future[bytes] | None = None
        self._data = bytearray()
        self._lost = False

    @classmethod
    async def over(cls, channel: socket.socket) -> Line:
        """A line over one end of a socket pair, which it then owns."""
        channel.setblocking(False)
        _, line = await asyncio.get_running_loop().create_unix_connection(cls, sock=channel)
        return line

    def reply(self, message: bytes | None = None) -> asyncio.Future[bytes]:
        """The answer to come to a message, or to a question that went another way.

        It fails with EOFError where the other side is gone.
        """
        self._reply = asyncio.get_running_loop().create_future()
        if self._lost:
            self._reply.set_exception(EOFError("the channel is closed"))
        elif message is not None and self._transport:
            self._transport.write(_SIZE.pack(len(message)) + message)
        return self._reply

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
            data, self._data = bytes(self._data), bytearray()
        reply, self._reply = self._reply, None  # who holds the reply, holds its bytes
        if reply and not reply.done():
            reply.set_result(data[_SIZE.size :])

    def connection_lost(self, error: Exception | None) -> None:
        self._lost = True
        if self._reply and not self._reply.done():
            self._reply.set_exception(EOFError("the other side closed the channel"))
        if self.on_loss:
            self.on_loss()
