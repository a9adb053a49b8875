"""How long things may take: what the caller asks for, and when nobody waits any more."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from starlette.requests import Request

from api.problems import BAD_VALUE, TOO_SLOW, ApiError

_UNWATCHED = 0.05  # most queries are answered sooner, and need no one to watch the connection

T = TypeVar("T")


class ClientGoneError(Exception):
    """The client closed the connection before its answer was there."""


def asked_timeout(text: str | None) -> float | None:
    """The seconds of ``timeout=``; None where it is not given. Raises ApiError where it is no number above 0.

    More than the service's own limit is not refused: it means that limit.
    """
    if text is None:
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds < float("inf"):
        detail = f"timeout is {text[:200]!r}, which is no number of seconds above 0."
        raise ApiError(BAD_VALUE, detail, parameter="timeout", remedy="Give seconds, such as timeout=5.")
    return seconds


async def arriving(reading: Awaitable[T], seconds: float) -> T:
    """What is read of a request. Raises ApiError where it trickles in for longer than so many seconds."""
    try:
        async with asyncio.timeout(seconds):
            return await reading
    except TimeoutError as error:
        detail = f"The request did not arrive whole within {seconds:g} seconds."
        raise ApiError(TOO_SLOW, detail, remedy="Send it again.", headers={"Connection": "close"}) from error


async def while_connected(request: Request, work: Awaitable[T]) -> T:
    """The result of some work, which is cancelled when the client goes. Raises ClientGoneError then."""
    task = asyncio.current_task()
    assert task is not None  # noqa: S101 (this is a coroutine)
    watches: list[asyncio.Task[bool]] = []
    gone = False

    async def watch() -> bool:
        nonlocal gone
        while (await request.receive())["type"] != "http.disconnect":
            pass
        gone = True
        return task.cancel()

    loop = asyncio.get_running_loop()
    later = loop.call_later(_UNWATCHED, lambda: watches.append(loop.create_task(watch())))
    try:
        return await work
    except asyncio.CancelledError:
        if not gone:
            raise
        task.uncancel()
        raise ClientGoneError from None
    finally:
        later.cancel()
        for each in watches:
            each.cancel()
