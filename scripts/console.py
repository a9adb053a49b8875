"""What every command shares: progress on standard error, exit codes, the settings they all take."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from math import isfinite, nan
from pathlib import Path

from pydantic import BaseModel
from rich.console import Console

from api.models.limits import limits_of
from graph.errors import (
    HrapError,
    InputError,
    QueryError,
    QueryRefused,
    QuerySyntaxError,
    ReleaseDrift,
    ReleaseError,
    SearchError,
    ServeError,
    ValidationError,
)
from graph.pipeline import Step

EXIT_CODES: tuple[tuple[type[HrapError], int], ...] = (
    (QuerySyntaxError, 2),
    (QueryRefused, 2),
    (SearchError, 2),
    (InputError, 3),
    (ValidationError, 4),
    (ReleaseDrift, 5),
    (ReleaseError, 6),
    (QueryError, 7),
    (ServeError, 8),
    (HrapError, 1),
)
"""The first class that an error belongs to gives the exit code; 2 is also that of wrong arguments."""

EXIT_HELP = (
    "exit codes: 0 done · 1 other error · 2 wrong arguments or query · 3 bad text, plan, vocabulary or shapes · "
    "4 the graph breaks a shape · 5 differs from the committed fingerprint · 6 release missing or not writable · "
    "7 query failed or timed out · 8 the service cannot start"
)


def exit_code(error: HrapError) -> int:
    """The exit code of an error."""
    return next(code for kind, code in EXIT_CODES if isinstance(error, kind))


def console() -> Console:
    """Standard error, where progress and messages go; standard output is for answers."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def progress(screen: Console, *, quiet: bool = False) -> Step:
    """A step reporter: a spinner while a step runs, its name and seconds once it is done."""

    @contextmanager
    def step(name: str) -> Iterator[None]:
        started = time.perf_counter()
        with screen.status(name):
            yield
        screen.print(f"  {name:<34} {time.perf_counter() - started:6.2f} s")

    @contextmanager
    def silent(_: str) -> Iterator[None]:
        yield

    def chosen(name: str) -> AbstractContextManager[None]:
        return silent(name) if quiet else step(name)

    return chosen


def number_of(model: type[BaseModel], name: str) -> Callable[[str], float]:
    """Reads an option that takes what a parameter of the service takes, by its model and name there."""
    limits = limits_of(model, name)

    def read(text: str) -> float:
        try:
            number = int(text) if limits and limits.whole else float(text)
        except ValueError:
            number = nan
        if limits and not (limits.admit(number) and isfinite(number)):
            raise argparse.ArgumentTypeError(f"it is {text!r}, and takes {limits}")
        return number

    return read


def add_releases(parser: argparse.ArgumentParser) -> None:
    """The option that says where releases are."""
    parser.add_argument(
        "--releases",
        type=Path,
        default=Path(os.environ.get("HRAP_RELEASES", "release")),
        metavar="FOLDER",
        help="folder of the releases (default: HRAP_RELEASES, or ./release)",
    )


def print_answer(text: str) -> None:
    """Write an answer to standard output; a reader that stops reading ends the command quietly."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stderr.close()


def write_answer(text: str, output: Path | None) -> None:
    """Write an answer to a file, or to standard output. Raises ReleaseError where the file cannot be written."""
    if output is None:
        return print_answer(text)
    try:
        output.write_bytes(text.encode("utf-8"))
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReleaseError(f"{output}: cannot be written: {reason}.", remedy="Choose another file.") from error
    return None
