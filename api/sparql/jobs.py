"""What a worker is asked, and what it answers, as the frames between them say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from api.sparql.channel import Frame
from graph import errors
from graph.errors import QueryError
from graph.sparql.queries import Query
from graph.store import Answer, Formats


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


def job(asked: Asked, max_bytes: int) -> Frame:
    """The frame that asks a worker."""
    query, formats = asked.query, asked.formats
    header: dict[str, Any] = {"formats": (formats.table, formats.graph), "max_bytes": max_bytes}
    if query.default_graphs or query.named_graphs:
        header["graphs"] = query.default_graphs, query.named_graphs
    return Frame(header, query.text.encode("utf-8", "surrogatepass"))


def read_job(frame: Frame) -> tuple[Query, Formats, int]:
    """What a worker is asked: the query, the formats of its answer, and the most bytes of it."""
    header = frame.header
    default, named = map(tuple, header.get("graphs", ((), ())))
    return (
        Query(frame.body.decode("utf-8", "surrogatepass"), default, named),
        Formats(*header["formats"]),
        header["max_bytes"],
    )


def digested(reply: Frame) -> Digested:
    """The answer that a worker's frame holds. Raises the QueryError that it tells of."""
    header = reply.header
    if "error" in header:
        cls: type[QueryError] = getattr(errors, header["error"])
        raise cls(header["message"], remedy=header["remedy"])
    return Digested(Answer(header["kind"], header["format"], reply.body), header["digest"])
