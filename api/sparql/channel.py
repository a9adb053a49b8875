"""The messages that service and worker exchange: bytes, with their number before them."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections import deque
from collections.abc import Callable
from typing import cast

_SIZE = struct.Struct("!I")
_PIECE = 1 << 16

Answered = Callable[[bytes | None], None]


def framed(message: bytes) -> bytes:
    """A message as it is sent."""
    return _SIZE.pack(len(message)) + message


class _Messages:
    """Puts messages together from the pieces in which they come."""

    def __init__(self) -> None:
        self._pieces = bytearray()

    def take(self, piece: bytes) -> list[bytes]:
        """The messages that are complete with this piece."""
        if self._pieces:
            self._pieces += piece
            if self._missing:
                return []
            piece, self._pieces = bytes(self._pieces), bytearray()
        found, start = [], 0
        while len(piece) - start >= _SIZE.size:
            end = start + _SIZE.size + _SIZE.unpack_from(piece, start)[0]
            if end > len(piece):
                break
            found.append(piece[start + _SIZE.size : end])
            start = end
        if start < len(piece):
            self._pieces += piece[start:]
        return found

    @property
    def _missing(self) -> bool:
        data = self._pieces
        return len(data) < _SIZE.size or len(data) < _SIZE.size + _SIZE.unpack_from(data)[0]


class Inbox:
    """A worker's end of a channel, read in turn."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel, self._messages = channel, _Messages()
        self._there: deque[bytes] = deque()

    @property
    def has_more(self) -> bool:
        """Whether the next message is there already."""
        return bool(self._there)

    def next(self) -> bytes | None:
        """The next message, or None where the other side has closed."""
        while not self._there:
            piece = self._channel.recv(_PIECE)
            if not piece:
                return None
            self._there.extend(self._messages.take(piece))
        return self._there.popleft()


def send(channel: socket.socket, *messages: bytes) -> None:
    """Send messages at once, waiting until they are gone."""
    channel.sendall(b"".join(map(framed, messages)))


class Line(asyncio.Protocol):
    """The service's end of a channel: questions, and their answers in the same order.

    Questions of one turn of the event loop are sent at once, as it costs more to wake the other side than to send.
    ``on_loss`` is called once when the other side is gone, whether or not something was asked.
    """

    def __init__(self, on_loss: Callable[[], None] | None = None) -> None:
        self.on_loss = on_loss
        self._transport: asyncio.Transport | None = None
        self._awaited: deque[Answered] = deque()
        self._unsent: list[bytes] = []
        self._messages = _Messages()
        self._lost = False

    @classmethod
    async def over(cls, channel: socket.socket) -> Line:
        """A line over one end of a socket pair, which it then owns."""
        channel.setblocking(False)
        _, line = await asyncio.get_running_loop().create_unix_connection(cls, sock=channel)
        return line

    def ask(self, message: bytes, answered: Answered) -> None:
        """Send a message; ``answered`` is called with the answer, or with None where the other side is gone."""
        if self._lost or not self._transport:
            answered(None)
            return
        self._awaited.append(answered)
        if not self._unsent:
            asyncio.get_running_loop().call_soon(self._send)
        self._unsent.append(framed(message))

    def reply(self, message: bytes | None = None) -> asyncio.Future[bytes]:
        """The answer to come to a message, or to a question that went another way.

        It fails with EOFError where the other side is gone.
        """
        reply: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

        def answered(answer: bytes | None) -> None:
            if reply.done():
                return
            if answer is None:
                reply.set_exception(EOFError("the other side closed the channel"))
            else:
                reply.set_result(answer)

        if message is not None:
            self.ask(message, answered)
        elif self._lost:
            answered(None)
        else:
            self._awaited.append(answered)
        return reply

    def close(self) -> None:
        """Close the channel at once, without a word to ``on_loss``."""
        self.on_loss = None
        if self._transport:
            self._transport.abort()

    def _send(self) -> None:
        unsent, self._unsent = self._unsent, []
        if self._transport and not self._lost:
            self._transport.write(b"".join(unsent))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # what a stream socket gives

    def data_received(self, data: bytes) -> None:
        for message in self._messages.take(data):
            self._awaited.popleft()(message)

    def connection_lost(self, error: Exception | None) -> None:
        self._lost = True
        while self._awaited:
            self._awaited.popleft()(None)
        if self.on_loss:
            self.on_loss()
