"""Browsers that ask whether a script of another site may send a request (CORS)."""

from __future__ import annotations

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from api.policy import EXPOSED
from api.sparql.protocol import METHODS


class Preflights(CORSMiddleware):
    """Answers those questions; that any site may read an answer says the edge, in every one and to everybody alike.

    Answers that come from here do not depend on who asks, so none varies by Origin.
    """

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app, allow_origins=["*"], allow_methods=METHODS, allow_headers=["*"], expose_headers=EXPOSED)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        asks = scope["type"] == "http" and scope["method"] == "OPTIONS"
        await (super().__call__ if asks else self.app)(scope, receive, send)
