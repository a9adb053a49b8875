"""The edge of the application: what every request passes first, and every answer last.

It is plain ASGI and stands outside everything else, so that an answer to an unexpected error bears
the same headers, and is logged and counted, like any other.
"""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.clients import client_of
from api.logs import AccessLog
from api.metrics import Metrics
from api.policy import HEADERS
from api.reloading import Releases
from api.visits import VISIT, Visit, request_ids

_NAMES = frozenset(name for name, _ in HEADERS)


class Edge:
    """Gives a request its id and its release; adds the headers, the log line and the counts to its answer.

    The headers tell browsers to run nothing but what this service serves, to guess no types, and to
    let any site read the answer. A header that the answer has already is left as it is.
    """

    def __init__(
        self, app: ASGIApp, releases: Releases, metrics: Metrics, log: AccessLog, proxy_header: str | None
    ) -> None:
        self._app, self._releases, self._metrics, self._log = app, releases, metrics, log
        self._request_id = request_ids()
        self._proxy_header = proxy_header

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        running = self._releases.enter()
        client = client_of(scope, self._proxy_header)
        visit = Visit(self._request_id(scope), client, service=running.service, light=running.light)
        scope[VISIT] = visit
        try:
            await self._app(scope, receive, _sender(send, visit))
        except Exception:
            # It was logged and answered where it was caught; only an answer cut short goes to the server.
            if visit.status != 500:
                raise
        finally:
            self._releases.leave(running)
            self._log.write(scope, visit)
            self._metrics.visited(visit)


def _sender(send: Send, visit: Visit) -> Send:
    release = visit.service.release
    own = (
        (b"x-request-id", visit.id.encode()),
        (b"dataset-version", release.version.encode()),
        (b"dataset-sha256", release.sha256.encode()),
    )

    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            visit.status = int(message["status"])
            headers = message["headers"]
            present = {name for name, _ in headers}
            more = HEADERS if present.isdisjoint(_NAMES) else [each for each in HEADERS if each[0] not in present]
            message["headers"] = [*headers, *more, *own]
        elif message["type"] == "http.response.body":
            visit.sent += len(message.get("body", b""))
        await send(message)

    return answer
