"""The read model, opened for reading: rows by SQL, from a small set of connections."""

from __future__ import annotations

import queue
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from graph.errors import ReleaseError

Row = dict[str, Any]
T = TypeVar("T")
Parameters = Sequence[object] | Mapping[str, object]

_CONNECTIONS = 4
_STEPS = 1000  # of SQLite's machine between two looks at the clock
_HURRY = 0.002


class OutOfTimeError(Exception):
    """What was asked takes longer than the one who asks can wait."""


class Database:
    """A read-only SQLite file. Threads take turns on its connections.

    One ``in_a_hurry`` gives up a statement that takes more than two milliseconds, by raising OutOfTimeError: it is
    for the thread that answers everybody.
    """

    def __init__(self, path: Path, *, in_a_hurry: bool = False) -> None:
        self._idle: queue.SimpleQueue[sqlite3.Connection] = queue.SimpleQueue()
        self._in_a_hurry, self._end = in_a_hurry, 0.0
        self._lasting: dict[tuple[object, ...], Any] = {}
        try:
            for _ in range(1 if in_a_hurry else _CONNECTIONS):
                connection = _connect(path)
                if in_a_hurry:
                    connection.set_progress_handler(self._out_of_time, _STEPS)
                self._idle.put(connection)
            self.rows("SELECT key FROM meta LIMIT 1")
        except sqlite3.Error as error:
            self.close()
            raise ReleaseError(f"{path}: not a read model: {error}.", remedy="Build one with: hrap build") from error

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        with self._connection() as connection:
            return [dict(row) for row in connection.execute(sql, parameters)]

    def sequences(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """Rows that know their values by place and by name."""
        with self._connection() as connection:
            return connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        return next(iter(self.rows(sql, parameters)), None)

    def values(self, sql: str, parameters: Parameters = ()) -> list[Any]:
        """The first column of every row."""
        with self._connection() as connection:
            return [row[0] for row in connection.execute(sql, parameters)]

    def lasting(self, make: Callable[..., T], *about: str) -> T:
        """What ``make`` makes of this database, made once, as no row of it ever changes.

        It is kept as long as the database is open: ``about`` takes names of the vocabulary, and no words of a request.
        """
        key = (make, *about)
        if key not in self._lasting:
            self._lasting[key] = make(self, *about)
        found: T = self._lasting[key]
        return found

    def take_time(self) -> None:
        """To be called before what takes long. Raises OutOfTimeError where there is a hurry."""
        if self._in_a_hurry:
            raise OutOfTimeError

    def close(self) -> None:
        while not self._idle.empty():
            self._idle.get().close()

    def _out_of_time(self) -> bool:
        return time.thread_time() > self._end

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        connection = self._idle.get()
        self._end = time.thread_time() + _HURRY
        try:
            yield connection
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise OutOfTimeError from error
            raise
        finally:
            self._idle.put(connection)


def _connect(path: Path) -> sqlite3.Connection:
    # A release never changes once it is written, so no reader needs a lock or sees a change.
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA query_only = ON")
    return connection
