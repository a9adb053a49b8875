"""Answers plain queries as soon as the head of their request is read, with the least that this takes.

The application, its routing, its tasks and its turns cost several times what a light query does. A short query that
comes by GET, under no condition and uncoded, is therefore answered here, from the cache or by the crew. Whatever else
there is to say, be it an error, is left to the application, which is given the request as if nothing had been. Both
give the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import Protocol

from starlette.types import Scope

from api.clients import client_of
from api.edge import HEADERS
from api.logs import AccessLog
from api.metrics import Metrics
from api.problems import ApiError
from api.reloading import Releases, Running
from api.settings import Settings
from api.sparql.crew import Crew
from api.sparql.deadlines import CLIENT_GONE
from api.sparql.endpoint import KEPT, VARY, entity_tag
from api.sparql.formats import Wanted, content_type, formats
from api.sparql.jobs import Digested, digested, is_error, job
from api.sparql.protocol import SparqlRequest, plain_query
from api.visits import Visit, request_ids
from graph.errors import HrapError
from graph.sparql.queries import AnswerKind
from graph.store import Formats

_LONGEST = 4000
# What the application heeds of a request beside Accept: one that has any of these is left to it.
_HEEDED = frozenset(
    {
        *(b"accept-encoding", b"content-length", b"content-type", b"expect", b"transfer-encoding", b"upgrade"),
        *(b"if-match", b"if-modified-since", b"if-none-match", b"if-range", b"if-unmodified-since", b"range"),
        b"x-request-id",
    }
)
_UNCODED = (b"accept-encoding", b"identity")  # which Python's own client sends
_HEADERS = (
    b"".join(b"%b: %b\r\n" % header for header in (VARY, KEPT, *HEADERS)).replace(b"%", b"%%")
    + b"etag: %b\r\ncontent-type: %b\r\ncontent-length: %d\r\n"
    + b"x-request-id: %b\r\ndataset-version: %b\r\ndataset-sha256: %b\r\n"
)


class Ride(Protocol):
    """A request whose head is read, and the connection that waits for its answer."""

    scope: Scope

    def respond(self, headers: bytes, body: bytes) -> bool:
        """Send an answer of status 200 with these header lines; False where the client is gone."""

    def leave(self) -> None:
        """Give the request to the application."""


class Express:
    """Takes the requests that it can answer."""

    def __init__(self, releases: Releases, metrics: Metrics, log: AccessLog, settings: Settings) -> None:
        self._releases, self._metrics, self._log = releases, metrics, log
        self._limits, self._max_bytes = settings.query_limits, settings.max_answer_bytes
        self._proxy_header = settings.trusted_header
        self._request_id = request_ids()

    def takes(self, ride: Ride) -> bool:
        """Whether the request is answered here, now or soon; else the application is to answer it at once."""
        scope = ride.scope
        accept = _accept(scope["headers"])
        if accept is None or len(scope["query_string"]) > _LONGEST:
            return False
        running = self._releases.running
        known = running.service.answers.recall(scope["query_string"], accept)
        if known:
            asked, hashed, found = known
            visit = self._visit(scope, running)
            visit.query, visit.outcome = hashed, "cached"
            self._respond(ride, visit, asked.media_type, found)
            return True
        crew = running.service.engine.crew
        return crew is not None and self._asks(crew, ride, running, accept)

    def _asks(self, crew: Crew, ride: Ride, running: Running, accept: str) -> bool:
        """Whether the cache has the answer to another spelling of the query, or the crew is asked for it."""
        scope, answers = ride.scope, running.service.answers
        try:
            query = plain_query(scope["query_string"], self._limits)
            kind = query.kind if query else None
            if query is None or kind is None:
                return False
            media_type, form = _wanted(accept, kind)
        except (ApiError, HrapError):
            return False
        key = answers.key(query, form)
        if key is None:
            return False
        visit = self._visit(scope, running)
        visit.query = blake2b(query.text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        found = answers.kept(key)
        if found:
            visit.outcome = "cached"
            asked = SparqlRequest(query, Wanted(None, accept or None))
            answers.remember(scope["query_string"], accept, asked, visit.query)
            self._respond(ride, visit, media_type, found)
            return True

        def answered(message: bytes | None) -> None:
            self._releases.leave(running)
            found = digested(message) if message and not is_error(message) else None
            if found is None or found.answer.format is None:
                ride.leave()
                return
            answers.keep(key, found)
            visit.outcome = "answered"
            self._respond(ride, visit, media_type, found)

        if not crew.ask(job(query, form, self._max_bytes), visit.client, answered):
            return False
        self._releases.enter()
        return True

    def _visit(self, scope: Scope, running: Running) -> Visit:
        client = client_of(scope, self._proxy_header)
        return Visit(self._request_id(scope), client, running.service, running.light)

    def _respond(self, ride: Ride, visit: Visit, media_type: str, found: Digested) -> None:
        body, release = found.answer.body, visit.service.release
        headers = _HEADERS % (
            entity_tag(found, media_type).encode(),
            content_type(media_type),
            len(body),
            visit.id.encode(),
            release.version.encode(),
            release.sha256.encode(),
        )
        visit.kind = found.answer.kind
        if ride.respond(headers, body):
            visit.status, visit.sent = 200, len(body)
        else:
            visit.status, visit.outcome = CLIENT_GONE, "disconnected"
        self._log.write(ride.scope, visit)
        self._metrics.visited(visit)


@lru_cache(maxsize=1000)
def _wanted(accept: str, kind: AnswerKind) -> tuple[str, Formats]:
    """The media type of an answer, and what the store calls it. Raises ApiError where none is accepted."""
    media_type = Wanted(None, accept or None).media_type(kind)
    return media_type, formats(kind, media_type)


def _accept(headers: Iterable[tuple[bytes, bytes]]) -> str | None:
    """The Accept header, empty where there is none; None for a request that is left to the application."""
    accept = ""
    for name, value in headers:
        if name == b"accept":
            if accept:
                return None
            accept = value.decode("latin-1")
        elif name in _HEEDED and (name, value) != _UNCODED:
            return None
    return accept
