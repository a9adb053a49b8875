"""Problems for people: who follows a bad link to a page gets a page that says so, and leads on.

It has the status and the headers of the problem document, which programs still get.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.db import Database, Row
from api.explorer.facets import concept_names
from api.explorer.trees import COLLECTIONS
from api.explorer.views import PARAMETER, View, view_of
from api.negotiation import preferred
from api.pages import VARY, render
from api.problems import MEDIA_TYPE
from api.visits import VISIT, visit_of

_PROGRAMS = re.compile(r"/(api|sparql|static|metrics|health|ready|openapi\.json|\.well-known)(/|$)|/dumps/")
"""What is asked for by programs, whoever follows a link to it."""

_OFFERS = (MEDIA_TYPE, "application/json", "text/html")
_SHOWN = 12
_LONGEST = 200
_TOLD = frozenset({400, 404, 406, 410, 503})
"""Statuses that there are words of their own for."""


class ProblemPages:
    """Turns the problem document of a page into a page, where the reader prefers that."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its answer back."""
        if scope["type"] != "http" or not _wanted(scope):
            await self._app(scope, receive, send)
            return
        held: list[Message] = []

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_problem(message):
                held.append(message)
            elif held:
                held.append(message)
                if not message.get("more_body"):
                    await _page(scope, held)(scope, receive, send)
            else:
                await send(message)

        await self._app(scope, receive, answer)


def next_addresses(view: View, problem: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Names that exist, the nearest first, each with the address that has it in place of the one that does not."""
    names = problem.get("nearest") or problem.get("allowed", [])
    return [(name, _corrected(view, problem, name)) for name in names[:_SHOWN]]


def _corrected(view: View, problem: Mapping[str, Any], name: str) -> str:
    parameter, query = problem.get("parameter"), dict[str, list[str]]()
    for given, value in view.query:
        query.setdefault(given, []).append(value)
    if problem["type"].endswith("/unknown-parameter"):
        values = query.pop(str(parameter), [])
        if name == PARAMETER:
            return view.link(view.path, **query)
        return view.link(view.path, **(query | {name: values}))
    if parameter in query:
        return view.link(view.path, **(query | {parameter: [name]}))
    if "/" in name:
        return view.link(name if name.startswith("/") else f"/{name}")
    parts = view.path.split("/")
    alike = [difflib.SequenceMatcher(None, part[:_LONGEST], name).ratio() for part in parts]
    parts[alike.index(max(alike))] = name
    return view.link("/".join(parts))


def _names(database: Database, parameter: str | None) -> Mapping[str, Row]:
    """What the values of a parameter are called, where it takes things of a collection."""
    scheme = next((scheme for scheme, kind in COLLECTIONS.items() if kind == parameter), None)
    return concept_names(database, scheme) if scheme else {}


def _wanted(scope: Scope) -> bool:
    if scope["method"] != "GET" or VISIT not in scope or _PROGRAMS.match(scope["path"]):
        return False
    accept = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"accept"), None)
    return accept is not None and preferred(accept, _OFFERS) == "text/html"


def _is_problem(message: Message) -> bool:
    return any(name == b"content-type" and value.startswith(MEDIA_TYPE.encode()) for name, value in message["headers"])


def _page(scope: Scope, held: list[Message]) -> Response:
    """The page for a problem document that was about to be sent."""
    request, service = Request(scope), visit_of(scope).service
    problem = json.loads(b"".join(message.get("body", b"") for message in held[1:]))
    view, status = view_of(request), int(held[0]["status"])
    shown = {
        "problem": problem,
        "told": str(status) if status in _TOLD else "other",
        "addresses": next_addresses(view, problem),
        "names": _names(service.database, problem.get("parameter")),
        "words": re.sub(r"[-_/.]+", " ", unquote(view.path).rstrip("/").rpartition("/")[2])[:_LONGEST].strip(),
    }
    text = render(service.pages, view, service.release, "problem.html", **shown)
    response = Response(text.encode("utf-8", "replace"), status, media_type="text/html")
    own = {b"content-type", b"content-length", b"content-encoding"}
    response.raw_headers += [(name, value) for name, value in held[0]["headers"] if name not in own]
    response.headers["Content-Language"] = view.language
    response.headers.add_vary_header(f"Accept, {VARY}")
    return response
