"""A hand: a worker process that answers the light queries of connections which the service has lent it.

It reads a request where it lies, in the socket, and takes it out only when the answer is there. Whatever it cannot
answer (another request, an error, too much work) it leaves there, and gives the connection back. If it is killed over
a query that computes for too long, all its connections are as if nobody had read from them. So it decides nothing,
and loses nothing; it saves the way through the service, which costs several times what a light query does.
"""

from __future__ import annotations

import resource
import select
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import formatdate
from functools import lru_cache

from api.logs import line
from api.negotiation import preferred
from api.sparql.cache import OVERHEAD, Bounded, is_volatile
from api.sparql.decoding import decoded
from api.sparql.jobs import answer_digest, query_digest
from api.sparql.lending.board import Board
from api.sparql.lending.messages import LARGEST, Order, Terms, order_of, return_message
from api.sparql.lending.requests import PlainRequest, PlainRequests
from api.sparql.media_types import OFFERS, content_type, entity_tag, formats
from api.visits import CLIENT_GONE, Record, new_ids
from graph.errors import HrapError
from graph.sparql.complexity import ComplexityLimits
from graph.sparql.queries import AnswerKind, Query
from graph.store import TripleStore

PATH = "/sparql"
_PIECE = 16_384
_REST = 1.0  # seconds that a connection may ask nothing
_SLOW = 0.002  # seconds of processor after which a connection is given back: many of these would keep others waiting
_PEAK_EVERY = 64
_FILES = 3  # and so nothing can be opened while a query runs


