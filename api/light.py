"""Answers light reading requests before the framework's routing and threads, which cost more than they do.

The framework has the same paths with the same functions. It documents them, and answers whatever is not plain: a
parameter that is wrong, a name that does not exist, and what takes longer than everybody else can wait, for the
functions are called here on the thread that serves all, with a database in a hurry (``api.db``).
"""

from __future__ import annotations

import inspect
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from fastapi.routing import APIRoute, APIRouter
from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.addresses import parameters
from api.db import OutOfTimeError
from api.parameters import query_model, repeats, values_by_name
from api.problems import ApiError
from api.visits import visit_of

_PREFIX = "/api/v1/"
_LIGHT = {
    *("measures", "measure", "commitments", "targets", "mentions", "links"),
    *("rights", "right", "instruments", "instrument", "groups", "group", "bodies", "body", "indicators", "indicator"),
}


@dataclass(frozen=True, slots=True)
class _Path:
    """A path that may be light: its pattern, its function, its query parameters and which of them may be repeated."""

    pattern: re.Pattern[str]
    endpoint: Callable[..., Response]
    parameter: str
    model: type[BaseModel]
    repeated: frozenset[str]

    def answer(self, request: Request) -> Response | None:
        """The answer, or None where the framework has to give it."""
        place = self.pattern.match(request.scope["path"])
        if place is None:
            return None
        given = values_by_name(self.repeated, parameters(request.scope))
        if given is None:
            return None
        try:
            asked = {self.parameter: self.model.model_validate(given)}
            return self.endpoint(request=request, service=visit_of(request.scope).light, **asked, **place.groupdict())
        except (ApiError, OutOfTimeError, ValidationError):
            return None


class LightFirst:
    """Answers light requests; passes on all others."""

    def __init__(self, app: ASGIApp, routers: Iterable[APIRouter]) -> None:
        self._app, self._paths = app, light_paths(routers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"].startswith(_PREFIX):
            request = Request(scope, receive, send)
            for path in self._paths.get(scope["path"].split("/", 4)[3], ()):
                response = path.answer(request)
                if response:
                    await response(scope, receive, send)
                    return
        await self._app(scope, receive, send)


def light_paths(routers: Iterable[APIRouter]) -> Mapping[str, list[_Path]]:
    """The paths that may be light, by their first part after the prefix."""
    found: dict[str, list[_Path]] = defaultdict(list)
    for route in (each for router in routers for each in router.routes):
        if isinstance(route, APIRoute) and route.name in _LIGHT:
            found[route.path.split("/")[3]].append(_path(route))
    return found


def _path(route: APIRoute) -> _Path:
    model = query_model(route)
    assert model is not None  # noqa: S101 (every light path takes its parameters as one model)
    repeated = frozenset(name for name, several in repeats(model).items() if several)
    known = {*inspect.signature(route.endpoint).parameters} - {"request", "service"}
    (parameter,) = (name for name in known if name not in route.path_format)
    return _Path(route.path_regex, route.endpoint, parameter, model, repeated)
