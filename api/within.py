"""Requests that this process makes of the service itself: over no network, without a line in the log."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from starlette.types import ASGIApp, Message

from api.visits import VISIT, Visit


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service answers itself."""

    status: int
    body: bytes


async def answer_within(framework: ASGIApp, visit: Visit, base: str, path: str, query: str) -> Answer:
    """The answer in JSON to a GET of ``path``, for the client and from the release of ``visit``.

    ``base`` is the address that the service is to take for its own. ``framework`` is the application without its edge.
    """
    own = urlsplit(base)
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": own.scheme,
        "root_path": own.path.rstrip("/"),
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(b"host", own.netloc.encode()), (b"accept", b"application/json")],
        "client": None,
        "server": None,
        VISIT: visit,
    }
    status, parts = 500, list[bytes]()

    async def send(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = int(message["status"])
        else:
            parts.append(message.get("body", b""))

    await framework(scope, _stays, send)
    return Answer(status, b"".join(parts))


async def _stays() -> Message:
    """A client that sends no more and does not go."""
    await asyncio.Event().wait()
    return {"type": "http.disconnect"}
