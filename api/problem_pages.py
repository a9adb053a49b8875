"""A problem that a reader runs into is told as a page; programs get the problem document itself."""

from __future__ import annotations

import json

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.explorer.views import view_of
from api.negotiation import preferred
from api.pages import render
from api.problems import MEDIA_TYPE
from api.visits import VISIT, visit_of

_PROGRAMS = ("/api/", "/sparql")


class ProblemPages:
    """Turns problem documents into pages for browsers, except on the paths that programs ask."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http" or scope["path"].startswith(_PROGRAMS) or VISIT not in scope:
            await self._app(scope, receive, send)
            return
        start: Message | None = None
        told = b""

        async def answer(message: Message) -> None:
            nonlocal start, told
            if message["type"] == "http.response.start" and _is_problem(message) and _is_browser(scope):
                start = message
            elif start is None:
                await send(message)
            else:
                told += message.get("body", b"")
                if not message.get("more_body", False):
                    body = _page(scope, told)
                    await send(_with_page(start, body))
                    await send({"type": "http.response.body", "body": body})

        await self._app(scope, receive, answer)


def _is_problem(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith(MEDIA_TYPE)


def _is_browser(scope: Scope) -> bool:
    return preferred(Headers(scope=scope).get("accept"), [MEDIA_TYPE, "text/html"]) == "text/html"


def _page(scope: Scope, told: bytes) -> bytes:
    service = visit_of(scope).service
    view = view_of(Request(scope))
    return render(service.pages, view, service.release, "problem.html", problem=json.loads(told)).encode()


def _with_page(start: Message, body: bytes) -> Message:
    headers = MutableHeaders(raw=list(start["headers"]))
    headers["content-type"] = "text/html; charset=utf-8"
    headers["content-length"] = str(len(body))
    headers.add_vary_header("Accept, Accept-Language")
    return {**start, "headers": headers.raw}