@dataclass(slots=True)
class _Lent:
    """A connection: its socket, who is at the other end, how many requests were answered, and when the last came."""

    id: int
    socket: socket.socket
    peer: str
    answered: int = 0
    used: float = 0.0


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer: what is behind the date in its head, up to the id of the request, the bytes, and what is logged."""

    head: bytes
    body: bytes
    query: str
    kind: AnswerKind


class Hand:
    """Answers what comes on its connections."""

    def __init__(self, store: TripleStore, channel: socket.socket, board: Board, terms: Terms) -> None:
        self._store, self._channel, self._board, self._terms = store, channel, board, terms
        self._limits = ComplexityLimits(terms.max_patterns, terms.max_clauses, terms.max_nesting)
        self._requests = PlainRequests(terms.proxy_header)
        self._kept: Bounded[tuple[bytes, str], _Kept] = Bounded(terms.cache_bytes)
        self._lent: dict[int, _Lent] = {}
        self._suspects: set[str] = set()
        self._new_id = new_ids()
        self._looked = self._clock = 0.0
        self._poll = select.epoll()
        self._poll.register(channel.fileno(), select.EPOLLIN)

    def serve(self) -> None:
        """Answer until the service says that it is enough, or is gone."""
        orders = self._channel.fileno()
        while True:
            ready = self._poll.poll(_REST)
            self._clock = time.thread_time()
            for number, _ in ready:
                if number in self._lent:
                    self._attend(self._lent[number])
                elif number == orders and not self._obey():
                    return
            self._give_back_idle()

    def _attend(self, lent: _Lent) -> None:
        """Answer the request that is next on a connection, or give the connection back."""
        board, start = self._board, time.perf_counter()
        board.begin(lent.id)
        try:
            request = self._requests.read(lent.socket.recv(_PIECE, socket.MSG_PEEK), lent.peer)
        except OSError:  # the client is gone, which the service will find
            request = None
        if request is None or request.sender.client in self._suspects or not board.has_room:
            self._give_back(lent)
            return
        record = Record(self._new_id(), request.sender.client, status=200, start=start)
        kept = self._answer(request, record)
        if kept is None:
            self._give_back(lent)
            return
        board.hand_over(lent.id)
        lent.socket.recv(request.size)
        lent.used = start
        rest = self._send(lent, kept, record)
        if rest or self._was_slow(start):
            self._give_back(lent, rest)

    def _was_slow(self, start: float) -> bool:
        """Whether a request that came at this time took long, and not as the processor was elsewhere."""
        return time.perf_counter() - start > _SLOW and time.thread_time() - self._clock > _SLOW

    def _answer(self, request: PlainRequest, record: Record) -> _Kept | None:
        key = request.query, request.sender.accept
        kept = self._kept.find(key)
        record.outcome = "cached" if kept else "answered"
        if kept is None:
            try:
                text = decoded(request.query.replace(b"+", b" "))
                kept = self._computed(text, request.sender.accept)
            except (HrapError, MemoryError, UnicodeDecodeError):
                return None
            if kept and not is_volatile(text):
                self._kept.hold(key, kept, OVERHEAD + len(request.query) + len(kept.head) + len(kept.body))
        return kept

    def _computed(self, text: str, accept: str) -> _Kept | None:
        """The answer to a query. Raises HrapError where there is none but to say what is wrong."""
        query = Query(text)
        self._limits.check(text)
        kind = query.kind
        media_type = _media_type(accept, kind) if kind else None
        if kind is None or media_type is None:
            return None
        answer = self._store.answer(query, formats(kind, media_type), None)
        body = answer.body
        if answer.kind != kind or len(body) > LARGEST:
            return None
        tag = entity_tag(answer_digest(body).hex(), media_type)
        head = f"{self._terms.head}etag: {tag}\r\n{_type_line(media_type)}content-length: {len(body)}\r\nx-request-id: "
        return _Kept(head.encode(), body, query_digest(text), kind)

    def _send(self, lent: _Lent, kept: _Kept, record: Record) -> bytes:
        """Send an answer, and note the request; what the client did not take of it."""
        message = b"".join((_beginning(int(time.time())), kept.head, record.id.encode(), b"\r\n\r\n", kept.body))
        record.query, record.kind, record.sent = kept.query, kept.kind, len(kept.body)
        try:
            sent = lent.socket.send(message)
        except BlockingIOError:
            sent = 0
        except OSError:
            record.status, record.outcome, record.sent, sent = CLIENT_GONE, "disconnected", 0, len(message)
        self._board.done(record, line(self._terms.log, record, "GET", PATH).encode())
        lent.answered += 1
        if self._board.served % _PEAK_EVERY == 0:
            self._board.swell(1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        return message[sent:]

    def _obey(self) -> bool:
        """Take an order; False where it is to end."""
        resource.setrlimit(resource.RLIMIT_NOFILE, (_most_files(), _most_files()))
        message, files, _, _ = socket.recv_fds(self._channel, _PIECE, 1)
        resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES, _most_files()))
        order, connection, address = order_of(message) if message else (Order.END, 0, "")
        if order is Order.TAKE and files:
            lent = _Lent(connection, socket.socket(fileno=files[0]), address, used=time.perf_counter())
            self._lent[files[0]] = lent
            self._poll.register(files[0], select.EPOLLIN)
        elif order is Order.SUSPECT:
            self._suspects.add(address)
        elif order is Order.TRUST:
            self._suspects.discard(address)
        elif order is Order.GIVE_BACK:
            self._give_back_where(lambda lent: lent.id == connection)
        elif order is Order.END:
            self._give_back_where(lambda _: True)
        return order is not Order.END

    def _give_back(self, lent: _Lent, rest: bytes = b"") -> None:
        """Let the service have a connection again, with what its client has still to be sent."""
        self._board.leave()
        number = lent.socket.fileno()
        self._poll.unregister(number)
        del self._lent[number]
        lent.socket.close()
        self._channel.send(return_message(lent.id, lent.answered, rest))

    def _give_back_idle(self) -> None:
        now = time.perf_counter()
        if now - self._looked < _REST:
            return
        self._looked = now
        self._give_back_where(lambda lent: now - lent.used > _REST)

    def _give_back_where(self, chosen: Callable[[_Lent], bool]) -> None:
        for lent in [lent for lent in self._lent.values() if chosen(lent)]:
            self._give_back(lent)


@lru_cache(maxsize=1000)
def _media_type(accept: str, kind: AnswerKind) -> str | None:
    return preferred(accept or None, [*OFFERS[kind]])


@lru_cache(maxsize=100)
def _type_line(media_type: str) -> str:
    return f"content-type: {content_type(media_type).decode()}\r\n"


@lru_cache(maxsize=1)
def _beginning(second: int) -> bytes:
    """The first lines of an answer."""
    return f"HTTP/1.1 200 OK\r\ndate: {formatdate(second, usegmt=True)}\r\n".encode()


@lru_cache(maxsize=1)
def _most_files() -> int:
    return resource.getrlimit(resource.RLIMIT_NOFILE)[1]
