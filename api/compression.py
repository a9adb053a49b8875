"""Pages, styles and scripts are compressed on their way, where the client can read that."""

from __future__ import annotations

import gzip
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_TYPES = ("text/html", "text/css", "text/javascript", "application/javascript", "image/svg+xml")
_LEAST = 1000  # bytes; less is not worth the while
_MOST = 4_000_000  # bytes that compressing may keep the others waiting for
_LEVEL = 5
_REFUSED = re.compile(r"gzip\s*;\s*q\s*=\s*0(\.0*)?\s*(,|$)")


class Compress:
    """Compresses answers of these types that come in one piece. An ETag becomes weak (RFC 9110, 8.8.1)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        accepted = Headers(scope=scope).get("accept-encoding", "").lower()
        able = "gzip" in accepted and not _REFUSED.search(accepted)
        head: Message | None = None

        async def answer(message: Message) -> None:
            nonlocal head
            if message["type"] == "http.response.start" and _compressible(message):
                head = message
                return
            if head is not None:
                start, head = head, None
                whole = not message.get("more_body", False) and _LEAST <= len(message.get("body", b"")) <= _MOST
                if able and whole:
                    message = _compressed(start, message)
                await send(start)
            await send(message)

        await self._app(scope, receive, answer)


def _compressible(start: Message) -> bool:
    """Whether an answer could be compressed; if so, it says that it depends on what the client can read."""
    headers = MutableHeaders(scope=start)
    media_type = headers.get("content-type", "").partition(";")[0]
    if media_type not in _TYPES or "content-encoding" in headers or start["status"] in (206, 304):
        return False
    headers.add_vary_header("Accept-Encoding")
    return True


def _compressed(start: Message, message: Message) -> Message:
    body = gzip.compress(message["body"], _LEVEL, mtime=0)
    headers = MutableHeaders(scope=start)
    headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(body))
    if (tag := headers.get("etag")) and not tag.startswith("W/"):
        headers["ETag"] = f"W/{tag}"
    return {**message, "body": body}
