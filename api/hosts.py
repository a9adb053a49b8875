"""The host that a request names: one, in the form that a host has (RFC 9112, section 3.2)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Scope

_LONGEST = 300  # the longest name has 253 characters; a port follows
_HOST = re.compile(rb"(?:[\w.~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*(?::\d*)?|\[[0-9A-Za-z:.]+\](?::\d*)?")


def is_host(value: bytes) -> bool:
    """Whether a Host header can have this value, which may be empty."""
    return len(value) <= _LONGEST and _is_host(value)


def unnamed_host(scope: Scope) -> str:
    """What is wrong with the host that a request names; empty where nothing is. Before HTTP/1.1 it may name none."""
    named = [value for name, value in scope["headers"] if name == b"host"]
    if len(named) == 1:
        return "" if is_host(named[0]) else "The Host header names no host."
    if named:
        return "The request has more than one Host header."
    return "" if scope["http_version"] == "1.0" else "The request has no Host header."


@lru_cache(maxsize=1000)
def _is_host(value: bytes) -> bool:
    return _HOST.fullmatch(value) is not None
