"""Where the service is reached, and what a request asks for, in one way of writing."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.types import Scope


def base_of(scope: Scope) -> str:
    """The address of the service as the request has it, without a slash at its end."""
    host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), None)
    if host is None:
        name, port = scope.get("server") or ("localhost", None)
        host = f"{name}:{port}" if port else name
    return f"{scope['scheme']}://{host}{scope.get('root_path', '')}"


def asked(request: Request, *without: str) -> list[tuple[str, str]]:
    """The parameters of a request by name, without some; several of one name in the order in which they came."""
    found = [pair for pair in request.query_params.multi_items() if pair[0] not in without]
    return sorted(found, key=lambda pair: pair[0])


def url_of(request: Request, parameters: list[tuple[str, str]]) -> str:
    """The URL of the request's path with other parameters."""
    url = f"{base_of(request.scope)}{request.scope['path']}"
    return f"{url}?{urlencode(parameters)}" if parameters else url
