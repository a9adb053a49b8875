"""What the server and the crew of the release in service have to do with each other: who lends, and on which terms."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.types import Scope

from api.clients import client_of
from api.policy import HEADERS
from api.settings import Settings
from api.sparql.endpoint import KEPT, VARY
from api.sparql.lending.crew import Connection
from api.sparql.lending.messages import Terms
from graph.release import Release

if TYPE_CHECKING:
    from api.reloading import Releases


class Lender:
    """Lends connections to the crew of whichever release is in service."""

    def __init__(self, releases: Releases, settings: Settings) -> None:
        self._releases, self._proxy_header = releases, settings.trusted_header

    def lend(self, connection: Connection, scope: Scope) -> Callable[[], None] | None:
        """Lend a connection, whose last request this was; what calls it back, or None where it stays."""
        crew = self._releases.running.service.engine.crew
        return crew.lend(connection, self._client(scope)) if crew else None

    def suspect(self, scope: Scope) -> None:
        """Serve the client of a heavy request here, for a while."""
        crew = self._releases.running.service.engine.crew
        if crew:
            crew.suspect(self._client(scope))

    def _client(self, scope: Scope) -> str:
        return client_of(scope, self._proxy_header)


def terms(settings: Settings, release: Release) -> Terms:
    """On which terms connections are lent while a release is served."""
    own = ((b"dataset-version", release.version.encode()), (b"dataset-sha256", release.sha256.encode()))
    complexity = settings.query_limits.complexity
    return Terms(
        head=b"".join(b"%b: %b\r\n" % header for header in (VARY, KEPT, *HEADERS, *own)).decode("latin-1"),
        log=settings.log,
        proxy_header=settings.trusted_header,
        cache_bytes=settings.cache_bytes // 8,
        max_patterns=complexity.patterns,
        max_clauses=complexity.clauses,
        max_nesting=complexity.nesting,
    )
