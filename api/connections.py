"""Connections that say nothing: given up in time, and in favour of those that do."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class Silent:
    """The connections whose next request has not arrived yet, the one silent longest first."""

    def __init__(self, most: int, patience: float) -> None:
        """A connection may be silent for ``patience`` seconds; where there are more than ``most``, the first goes."""
        self.most, self.patience = most, patience
        self.connections: dict[PatientProtocol, asyncio.TimerHandle] = {}


class PatientProtocol(HttpToolsProtocol):
    """Uvicorn's protocol, with a limit of time for the head of a request, and of number for connections.

    Uvicorn itself waits for ever for the head of a request on a new connection.
    """

    silent: Silent

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        if len(self.connections) > self.silent.most and self.silent.connections:
            next(iter(self.silent.connections)).give_up()
        self._await_head()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._await_head()

    def on_headers_complete(self) -> None:
        self._head_came()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._head_came()
        super().connection_lost(exc)

    def give_up(self) -> None:
        """Close the connection: its request did not come."""
        self._head_came()
        self.transport.close()

    def _await_head(self) -> None:
        if self not in self.silent.connections:
            self.silent.connections[self] = self.loop.call_later(self.silent.patience, self.give_up)

    def _head_came(self) -> None:
        timer = self.silent.connections.pop(self, None)
        if timer:
            timer.cancel()


def patient_protocol(most: int, patience: float) -> type[PatientProtocol]:
    """The protocol of one server, with its limits."""
    return type("ServerProtocol", (PatientProtocol,), {"silent": Silent(most, patience)})
