"""What a worker is asked, and what it answers, as the messages between them say it.

A light query takes some 30 microseconds, so a message has a head of fixed size, and JSON only where something is
rare: graphs that the protocol names, and errors.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from hashlib import blake2b
from typing import get_args

from graph import errors
from graph.errors import QueryError
from graph.sparql.queries import AnswerKind, Query
from graph.store import GRAPH_FORMATS, TABLE_FORMATS, Answer, Formats

_JOB = struct.Struct("!BBII")  # both formats, the most bytes, the size of the dataset's JSON; then that, and the text
_REPLY = struct.Struct("!BBQ12s")  # kind, format, the most memory that the worker had, hash; then the answer
_ERROR = 255  # in the place of the kind; then JSON
_KINDS: tuple[AnswerKind, ...] = get_args(AnswerKind)
_FORMATS = (None, *TABLE_FORMATS, *GRAPH_FORMATS)
_KIND_CODES = {kind: code for code, kind in enumerate(_KINDS)}
_FORMAT_CODES = {name: code for code, name in enumerate(_FORMATS)}


def answer_digest(body: bytes) -> bytes:
    """The hash by which an answer is told apart, in its entity tags."""
    return blake2b(body, digest_size=12).digest()


def query_digest(text: str) -> str:
    """The hash by which a query is told apart in the log."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the formats its sender takes, who sent it, and the seconds it may run (None: the service's)."""

    query: Query
    formats: Formats
    client: str = ""
    timeout: float | None = None


@dataclass(frozen=True, slots=True)
class Digested:
    """An answer with a hash of its bytes."""

    answer: Answer
    digest: str

    @property
    def size(self) -> int:
        return len(self.answer.body)


def job(query: Query, formats: Formats, max_bytes: int) -> bytes:
    """The message that asks a worker."""
    graphs = b""
    if query.default_graphs or query.named_graphs:
        graphs = json.dumps((query.default_graphs, query.named_graphs)).encode()
    head = _JOB.pack(_FORMAT_CODES[formats.table], _FORMAT_CODES[formats.graph], max_bytes, len(graphs))
    return head + graphs + query.text.encode("utf-8", "surrogatepass")


def read_job(message: bytes) -> tuple[Query, Formats, int]:
    """What a worker is asked: the query, the formats of its answer, and the most bytes of it."""
    table, graph, max_bytes, size = _JOB.unpack_from(message)
    start = _JOB.size + size
    default, named = json.loads(message[_JOB.size : start]) if size else ((), ())
    query = Query(message[start:].decode("utf-8", "surrogatepass"), tuple(default), tuple(named))
    return query, Formats(_FORMATS[table], _FORMATS[graph]), max_bytes


def answer_message(answer: Answer, digest: bytes, peak: int) -> bytes:
    """The message of a worker that has an answer, whose process had so many bytes of memory at the most."""
    return _REPLY.pack(_KIND_CODES[answer.kind], _FORMAT_CODES[answer.format], peak, digest) + answer.body


def error_message(error: QueryError, peak: int) -> bytes:
    """The message of a worker whose query failed."""
    said = (type(error).__name__, error.message, error.remedy)
    return _REPLY.pack(_ERROR, 0, peak, b"") + json.dumps(said).encode()


def peak_of(message: bytes) -> int:
    """The most bytes of memory that the worker had when it answered."""
    return int(_REPLY.unpack_from(message)[2])


def digested(message: bytes) -> Digested:
    """The answer that a worker's message holds. Raises the QueryError that it tells of."""
    kind, form, _, digest = _REPLY.unpack_from(message)
    body = message[_REPLY.size :]
    if kind == _ERROR:
        name, said, remedy = json.loads(body)
        cls: type[QueryError] = getattr(errors, name)
        raise cls(said, remedy=remedy)
    return Digested(Answer(_KINDS[kind], _FORMATS[form], body), digest.hex())
