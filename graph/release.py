"""Release folders: written beside the last good one, and swapped in whole.

    <root>/current            a link to the release that serves
    <root>/<version>-<hash>/  a release: graph.nq, crosswalk.sssom.tsv, store/, hrap.sqlite, validation.ttl,
                              documents/, dumps/, release.json
    <root>/.building-…        a build under way, or what a killed one left

A reader follows ``current`` once and then keeps to that folder, so a swap never shows it half of
two releases. The release before the current one is kept for readers that still have it open.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from graph.dump_list import read_list
from graph.errors import ReleaseError

GRAPH, STORE, READ_MODEL, REPORT, MANIFEST = "graph.nq", "store", "hrap.sqlite", "validation.ttl", "release.json"
CROSSWALK, DOCUMENTS, DUMPS = "crosswalk.sssom.tsv", "documents", "dumps"
TERMS = "terms.json"
ENDINGS: Mapping[str, str] = MappingProxyType({"turtle": "ttl", "jsonld": "jsonld", "ntriples": "nt", "rdfxml": "rdf"})
"""The formats of a document, and how its file ends in each."""

_PARTS = (GRAPH, STORE, READ_MODEL, DOCUMENTS, DUMPS, MANIFEST)
_CURRENT, _BUILDING, _LOCK = "current", ".building-", ".lock"


@dataclass(frozen=True, slots=True)
class Release:
    """A complete release folder and what its release.json says."""

    folder: Path
    version: str
    sha256: str
    quads: int
    counts: Mapping[str, int]

    @property
    def graph(self) -> Path:
        return self.folder / GRAPH

    @property
    def store(self) -> Path:
        return self.folder / STORE

    @property
    def documents(self) -> Path:
        return self.folder / DOCUMENTS

    @property
    def dumps(self) -> Path:
        return self.folder / DUMPS

    @property
    def report(self) -> Path:
        return self.folder / REPORT

    @property
    def read_model(self) -> Path:
        return self.folder / READ_MODEL


def open_release(root: Path) -> Release:
    """The release that is current under a root. Raises ReleaseError where there is none, or it is incomplete."""
    folder = (root / _CURRENT).resolve()
    if not folder.is_dir():
        raise ReleaseError(f"{root}: no release here.", remedy="Build one: hrap build.")
    return _read(folder)


def held_releases(root: Path) -> tuple[Release, ...]:
    """Every complete release under a root: the current one, and the one before it."""
    folders = {manifest.parent.resolve() for manifest in root.glob(f"*/{MANIFEST}")}
    found = []
    for folder in sorted(folders):
        with suppress(ReleaseError):
            found.append(_read(folder))
    return tuple(found)


@contextmanager
def building(root: Path) -> Iterator[Path]:
    """An empty folder to build a release in; it is removed again unless ``publish`` moved it.

    Raises ReleaseError where another build holds the root, or it cannot be written to.
    """
    with _storage_errors(root):
        root.mkdir(parents=True, exist_ok=True)
        with (root / _LOCK).open("w") as lock:
            _take(lock.fileno(), root)
            _remove_leftovers(root)
            folder = root / f"{_BUILDING}{os.getpid()}"
            folder.mkdir()
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)


def publish(folder: Path, root: Path, manifest: Mapping[str, Any]) -> Release:
    """Complete a built folder with its manifest, move it to its name and make it current, all or nothing."""
    with _storage_errors(root):
        text = json.dumps(manifest, indent=1, sort_keys=True) + "\n"
        (folder / MANIFEST).write_text(text, encoding="utf-8")
        target = root / f"{manifest['version']}-{manifest['sha256'][:12]}"
        before = (root / _CURRENT).resolve()
        if target.exists():
            os.replace(target, root / f"{_BUILDING}old-{os.getpid()}")
        os.replace(folder, target)
        _point(root, target)
        _remove_leftovers(root)
        _remove_others(root, {target.resolve(), before})
    return _read(target)


def _read(folder: Path) -> Release:
    missing = [name for name in _PARTS if not (folder / name).exists()]
    if missing:
        raise ReleaseError(f"{folder}: {missing[0]} is missing from the release.", remedy="Build it again: hrap build.")
    read_list(folder / DUMPS)
    try:
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return Release(folder, said["version"], said["sha256"], said["quads"], said["counts"])
    except (ValueError, KeyError) as error:
        raise ReleaseError(f"{folder / MANIFEST}: not readable: {error}.", remedy="Build it again.") from error


def _point(root: Path, target: Path) -> None:
    """Turn the link in one step: a reader sees the old release or the new one."""
    link = root / f"{_BUILDING}link-{os.getpid()}"
    link.symlink_to(target.name, target_is_directory=True)
    os.replace(link, root / _CURRENT)


def _take(lock: int, root: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise ReleaseError(f"{root}: another build is under way.", remedy="Wait for it to end.") from error


def _remove_leftovers(root: Path) -> None:
    """What killed builds left. The lock is held, so no living build owns any of it."""
    for path in root.glob(f"{_BUILDING}*"):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _remove_others(root: Path, kept: set[Path]) -> None:
    for manifest in root.glob(f"*/{MANIFEST}"):
        if manifest.parent.resolve() not in kept and not manifest.parent.is_symlink():
            shutil.rmtree(manifest.parent, ignore_errors=True)


@contextmanager
def _storage_errors(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        remedy = "Free some space; the last good release is untouched." if full else "Check the folder."
        reason = "no space left on the device" if full else error.strerror or str(error)
        raise ReleaseError(f"{error.filename or root}: cannot be written: {reason}.", remedy=remedy) from error
