"""Work beside one's own, in a copy of this process, which shares what is in memory and needs nothing sent to it."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

Value = TypeVar("Value")


def available_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def forked(work: Callable[[], Value]) -> Iterator[Callable[[], Value | None]]:
    """Do some work beside the block; the value is a function that waits for what came of it.

    It gives None where there is no such process or it failed, for whatever reason: then the caller
    does the work itself, and meets the error in its own process. What comes of it is pickled.
    """
    if not hasattr(os, "fork"):
        yield lambda: None
        return
    reading, writing = os.pipe()
    gc.freeze()  # a collection in the copy would touch, and so copy, all that is shared
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads: the copy uses none of their locks
        child = os.fork()
    if child == 0:
        _answer(work, reading, writing)
    gc.unfreeze()
    os.close(writing)
    pipe = os.fdopen(reading, "rb")
    try:
        yield lambda: _received(pipe.read())
    finally:
        pipe.close()
        os.kill(child, signal.SIGKILL)  # of no effect where it has answered and ended
        os.waitpid(child, 0)


def _answer(work: Callable[[], object], reading: int, writing: int) -> None:
    """In the copy: write what came of the work, and end without a trace, whatever happens."""
    status = 1
    try:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(pickle.dumps(work()))
        status = 0
    finally:
        os._exit(status)


def _received(data: bytes) -> Any:
    try:
        return pickle.loads(data)  # noqa: S301 (our own copy wrote it)
    except (EOFError, pickle.UnpicklingError):
        return None
