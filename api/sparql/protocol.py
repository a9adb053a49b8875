"""The SPARQL 1.1 Protocol: a request to a query, and nothing of how it is answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.types import Receive, Scope

from api.explorer.views import PARAMETER as LANGUAGE
from api.problems import BAD_REQUEST, UNSUPPORTED, ApiError, given_twice
from api.sparql.deadlines import ClientGoneError, asked_timeout
from api.sparql.decoding import decoded
from api.sparql.formats import PARAMETERS, Wanted
from api.sparql.media_types import formats
from graph.errors import QueryRefused, QueryTooLarge
from graph.sparql.complexity import ComplexityLimits
from graph.sparql.queries import AnswerKind, Query
from graph.store import Formats

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "QUERY")

_WITHOUT_BODY = ("GET", "HEAD")
_MAX_FIELDS = 1000
_UNCODED = "identity"
_EXAMPLE = "Send ?query=, such as ?query=SELECT * { ?s ?p ?o } LIMIT 10, or POST it as a form or as " + DIRECT + "."

Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class SparqlLimits:
    """How long, and of how many parts, a query may be."""

    max_bytes: int
    complexity: ComplexityLimits


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """A query, what its sender takes for an answer, and the seconds it may run (None: as the service allows)."""

    query: Query
    wanted: Wanted
    timeout: float | None = None

    @property
    def kind(self) -> AnswerKind:
        """The sort of answer; where the text is no query, one that lets the engine say what is wrong."""
        return self.query.kind or "solutions"

    @property
    def media_type(self) -> str:
        """The media type of the answer. Raises ApiError, a 406, where there is none."""
        return self.wanted.media_type(self.kind)

    @property
    def formats(self) -> Formats:
        """The same as the store's name of the format. Raises ApiError, a 406, where there is none."""
        return formats(self.kind, self.media_type)


def header(scope: Scope, name: bytes) -> str | None:
    """The value of a header, which may be given on several lines; ``name`` is in small letters."""
    values = [value for key, value in scope["headers"] if key == name]
    return b", ".join(values).decode("latin-1") if values else None


def is_bare(scope: Scope) -> bool:
    """Whether a request asks nothing, but perhaps a format or a language: it wants the description of the service."""
    query: bytes = scope["query_string"]
    if scope["method"] not in _WITHOUT_BODY or query.startswith(b"query="):
        return False
    names = {part.partition(b"=")[0].decode("ascii", "replace") for part in query.split(b"&") if part}
    return names <= {*PARAMETERS, LANGUAGE}


def wanted(scope: Scope) -> Wanted:
    """What a request without a body says of formats."""
    query: bytes = scope["query_string"]
    return _wanted(scope, _fields(query, len(query)))


async def read_request(scope: Scope, receive: Receive, limits: SparqlLimits) -> SparqlRequest:
    """Read a query by GET or HEAD, by POSTed form, or by direct POST or QUERY.

    Parameters that the protocol does not know are passed over, as clients send their own, and so are
    graphs without a value, as forms send them; those of the URL count for a body too.
    Raises ApiError or QueryError where the request breaks the protocol, asks for an update or is too
    long, ClientGoneError where it is broken off.
    """
    url = _fields(scope["query_string"], limits.max_bytes)
    if scope["method"] in _WITHOUT_BODY:
        return _request(scope, url, ())
    if _body_type(scope) == FORM:
        form = _fields(await _body(receive, 3 * limits.max_bytes), limits.max_bytes)
        for name in PARAMETERS:
            if name in form and name in url:
                raise given_twice(name)
        both = {name: [*form.get(name, ()), *url.get(name, ())] for name in (*form, *url)}
        return _request(scope, both, ())
    text = _text(await _body(receive, limits.max_bytes))
    return _request(scope, url, (text,))


def _request(scope: Scope, fields: Fields, direct: tuple[str, ...]) -> SparqlRequest:
    default, named = (tuple(filter(None, fields.get(f"{sort}-graph-uri", ()))) for sort in ("default", "named"))
    query = Query(_one_query(fields, direct), default, named)
    return SparqlRequest(query, _wanted(scope, fields), asked_timeout(_one(fields, "timeout")))


