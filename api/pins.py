"""Links to one release: an answer that is cited comes from no other."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

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
        await self._app({**scope, "query_string": others}, receive, send)


def require_release(service: Service, asked: str | None) -> None:
    """Raise ApiError, a 404, where a request is for another release than the one that answers."""
    if asked is not None and not (len(asked) >= _SHORTEST and service.release.sha256.startswith(asked)):
        detail = f"This service has the release {service.release.sha256}, and the link is to {asked[:64]!r}."
        raise ApiError(NOT_FOUND, detail, remedy="Leave `release` out to ask the present one.", parameter=RELEASE)


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
