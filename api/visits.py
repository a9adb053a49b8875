"""What is known of one request while it is answered."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from starlette.types import Scope

if TYPE_CHECKING:
    from api.service import Service

VISIT = "hrap.visit"
_SANE_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")


@dataclass(slots=True)
class Visit:
    """A request: its id, its client, the release that answers it, and in the end what came of it.

    ``light`` is the same release with a database that gives up what takes long.

    ``query`` is a hash of its SPARQL query, ``outcome`` what became of that, ``kind`` the sort of
    answer. ``status`` is 0 until the answer begins.
    """

    id: str
    client: str
    service: Service
    light: Service
    status: int = 0
    sent: int = 0
    query: str = ""
    outcome: str = ""
    kind: str = ""
    start: float = field(default_factory=time.perf_counter)

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self.start


def visit_of(scope: Scope) -> Visit:
    """The visit that a scope belongs to."""
    visit: Visit = scope[VISIT]
    return visit


def request_ids() -> Callable[[Scope], str]:
    """Says the id of each request: the X-Request-ID that the client sent if it is a sane one, else a new one.

    The first half of a new one is random, and the second counts.
    """
    start, numbers = os.urandom(4).hex(), count(int.from_bytes(os.urandom(3)))

    def request_id(scope: Scope) -> str:
        sent = next((value for name, value in scope["headers"] if name == b"x-request-id"), None)
        if sent is not None and _SANE_ID.fullmatch(sent):
            return bytes(sent).decode()
        return f"{start}{next(numbers) & 0xFFFFFFFF:08x}"

    return request_id
