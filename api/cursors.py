"""Where the next part of a list begins, as a word that only this service has to understand.

A cursor holds the release, a hash of what was asked, how many rows come before, and the values of the order in the
last row that was given. What it says is checked and bound as values, so a forged one reaches no more than a filter.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import blake2b

from api.problems import BAD_CURSOR, GONE_CURSOR, ApiError
from api.querying import Values

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_RELEASE = 12
_CHECK = 6
_INTEGER = 2**63
_MOST = 1_000_000_000
_REMEDY = "Begin again without `after`, and follow `next` from there."


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list: how many rows come before it, and the values of the order in the last of them."""

    offset: int
    values: Values


def write_cursor(cursor: Cursor, release: str, question: str) -> str:
    """The place as a word for a URL; ``question`` is what the list was asked for."""
    held = [release[:_RELEASE], _hash(question), cursor.offset, *cursor.values]
    body = _JSON.encode(held).encode()
    return urlsafe_b64encode(_check(body) + body).decode().rstrip("=")


def read_cursor(text: str, release: str, question: str, terms: int) -> Cursor:
    """The place that a word names, in a list ordered by so many terms.

    Raises ApiError: 410 where it is of another release, 400 where it is of another list or none that we wrote.
    """
    held = _held(text)
    if held is None or len(held[1].values) != terms:
        raise _bad("`after` is none of the cursors of this service, or a part of one.")
    (of_release, of_question), cursor = held
    if of_release != release[:_RELEASE]:
        detail = f"`after` is of the release {of_release}…, and this service now has {release[:_RELEASE]}…."
        raise ApiError(GONE_CURSOR, detail, remedy=_REMEDY, parameter="after")
    if of_question != _hash(question):
        raise _bad("`after` is of another list, or of other filters or another order.")
    return cursor


def _held(text: str) -> tuple[tuple[str, str], Cursor] | None:
    """Release, hash and place that a word holds, or None where it is no cursor."""
    try:
        raw = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
        held = json.loads(raw[_CHECK:])
    except (ValueError, RecursionError):
        return None
    if raw[:_CHECK] != _check(raw[_CHECK:]) or not isinstance(held, list) or len(held) < 4:
        return None
    first, second, offset, *values = held
    sound = isinstance(first, str) and isinstance(second, str) and type(offset) is int and 0 <= offset <= _MOST
    return ((first, second), Cursor(offset, tuple(values))) if sound and all(map(_storable, values)) else None


def _storable(value: object) -> bool:
    """Whether SQLite takes a value: a whole number of 64 bits, and text that has an encoding."""
    if isinstance(value, str):
        return value.isprintable() or not any("\ud800" <= sign <= "\udfff" for sign in value)
    if type(value) is int:
        return -_INTEGER <= value < _INTEGER
    return value is None or isinstance(value, float)


def _bad(detail: str) -> ApiError:
    return ApiError(BAD_CURSOR, detail, remedy=_REMEDY, parameter="after")


def _hash(question: str) -> str:
    return blake2b(question.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _check(body: bytes) -> bytes:
    return blake2b(body, digest_size=_CHECK).digest()
