"""Links to one release: an answer that is cited comes from no other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from http import HTTPStatus
from urllib.parse import parse_qsl, quote

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.addresses import PIN, base_of
from api.parameters import JSON_PREFIX, RELEASE
from api.problems import NOT_FOUND, ApiError, error_response, given_twice
from api.service import Service
from api.visits import visit_of

_SHORTEST = 12
"""So many digits of a release's SHA-256 name it."""
DESCRIBED = {
    "name": RELEASE,
    "in": "query",
    "description": "Answer only from the release with this SHA-256, or the first 12 or more of its digits.",
    "example": "9f86d081884c",
    "schema": {"type": "string", "minLength": _SHORTEST},
}
"""The parameter in the OpenAPI document."""
_LONGEST = 2000
"""No link repeats more bytes of a query."""


class OfRelease:
    """Takes ``release`` off an address of the JSON interface: it chooses no other answer, but may refuse this one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request where it is for another release; pass it on otherwise."""
        if (
            scope["type"] != "http"
            or b"release" not in scope["query_string"]
            or not scope["path"].startswith(JSON_PREFIX)
        ):
            await self._app(scope, receive, send)
            return
        asked, others = _parted(scope["query_string"])
        try:
            if len(asked) > 1:
                raise given_twice(RELEASE)
            require_release(visit_of(scope).service, asked[0] if asked else None)
        except ApiError as error:
            await error_response(Request(scope), error)(scope, receive, send)
            return
        pin = {PIN: asked[0]} if asked else {}
        await self._app({**scope, "query_string": others, **pin}, receive, send)


class CiteAs:
    """Says in the Link header what an answer of the JSON interface is cited as (RFC 8574): the same, of its release."""

    def __init__(self, app: ASGIApp, paths: Iterable[re.Pattern[str]]) -> None:
        # One pattern of all: tried one after the other, so many cost more than what they are for.
        self._app, self._paths = app, re.compile("|".join(f"(?:{_unnamed(each)})" for each in paths))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its answer back with the link."""
        if scope["type"] != "http" or not self._is_cited(scope["path"], scope["query_string"]):
            await self._app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == HTTPStatus.OK:
                message["headers"] = [*message["headers"], (b"link", _link(scope))]
            await send(message)

        await self._app(scope, receive, answer)

    def _is_cited(self, path: str, query: bytes) -> bool:
        if not path.startswith(JSON_PREFIX) or b"after=" in query or len(query) > _LONGEST:
            return False
        return self._paths.fullmatch(path) is not None


def require_release(service: Service, asked: str | None) -> None:
    """Raise ApiError, a 404, where a request is for another release than the one that answers."""
    if asked is not None and not (len(asked) >= _SHORTEST and service.release.sha256.startswith(asked)):
        detail = f"This service has the release {service.release.sha256}, and the link is to {asked[:64]!r}."
        raise ApiError(NOT_FOUND, detail, remedy="Leave `release` out to ask the present one.", parameter=RELEASE)


def _link(scope: Scope) -> bytes:
    query = scope["query_string"].decode("latin-1")
    asked = f"{query}{'&' if query else ''}{RELEASE}={visit_of(scope).service.release.sha256}"
    return f'<{base_of(scope)}{_quoted(scope["path"])}?{asked}>; rel="cite-as"'.encode("latin-1")


@lru_cache(maxsize=4096)
def _quoted(path: str) -> str:
    return quote(path, safe="/:,")


def _unnamed(pattern: re.Pattern[str]) -> str:
    """A pattern without the names of its groups, which several paths share."""
    return re.sub(r"\?P<\w+>", "?:", pattern.pattern)


def _parted(query: bytes) -> tuple[list[str], bytes]:
    """The releases that a query names, and what else stands in it, byte for byte."""
    asked, others = list[str](), list[bytes]()
    for part in query.split(b"&"):
        pairs = parse_qsl(part.decode("latin-1"), keep_blank_values=True)
        if [name for name, _ in pairs] == [RELEASE]:
            asked += [value for _, value in pairs]
        else:
            others.append(part)
    return asked, b"&".join(others)
