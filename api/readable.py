"""Hosts and URLs that cannot be read, or mean two things at once: a wrong reading would be a wrong answer."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.hosts import unnamed_host
from api.parameters import parameters_of
from api.problems import BAD_REQUEST, URL_TOO_LONG, ApiError, error_response, given_twice
from api.sparql.endpoint import PATH

MAX_URL_BYTES = 32_000  # what servers and proxies on the way still pass on; a body may be longer

_ONE_HOST = "Name the host of the URL, once."
_REMEDY = "Percent-encode text as UTF-8, without NUL."


class ReadableUrl:
    """Answers a request without one host, or whose URL is too long, no UTF-8, or has a NUL in it; passes others on.

    The framework would read bytes that are no UTF-8 as U+FFFD, and bytes that are not percent-encoded as Latin-1.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        error = _unreadable(scope) if scope["type"] == "http" else None
        if error is None:
            await self._app(scope, receive, send)
        else:
            await error_response(Request(scope), error)(scope, receive, send)


async def refuse_repeated(request: Request) -> None:
    """Raise ApiError where a parameter that takes one value has several: no rule says which of them counts."""
    names = [name for name, _ in request.query_params.multi_items()]
    if len(set(names)) == len(names):
        return
    repeats = parameters_of(request)
    for name in names:
        if names.count(name) > 1 and not repeats.get(name, True):
            raise given_twice(name)


def _unreadable(scope: Scope) -> ApiError | None:
    """What is wrong with the host or the URL of a request, or None."""
    if wrong := unnamed_host(scope):
        return ApiError(BAD_REQUEST, wrong, remedy=_ONE_HOST)
    query: bytes = scope["query_string"]
    path: bytes = scope.get("raw_path") or scope["path"].encode()
    if len(path) + len(query) > MAX_URL_BYTES:
        remedy = "POST the query." if scope["path"] == PATH else "Ask for less at a time."
        return ApiError(URL_TOO_LONG, f"The URL is longer than {MAX_URL_BYTES:,} bytes.", remedy=remedy)
    if not query.isascii():
        return ApiError(BAD_REQUEST, "The URL has bytes that are not percent-encoded.", remedy=_REMEDY)
    for part in (path, query):
        if b"%" in part:
            plain = unquote_to_bytes(part)
            if 0 in plain:
                return ApiError(BAD_REQUEST, "The URL has a NUL in it.", remedy=_REMEDY)
            try:
                plain.decode()
            except UnicodeDecodeError:
                return ApiError(BAD_REQUEST, "The URL is not UTF-8.", remedy=_REMEDY)
    return None
