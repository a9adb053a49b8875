"""What is known of one request while it is answered."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Scope

    from api.service import Service

VISIT = "hrap.visit"
CLIENT_GONE = 499  # the customary status, in the log only, for a request whose client did not wait
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
"""The bounds within which the times of requests are counted."""

_SANE_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")


@dataclass(slots=True)
class Record:
    """What is logged and counted of a request: its id, its client, and in the end what came of it.

    ``query`` is a hash of its SPARQL query, ``outcome`` what became of that, ``kind`` the sort of
    answer. ``status`` is 0 until the answer begins.
    """

    id: str
    client: str
    status: int = 0
    sent: int = 0
    query: str = ""
    outcome: str = ""
    kind: str = ""
    start: float = field(default_factory=time.perf_counter)

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self.start


@dataclass(slots=True, kw_only=True)
class Visit(Record):
    """A request, with the release that answers it.

    ``light`` is the same release with a database that gives up what takes long.
    """

    service: Service
    light: Service


def visit_of(scope: Scope) -> Visit:
    """The visit that a scope belongs to."""
    visit: Visit = scope[VISIT]
    return visit


def new_ids() -> Callable[[], str]:
    """Gives one new id after the other: the first half is random, and the second counts."""
    start, numbers = os.urandom(4).hex(), count(int.from_bytes(os.urandom(3)))
    return lambda: f"{start}{next(numbers) & 0xFFFFFFFF:08x}"


def request_ids() -> Callable[[Scope], str]:
    """Says the id of each request: the X-Request-ID that the client sent if it is a sane one, else a new one."""
    new_id = new_ids()

    def request_id(scope: Scope) -> str:
        sent = next((value for name, value in scope["headers"] if name == b"x-request-id"), None)
        if sent is not None and _SANE_ID.fullmatch(sent):
            return bytes(sent).decode()
        return new_id()

    return request_id
