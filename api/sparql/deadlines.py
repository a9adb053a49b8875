"""How long things may take: what the caller asks for, and when nobody waits any more."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import TypeVar

from starlette.types import Receive

from api.problems import BAD_VALUE, TOO_SLOW, ApiError

_UNWATCHED = 0.05  # most queries are answered sooner, and need no one to watch the connection

_NUMBER = re.compile(r"\+?(?:\d{1,300}(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)

T = TypeVar("T")


class ClientGoneError(Exception):
    """The client closed the connection before its answer was there."""


def asked_timeout(text: str | None) -> float | None:
    """The seconds of ``timeout=``; None where it is not given. Raises ApiError where it is no number above 0.

    More than the service's own limit is not refused: it means that limit.
    """
    if text is None:
        return None
    seconds = float(text) if _NUMBER.fullmatch(text) else 0
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


class Attended:
    """A client that waits while something is done for it, in the task that enters this context.

    Where it closes the connection, ``leave`` is called, which cancels that task unless something
    else is put in its place, and leaving the context raises ClientGoneError.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 (this is used in coroutines)
        self._task = task
        self.leave: Callable[[], object] = task.cancel
        self._gone = False
        self._watching: asyncio.Task[None] | None = None

    def __enter__(self) -> Attended:
        self._later = asyncio.get_running_loop().call_later(_UNWATCHED, self._watch)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        self._later.cancel()
        if self._watching:
            self._watching.cancel()
        if self._gone and isinstance(error, asyncio.CancelledError):
            self._task.uncancel()
        if self._gone and (error is None or isinstance(error, asyncio.CancelledError)):
            raise ClientGoneError from None

    def _watch(self) -> None:
        self._watching = asyncio.get_running_loop().create_task(self._until_gone())

    async def _until_gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._gone = True
        self.leave()
