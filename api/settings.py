"""The settings of the service, from HRAP_… variables of the environment."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from api.sparql.protocol import SparqlLimits
from graph.errors import ServeError
from graph.remote.http import StoreAddress
from graph.sparql.complexity import ComplexityLimits


@dataclass(frozen=True, slots=True)
class Settings:
    """How the service runs. Each field is set by ``HRAP_`` and its name in capitals.

    ``releases`` is the folder that holds ``current``, which is looked at every ``reload_time``
    seconds. ``store`` is the query URL of a remote store, or ``embedded``;
    ``store_graphs`` is where ``hrap load`` writes to it by the Graph Store Protocol. ``workers`` is how
    many quick queries run at once, ``slow_workers`` how many that take longer than ``quick_time``;
    ``queue`` more may wait in each lane, for at most ``queue_timeout`` seconds. Times are seconds,
    sizes are bytes. ``worker_memory`` caps the address space of one worker, of which
    ``worker_stack`` is set aside for nested queries. ``max_patterns``, ``max_clauses`` and
    ``max_nesting`` are what ``graph.sparql.complexity`` counts in a query.
    ``least_rate`` is how many bytes a second of an answer a client has to read.
    ``proxy_header`` names the header in which a trusted proxy gives its client's address.
    """

    releases: Path = Path("release")
    host: str = "127.0.0.1"
    port: int = 8000
    store: str = "embedded"
    store_graphs: str = "none"
    store_user: str = "none"
    store_password: str = field(default="none", repr=False)
    workers: int = 2
    slow_workers: int = 2
    quick_time: float = 0.25
    query_timeout: float = 30.0
    queue: int = 64
    queue_timeout: float = 10.0
    max_query_bytes: int = 200_000
    max_patterns: int = 128
    max_clauses: int = 500
    max_nesting: int = 100
    max_answer_bytes: int = 20_000_000
    worker_memory: int = 1_000_000_000
    worker_stack: int = 256_000_000
    cache_bytes: int = 50_000_000
    reload_time: float = 2.0
    request_timeout: float = 10.0
    grace: float = 10.0
    max_connections: int = 1000
    least_rate: int = 10_000
    proxy_header: str = "none"
    log: str = "text"

    def __post_init__(self) -> None:
        for name in _POSITIVE:
            _require(0 < getattr(self, name) < float("inf"), name, "must be more than 0")
        _require(self.queue >= 0, "queue", "must not be negative")
        _require(self.cache_bytes >= 0, "cache_bytes", "must not be negative")
        _require(self.log in ("text", "json"), "log", "must be text or json")
        _require(0 <= self.port <= 65535, "port", "must be from 0 to 65535")
        _require(self.worker_stack <= 1_000_000_000, "worker_stack", "must be at most 1000000000")
        enough = self.worker_memory >= self.worker_stack + 256_000_000
        _require(enough, "worker_memory", "must exceed HRAP_WORKER_STACK by at least 256000000")

    @property
    def query_address(self) -> StoreAddress | None:
        """The remote store's query endpoint; None for the embedded one."""
        return None if self.store == "embedded" else self._address(self.store)

    @property
    def graphs_address(self) -> StoreAddress | None:
        """Where graphs are written to the remote store; None where that is not set."""
        return None if self.store_graphs == "none" else self._address(self.store_graphs)

    def _address(self, url: str) -> StoreAddress:
        user, password = ("" if text == "none" else text for text in (self.store_user, self.store_password))
        return StoreAddress(url, user, password)

    @property
    def trusted_header(self) -> str | None:
        """The header in which a trusted proxy gives its client's address, in small letters; None without a proxy."""
        return None if self.proxy_header == "none" else self.proxy_header.lower()

    @property
    def query_limits(self) -> SparqlLimits:
        """How long, and of how many parts, a query may be."""
        complexity = ComplexityLimits(self.max_patterns, self.max_clauses, self.max_nesting)
        return SparqlLimits(self.max_query_bytes, complexity)


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of an environment. Raises ServeError, naming the variable, where a value is wrong."""
    given: dict[str, Any] = {}
    for each in fields(Settings):
        variable = _variable(each.name)
        if variable in environment:
            given[each.name] = _parsed(variable, environment[variable], str(each.type))
    return Settings(**given)


_POSITIVE = (
    *("workers", "slow_workers", "quick_time", "query_timeout", "queue_timeout", "max_query_bytes"),
    *(
        "max_patterns",
        "max_clauses",
        "max_nesting",
        "max_answer_bytes",
        "reload_time",
        "request_timeout",
        "grace",
        "max_connections",
        "least_rate",
    ),
)
_PARSERS: Mapping[str, Callable[[str], object]] = {"int": int, "float": float, "Path": Path, "str": str}


def _parsed(variable: str, text: str, kind: str) -> object:
    try:
        return _PARSERS[kind](text)
    except ValueError as error:
        wanted = "a whole number" if kind == "int" else "a number"
        raise ServeError(f"{variable} is {text!r}, which is not {wanted}.", remedy="Correct it or unset it.") from error


def _require(condition: bool, name: str, rule: str) -> None:
    if not condition:
        raise ServeError(f"{_variable(name)} {rule}.", remedy="Correct it or unset it.")


def _variable(name: str) -> str:
    return f"HRAP_{name.upper()}"
