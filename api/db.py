"""The read model, opened for reading: rows by SQL, from a small set of connections."""

from __future__ import annotations

import queue
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graph.errors import ReleaseError

Row = dict[str, Any]
Parameters = Sequence[object] | Mapping[str, object]

_CONNECTIONS = 4


class Database:
    """A read-only SQLite file. Threads take turns on its connections."""

    def __init__(self, path: Path) -> None:
        self._idle: queue.SimpleQueue[sqlite3.Connection] = queue.SimpleQueue()
        try:
            for _ in range(_CONNECTIONS):
                self._idle.put(_connect(path))
            self.rows("SELECT key FROM meta LIMIT 1")
        except sqlite3.Error as error:
            self.close()
            raise ReleaseError(f"{path}: not a read model: {error}.", remedy="Build one with: hrap build") from error

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        with self._connection() as connection:
            return [dict(row) for row in connection.execute(sql, parameters)]

    def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        return next(iter(self.rows(sql, parameters)), None)

    def values(self, sql: str, parameters: Parameters = ()) -> list[Any]:
        """The first column of every row."""
        with self._connection() as connection:
            return [row[0] for row in connection.execute(sql, parameters)]

    def close(self) -> None:
        while not self._idle.empty():
            self._idle.get().close()

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        connection = self._idle.get()
        try:
            yield connection
        finally:
            self._idle.put(connection)


def _connect(path: Path) -> sqlite3.Connection:
    # A release never changes once it is written, so no reader needs a lock or sees a change.
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA query_only = ON")
    return connection
