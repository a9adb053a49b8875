"""The frames that service and worker exchange: a JSON header, then bytes."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from dataclasses import dataclass
from typing import Any

_SIZES = struct.Struct("!II")
_CHUNK = 1 << 20


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
    return Frame(json.loads(_read(channel, header) or b"{}"), _read(channel, body) or b"")


async def exchange(channel: socket.socket, frame: Frame) -> Frame:
    """Send a frame and await the answer. Raises EOFError or OSError where the other side is gone."""
    await asyncio.get_running_loop().sock_sendall(channel, frame.packed())
    return await receive_async(channel)


async def receive_async(channel: socket.socket) -> Frame:
    """The next frame. Raises EOFError or OSError where the other side is gone."""
    header, body = _SIZES.unpack(await _read_async(channel, _SIZES.size))
    return Frame(json.loads(await _read_async(channel, header)), await _read_async(channel, body))


def _read(channel: socket.socket, size: int) -> bytes | None:
    data = bytearray()
    while len(data) < size:
        part = channel.recv(min(size - len(data), _CHUNK))
        if not part:
            return None
        data += part
    return bytes(data)


async def _read_async(channel: socket.socket, size: int) -> bytes:
    loop = asyncio.get_running_loop()
    data = bytearray()
    while len(data) < size:
        part = await loop.sock_recv(channel, min(size - len(data), _CHUNK))
        if not part:
            raise EOFError("the worker closed its channel")
        data += part
    return bytes(data)
