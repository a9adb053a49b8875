"""Every error of the service as one shape: an RFC 9457 problem document that says what to do instead."""

from __future__ import annotations

import difflib
import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from api.models.described import described
from api.models.limits import limits_of
from api.parameters import parameters_of, query_model
from api.visits import VISIT
from graph import errors
from graph.config import DEFAULT_BASE

MEDIA_TYPE = "application/problem+json"

_LOG = logging.getLogger("hrap.api")
_LONGEST_INSTANCE = 2000
_POSITION = re.compile(r"at line (\d+), column (\d+)")


class Problem(BaseModel):
    """A problem document. Members that do not apply are left out."""

    model_config = described("object", "problem")

    type: str
    title: str
    status: int
    detail: str
    remedy: str | None = None
    instance: str | None = None
    request_id: str | None = None
    parameter: str | None = None
    nearest: list[str] | None = None
    allowed: list[str] | None = None
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of problem: its status, its name in the IRI, its title."""

    status: int
    name: str
    title: str


BAD_VALUE = Kind(400, "bad-value", "Bad value")
UNKNOWN_PARAMETER = Kind(400, "unknown-parameter", "Unknown parameter")
UNKNOWN_VALUE = Kind(400, "unknown-value", "Unknown value")
BAD_REQUEST = Kind(400, "bad-request", "Bad request")
BAD_CURSOR = Kind(400, "bad-cursor", "The cursor does not fit")
CONFLICT = Kind(400, "conflicting-parameters", "Parameters that exclude each other")
NOT_FOUND = Kind(404, "not-found", "Not found")
METHOD_NOT_ALLOWED = Kind(405, "method-not-allowed", "Method not allowed")
NOT_ACCEPTABLE = Kind(406, "not-acceptable", "No acceptable format")
GONE_CURSOR = Kind(410, "outdated-cursor", "The cursor is of another release")
BAD_RANGE = Kind(416, "bad-range", "The range is not in the file")
HEAD_TOO_LARGE = Kind(431, "head-too-large", "The head of the request is too large")
URL_TOO_LONG = Kind(414, "url-too-long", "The URL is too long")
UNSUPPORTED = Kind(415, "unsupported-media-type", "Unsupported media type")
TOO_LARGE = Kind(413, "too-large", "Too large")
TOO_SLOW = Kind(408, "request-timeout", "The request did not arrive in time")
NOT_READY = Kind(503, "not-ready", "Not ready")
INTERNAL = Kind(500, "internal-error", "Internal error")

# A timeout is 504: a worker behind this service did not answer in time, and asking the same again
# will not help. 503 is kept for a full queue and a process ended from outside, where it will. A
# query that runs out of memory or stack is at fault itself, and will be again: 400.
KINDS: Mapping[type[errors.HrapError], Kind] = MappingProxyType(
    {
        errors.QuerySyntaxError: Kind(400, "query-syntax", "The query is not SPARQL 1.1"),
        errors.QueryRefused: Kind(400, "query-refused", "The query asks for what is not offered"),
        errors.QueryTooLarge: TOO_LARGE,
        errors.QueryTooComplex: Kind(400, "query-too-complex", "The query has too many parts"),
        errors.QueryTimeout: Kind(504, "query-timeout", "The query took too long"),
        errors.QueryOverload: Kind(503, "overload", "Too many queries are waiting"),
        errors.QueryExhausted: Kind(400, "query-exhausted", "The query needs more than a query may use"),
        errors.WorkerLost: Kind(503, "worker-lost", "The query's process was ended"),
        errors.StoreLost: Kind(503, "store-lost", "The store does not answer"),
        errors.SearchError: Kind(400, "search-unreadable", "The search cannot be read"),
        errors.QueryError: Kind(400, "query-failed", "The query failed"),
    }
)
_OWN = (
    *(BAD_VALUE, UNKNOWN_PARAMETER, UNKNOWN_VALUE, BAD_REQUEST, NOT_FOUND, METHOD_NOT_ALLOWED, NOT_ACCEPTABLE),
    *(BAD_CURSOR, CONFLICT, GONE_CURSOR, BAD_RANGE, HEAD_TOO_LARGE),
    *(URL_TOO_LONG, UNSUPPORTED, TOO_LARGE, TOO_SLOW, NOT_READY, INTERNAL),
)
TYPES: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in (*_OWN, *KINDS.values())})
"""Every sort of problem by its name; ontology/problems.toml says what each means."""


def type_of(kind: Kind) -> str:
    """The IRI of a sort of problem, which leads to /problem/ of a service."""
    return f"{DEFAULT_BASE}problem/{kind.name}"


class ApiError(Exception):
    """A request that cannot be answered, with what its problem document will say."""

    def __init__(self, kind: Kind, detail: str, *, headers: Mapping[str, str] | None = None, **members: Any) -> None:
        super().__init__(detail)
        self.kind, self.detail, self.headers, self.members = kind, detail, headers, members


def unknown(kind: Kind, what: str, value: str, existing: Iterable[str], *, parameter: str | None = None) -> ApiError:
    """The error for a name that does not exist, with the names that do and the nearest of them."""
    allowed = list(existing)
    nearest = difflib.get_close_matches(value.lower(), allowed, n=3, cutoff=0.5)
    remedy = f"Did you mean {nearest[0]!r}?" if nearest else "Choose one that exists."
    detail = f"There is no {what} {value[:200]!r}."
    return ApiError(kind, detail, remedy=remedy, nearest=nearest, allowed=allowed, parameter=parameter)


def given_twice(name: str) -> ApiError:
    """The error for a parameter that takes one value and has several."""
    remedy = "Give one value; ask again for another."
    return ApiError(CONFLICT, f"{name} is given more than once, and takes one value.", remedy=remedy, parameter=name)


def add_handlers(app: FastAPI) -> None:
    """Make every error of the application a problem document."""
    app.add_exception_handler(ApiError, _api_error)
    app.add_exception_handler(errors.HrapError, _project_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(Exception, unexpected)


def error_response(request: Request, error: ApiError | errors.HrapError) -> Response:
    """The problem document for an error of this project."""
    return _api_error(request, error) if isinstance(error, ApiError) else _project_error(request, error)


def problem(kind: Kind, detail: str, **members: Any) -> Problem:
    """A problem document; members without a value are left out."""
    given = {name: value for name, value in members.items() if value not in (None, [])}
    return Problem(type=type_of(kind), title=kind.title, status=kind.status, detail=detail, **given)


def problem_response(
    request: Request, kind: Kind, detail: str, headers: Mapping[str, str] | None = None, **members: Any
) -> Response:
    """A problem document as a response."""
    instance = f"{request.url.path}?{request.url.query}".removesuffix("?")[:_LONGEST_INSTANCE]
    request_id = request.scope[VISIT].id if VISIT in request.scope else None
    document = problem(kind, detail, instance=instance, request_id=request_id, **members)
    body = document.model_dump_json(exclude_none=True)
    own = {"Cache-Control": "no-store", "Link": f'</problem/{kind.name}>; rel="help"'}
    return Response(body, kind.status, media_type=MEDIA_TYPE, headers={**own, **(headers or {})})


def _api_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ApiError)  # noqa: S101 (how the handlers are registered)
    return problem_response(request, error.kind, error.detail, error.headers, **error.members)


def _project_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.HrapError)  # noqa: S101
    kind = next((KINDS[cls] for cls in type(error).__mro__ if cls in KINDS), INTERNAL)
    place = _POSITION.search(error.message)
    line, column = (int(place[1]), int(place[2])) if place else (None, None)
    headers = {"Retry-After": "5"} if kind.status == HTTPStatus.SERVICE_UNAVAILABLE else None
    return problem_response(request, kind, error.message, headers, remedy=error.remedy, line=line, column=column)


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    if error.status_code == HTTPStatus.NOT_FOUND:
        detail, remedy = f"There is nothing at {request.url.path}.", "The paths that exist are listed at /docs."
        return problem_response(request, NOT_FOUND, detail, remedy=remedy)
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = ", ".join(sorted((error.headers or {}).get("Allow", "GET").split(", ")))
        detail, remedy = f"{request.method} is not offered here.", f"Use {allowed}."
        return problem_response(request, METHOD_NOT_ALLOWED, detail, {"Allow": allowed}, remedy=remedy)
    return unexpected(request, error)  # the framework has no other for a service that reads no body


def _validation_error(request: Request, error: Exception) -> Response:
    """The first thing that is wrong with the parameters; an unknown one with those that exist."""
    assert isinstance(error, RequestValidationError)  # noqa: S101
    first = error.errors()[0]
    name = str(first["loc"][-1] if len(first["loc"]) < 3 else first["loc"][1])
    if first["type"] == "extra_forbidden":
        failure = unknown(UNKNOWN_PARAMETER, "parameter", name, sorted(parameters_of(request)), parameter=name)
    elif first["type"] == "literal_error":
        choices = re.findall(r"'([^']*)'", str(first["ctx"]["expected"]))
        failure = unknown(UNKNOWN_VALUE, name, str(first["input"]), choices, parameter=name)
    else:
        failure = _bad_value(request, name, first)
    return _api_error(request, failure)


def _bad_value(request: Request, name: str, error: Mapping[str, Any]) -> ApiError:
    """The error for a value that a parameter does not take; for a number, with the limits that it has."""
    given = "not given" if error["type"] == "missing" else repr(str(error.get("input"))[:200])
    model = query_model(request.scope.get("route"))
    limits = limits_of(model, name) if model else None
    if limits:
        detail, remedy = f"{name} is {given}, and takes {limits}.", "Give a number within these limits."
    else:
        detail, remedy = f"{name} is {given}: {error['msg']}.", "See /docs for what it takes."
    return ApiError(BAD_VALUE, detail, parameter=name, remedy=remedy)


def unexpected(request: Request, error: Exception) -> Response:
    """The problem document for an error that nobody foresaw, which only the log tells more of."""
    _LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problem_response(request, INTERNAL, "The service failed to answer.", remedy="Report this request.")
