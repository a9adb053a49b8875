"""A plain request in the hands of the express, which stands for uvicorn's cycle of request and response meanwhile."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast

from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

from api.sparql.endpoint import PATH

if TYPE_CHECKING:
    from api.connections import PatientProtocol

START = f"{PATH}?query=".encode()
_TARGET = len(PATH) + 1


class _Nobody:
    """In the place of the event by which uvicorn wakes the task of a cycle: a ride has none."""

    def set(self) -> None:
        """Wake nobody."""


class Ride:
    """What uvicorn's cycle is to the connection that has it, without the task, the event and the checks.

    A cycle costs as much as all else of a light query that is answered from the cache. Where the application is to
    answer after all, the ride gives its place to a cycle.
    """

    __slots__ = ("_connection", "disconnected", "keep_alive", "more_body", "response_complete", "scope")

    message_event = _Nobody()

    def __init__(self, connection: PatientProtocol) -> None:
        """A request of HTTP/1.1 whose head the connection has read, and which is the only one it has to answer."""
        self._connection = connection
        self.disconnected = self.response_complete = False
        self.keep_alive = self.more_body = True
        self.scope = cast(Scope, connection.scope)
        self.scope["method"], self.scope["path"], self.scope["raw_path"] = "GET", PATH, PATH.encode()
        self.scope["query_string"] = connection.url[_TARGET:]

    def respond(self, headers: bytes, body: bytes) -> bool:
        """Send an answer of status 200 with these header lines; False where the client is gone."""
        connection = self._connection
        if self.disconnected:
            return False
        closing = b"" if self.keep_alive else b"connection: close\r\n"
        head = STATUS_LINE[200] + connection.default_lines + headers + closing + b"\r\n"
        connection.outlet.send(head + body)
        self.response_complete = True
        if not self.keep_alive:
            connection.transport.close()
        connection.on_response_complete()
        return True

    def leave(self) -> None:
        """Have the application answer."""
        connection = self._connection
        cycle = RequestResponseCycle(
            scope=cast(Any, self.scope),
            transport=connection.transport,
            flow=connection.flow,
            logger=connection.logger,
            access_logger=connection.access_logger,
            access_log=connection.access_log,
            default_headers=connection.server_state.default_headers,
            message_event=asyncio.Event(),
            expect_100_continue=False,
            keep_alive=self.keep_alive,
            on_response=connection.on_response_complete,
        )
        cycle.more_body, cycle.disconnected = False, self.disconnected
        if connection.cycle is cast(Any, self):  # else another request has come behind it
            connection.cycle = cycle
        connection._start_asgi_task(cycle, connection.app)
