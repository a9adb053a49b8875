"""Parts of files by the Range header (RFC 9110, section 14)."""

from __future__ import annotations

import re

from fastapi import Request

from api.problems import BAD_RANGE, ApiError

_RANGE = re.compile(r"bytes=(?:(?P<first>\d{1,15})-(?P<last>\d{0,15})|-(?P<suffix>\d{1,15}))")


def check_range(request: Request, size: int, tag: str) -> None:
    """Leave a request the Range header only where it names one range of bytes, of the version that it has.

    Any other is passed over, as section 14.2 allows, and the file is sent whole: several ranges at once cost more
    than they are worth. Raises ApiError (416) where the file, of ``size`` bytes, has no such bytes.
    """
    given = request.headers.get("range")
    if given is None:
        return
    found = _RANGE.fullmatch(given)
    first = int(found["first"] or 0) if found else 0
    reversed_ = found is not None and int(found["last"] or first) < first
    if found is None or reversed_ or request.headers.get("if-range", tag) != tag:
        request.scope["headers"] = [(name, value) for name, value in request.scope["headers"] if name != b"range"]
    elif first >= size or (found["suffix"] and int(found["suffix"]) == 0):
        detail = f"The file has {size:,} bytes."
        remedy = "Ask for some of these, or for all of it."
        raise ApiError(BAD_RANGE, detail, remedy=remedy, headers={"Content-Range": f"bytes */{size}"})
