"""Where the service is reached, and what a request asks for, in one way of writing."""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from urllib.parse import parse_qsl, quote_plus

from starlette.requests import Request
from starlette.types import Scope

from api.parameters import RELEASE

_READ = "hrap.parameters"
_ORDERED = "hrap.parameters.ordered"
_BASE = "hrap.base"
PIN = "hrap.pin"
"""Where a scope says which release alone its request is for, if it is (see ``api.pins``)."""


def base_of(scope: Scope) -> str:
    """The address of the service as the request has it, without a slash at its end."""
    if _BASE not in scope:
        scope[_BASE] = _base(scope)
    return str(scope[_BASE])


def _base(scope: Scope) -> str:
    host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), None)
    if host is None:
        name, port = scope.get("server") or ("localhost", None)
        host = f"{name}:{port}" if port else name
    return f"{scope['scheme']}://{host}{scope.get('root_path', '')}"


def parameters(scope: Scope) -> list[tuple[str, str]]:
    """The parameters of a request as they came, read once for all who ask."""
    if _READ not in scope:
        scope[_READ] = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    found: list[tuple[str, str]] = scope[_READ]
    return found


def pinned(scope: Scope) -> list[tuple[str, str]]:
    """The parameter that keeps an address to the one release that a request is for; none where it is for any."""
    return [(RELEASE, scope[PIN])] if PIN in scope else []


def asked(request: Request, *without: str) -> list[tuple[str, str]]:
    """The parameters of a request by name, without some; several of one name in the order in which they came."""
    scope = request.scope
    if _ORDERED not in scope:
        scope[_ORDERED] = sorted(parameters(scope), key=itemgetter(0))
    return [pair for pair in scope[_ORDERED] if pair[0] not in without]


def url_of(request: Request, pairs: list[tuple[str, str]]) -> str:
    """The URL of the request's path with other parameters."""
    url = f"{base_of(request.scope)}{request.scope['path']}"
    return f"{url}?{'&'.join(f'{_quoted(name)}={_quoted(value)}' for name, value in pairs)}" if pairs else url


_quoted = lru_cache(maxsize=4096)(quote_plus)
