"""The log on standard error: one line a request, which nothing in the request can break.

Whatever a client sent is written as a JSON string in ASCII, so line ends, control characters,
terminal escapes and characters that change the direction of text appear as escapes only.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from datetime import UTC, datetime
from functools import lru_cache
from json import dumps
from json.encoder import encode_basestring_ascii as quoted
from typing import TYPE_CHECKING, Any, TextIO

from api.visits import Record

if TYPE_CHECKING:
    from starlette.types import Scope

_LONGEST_PATH = 500
_TOGETHER = 0.1
_PLAIN = (int, float)


class AccessLog:
    """Writes one line for each request, as ``json`` or as ``text``.

    The lines of a tenth of a second are written together, as a write costs more than a line.
    """

    def __init__(self, form: str, stream: TextIO | None = None) -> None:
        self._form, self._stream = form, stream
        self._lines: list[str] = []
        self._out = stream or sys.stderr

    def flush(self) -> None:
        """Write the lines that are not written yet."""
        lines, self._lines = self._lines, []
        if lines:
            self._out.write("".join(lines))

    def write(self, scope: Scope, visit: Record) -> None:
        """Write the line of a request that is over, soon."""
        self.add(line(self._form, visit, scope["method"], scope["path"]))

    def add(self, lines: str) -> None:
        """Write lines that are made already, soon."""
        if not self._lines:
            self._out = self._stream or sys.stderr
            asyncio.get_running_loop().call_later(_TOGETHER, self.flush)
        self._lines.append(lines)


def line(form: str, record: Record, method: str, path: str) -> str:
    """The line of a request that is over, as ``json`` or as ``text``."""
    request, query, end = _FORMS[form]
    return (
        request
        % (
            _now(),
            quoted(record.id),
            quoted(record.client),
            quoted(method),
            quoted(path[:_LONGEST_PATH]),
            record.status,
            round(1000 * record.seconds, 1),
            record.sent,
        )
        + (query % (quoted(record.query), quoted(record.outcome)) if record.query else "")
        + end
    )


# The line of a request, what is added for a query, and the end.
_FORMS = {
    "text": (
        'time="%s" id=%s client=%s method=%s path=%s status=%d ms=%s bytes=%d',
        " query=%s outcome=%s",
        "\n",
    ),
    "json": (
        '{"time": "%s", "id": %s, "client": %s, "method": %s, "path": %s, "status": %d, "ms": %s, "bytes": %d',
        ', "query": %s, "outcome": %s',
        "}\n",
    ),
}


class LineFormatter(logging.Formatter):
    """Gives what the program itself logs the same form, one line an entry, with its traceback in it."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self._json = form == "json"

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, Any] = {"time": _now(), "level": record.levelname.lower(), "message": record.getMessage()}
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        return _line(entry, self._json)


def log_config(form: str) -> dict[str, Any]:
    """The configuration of Python's logging in which the server and this program log in one form."""
    own = {"handlers": ["stderr"], "level": "INFO", "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": LineFormatter, "form": form}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "loggers": {"uvicorn": own, "hrap": own},
    }


def _line(entry: dict[str, Any], as_json: bool) -> str:
    if as_json:
        return dumps(entry)
    return " ".join([f"{name}={value if type(value) in _PLAIN else quoted(value)}" for name, value in entry.items()])


def _now() -> str:
    return _written(time.time_ns() // 1_000_000)


@lru_cache(maxsize=1)  # many requests end in the same millisecond
def _written(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="milliseconds")
