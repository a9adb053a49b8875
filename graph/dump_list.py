"""The list of the files that a release offers for download, ``dumps/dumps.json``: what each is, its size and hash."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.errors import ReleaseError

LIST = "dumps.json"


@dataclass(frozen=True, slots=True)
class Dump:
    """A file for download.

    ``part`` says what of the release it holds: ``dataset``, ``vocabulary``, ``graph``, ``table`` or ``network``.
    ``media_type`` is that of the file once it is unpacked, ``graph`` the IRI of the named graph that it holds, if it
    holds one. ``size`` is in bytes and ``sha256`` of the bytes, as the file is.
    """

    file: str
    part: str
    title: str
    media_type: str
    registered: bool
    compressed: bool
    size: int
    sha256: str
    graph: str | None = None


def write_list(folder: Path, dumps: Iterable[Dump]) -> None:
    """Write the list of the files in a folder."""
    text = json.dumps([asdict(dump) for dump in dumps], ensure_ascii=False, indent=1) + "\n"
    (folder / LIST).write_text(text, encoding="utf-8")


def read_list(folder: Path) -> tuple[Dump, ...]:
    """The files of a release. Raises ReleaseError where the list is not readable, or a file is not of its size."""
    path = folder / LIST
    try:
        dumps = tuple(Dump(**row) for row in json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise ReleaseError(f"{path}: not readable: {error}.", remedy="Build it again: hrap build.") from error
    for dump in dumps:
        file = folder / dump.file
        if not file.is_file() or file.stat().st_size != dump.size:
            raise ReleaseError(f"{file}: missing, or not of its size.", remedy="Build it again: hrap build.")
    return dumps