def check_query(query: Query, limits: SparqlLimits) -> None:
    """Raise QueryError where a query has more parts than it may, or is an update."""
    limits.complexity.check(query.text)
    query.check()


def _wanted(scope: Scope, fields: Fields) -> Wanted:
    name = next((value for parameter in PARAMETERS for value in fields.get(parameter, ()) if value), None)
    return Wanted(name, header(scope, b"accept"))


def _one_query(fields: Fields, direct: tuple[str, ...]) -> str:
    if "update" in fields:
        raise _update()
    found = (*direct, *fields.get("query", ()))
    if len(found) != 1:
        detail = f"The request has {len(found)} queries." if found else "The request has no query."
        raise ApiError(BAD_REQUEST, detail, parameter="query", remedy=_EXAMPLE if not found else "Send one at a time.")
    return found[0]


def _one(fields: Fields, name: str) -> str | None:
    """The value of a parameter. Raises ApiError where it has several."""
    found = fields.get(name, ())
    if len(found) > 1:
        raise given_twice(name)
    return next(iter(found), None)


def _body_type(scope: Scope) -> str:
    """The media type of the body. Raises ApiError or QueryRefused where such a body is not read."""
    content_type, charset = _content_type(scope)
    if content_type == UPDATE:
        raise _update()
    if content_type not in (FORM, DIRECT):
        detail = f"The body is {content_type or 'of no stated type'}."
        raise ApiError(UNSUPPORTED, detail, remedy="Send it as one of these.", allowed=[FORM, DIRECT])
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise ApiError(UNSUPPORTED, f"The body is in {charset[:40]}.", remedy="Send UTF-8.")
    coding = header(scope, b"content-encoding") or _UNCODED
    if coding.lower() != _UNCODED:
        said = {"Accept-Encoding": _UNCODED}
        raise ApiError(UNSUPPORTED, f"The body is coded as {coding[:40]}.", remedy="Send it uncoded.", headers=said)
    return content_type


def _content_type(scope: Scope) -> tuple[str, str]:
    """The media type of the body, and its charset if stated, both in small letters."""
    media_type, *parameters = (header(scope, b"content-type") or "").lower().split(";")
    stated = (parameter.partition("=") for parameter in parameters)
    charset = next((value.strip().strip('"') for name, _, value in stated if name.strip() == "charset"), "")
    return media_type.strip(), charset


def _fields(data: bytes, max_bytes: int) -> Fields:
    """The fields of a query string or form, decoded once; a name may be given several times."""
    fields: dict[str, list[str]] = {}
    if data.count(b"&") >= _MAX_FIELDS:
        raise ApiError(BAD_REQUEST, f"There are more than {_MAX_FIELDS} parameters.", remedy="Send fewer.")
    try:
        for part in data.replace(b"+", b" ").split(b"&"):
            if part:
                name, _, value = part.partition(b"=")
                fields.setdefault(decoded(name), []).append(decoded(value))
    except UnicodeDecodeError as error:
        raise ApiError(
            BAD_REQUEST, f"The parameters cannot be decoded: {error}.", remedy="Percent-encode them as UTF-8."
        ) from error
    if len(data) > max_bytes and any(len(value) > max_bytes for values in fields.values() for value in values):
        raise _too_large(max_bytes)
    return fields


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ApiError(BAD_REQUEST, f"Byte {error.start} of the query is not UTF-8.", remedy="Send UTF-8.") from error


async def _body(receive: Receive, max_bytes: int) -> bytes:
    data, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGoneError
        data += message.get("body", b"")
        more = message.get("more_body", False)
        if len(data) > max_bytes:
            raise _too_large(max_bytes)
    return bytes(data)


def _update() -> QueryRefused:
    return QueryRefused("This graph is read-only: updates are refused.", remedy="Ask with a query.")


def _too_large(max_bytes: int) -> QueryTooLarge:
    return QueryTooLarge(f"The query is longer than {max_bytes:,} bytes.", remedy="Shorten it or split it.")
