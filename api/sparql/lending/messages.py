"""What the service and a hand say to each other, each in one packet."""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass
from enum import IntEnum

_ORDER = struct.Struct("!BQ")  # which, of which connection; then an address
_RETURN = struct.Struct("!QI")  # which connection, how many of its requests were answered; then what is left to send

LARGEST = 100_000
"""The most bytes of an answer: what a client does not take of it at once comes back in one packet."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is the same for all requests that a hand answers.

    ``head`` are the lines of the head that every answer has, ``log`` is the form of the log, ``cache_bytes`` how much
    a hand may keep to give it again, and the last three are how much a query may ask (``graph.sparql.complexity``).
    """

    head: str
    log: str
    proxy_header: str | None
    cache_bytes: int
    max_patterns: int
    max_clauses: int
    max_nesting: int

    def message(self) -> bytes:
        """What ``terms_of`` reads."""
        return json.dumps(asdict(self)).encode()


def terms_of(message: bytes) -> Terms:
    """The terms that a message says."""
    return Terms(**json.loads(message))


class Order(IntEnum):
    """What a hand is told: to take a connection, to give it back, whom not to serve or serve again, or to end."""

    TAKE = 1
    GIVE_BACK = 2
    SUSPECT = 3
    TRUST = 4
    END = 5


def order_message(order: Order, connection: int = 0, address: str = "") -> bytes:
    """The packet that says an order; TAKE has the peer of the connection, SUSPECT and TRUST have a client."""
    return _ORDER.pack(order, connection) + address.encode()


def order_of(message: bytes) -> tuple[Order, int, str]:
    """The order that a packet says."""
    order, connection = _ORDER.unpack_from(message)
    return Order(order), connection, message[_ORDER.size :].decode()


def return_message(connection: int, answered: int, rest: bytes = b"") -> bytes:
    """The packet that gives a connection back, with what its client has still to be sent."""
    return _RETURN.pack(connection, answered) + rest


def return_of(message: bytes) -> tuple[int, int, bytes]:
    """The connection, how many of its requests were answered, and what its client has still to be sent."""
    connection, answered = _RETURN.unpack_from(message)
    return connection, answered, message[_RETURN.size :]
