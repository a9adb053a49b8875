"""Opens a release for a desk: a folder on this machine, or the files that a service offers for download."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import httpx

from graph.desk.reading import Desk
from graph.errors import ReleaseError
from graph.release import GRAPH, READ_MODEL, STORE, open_release
from graph.store import load_store, open_store

_FILES: Mapping[str, str] = {"hrap.nq.gz": GRAPH, "hrap.sqlite.gz": READ_MODEL}
"""The files of a service that make a release at a desk, and what they are called there."""
_TIMEOUT = 60.0


def open_desk(place: str | Path = "release", *, folder: Path | None = None) -> Desk:
    """Open a release: a folder of releases or of one, or the URL of a service, whose dumps are then downloaded.

    They are kept in ``folder`` and not fetched again while the service offers the same; without it, they go
    to a new temporary folder. Raises ReleaseError where there is no release, or a file is not what it should be.
    """
    if str(place).startswith(("http://", "https://")):
        return _from_service(str(place).rstrip("/"), folder or Path(mkdtemp(prefix="hrap-")))
    root = Path(place)
    if (root / READ_MODEL).is_file():
        return Desk(root / READ_MODEL, open_store(root / STORE))
    release = open_release(root)
    return Desk(release.read_model, open_store(release.store))


def _from_service(url: str, folder: Path) -> Desk:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with httpx.Client(timeout=_TIMEOUT, follow_redirects=True) as client:
            listed = client.get(f"{url}/dumps", headers={"Accept": "application/json"}).raise_for_status().json()
            items = {item["file"]: item for item in listed["items"]}
            for file, name in _FILES.items():
                _fetch(client, f"{url}/dumps/{file}", items[file], folder / name)
    except (httpx.HTTPError, ValueError, KeyError) as error:
        raise ReleaseError(f"{url}: offers no release: {error!r}.", remedy="Name the address of a service.") from error
    return Desk(folder / READ_MODEL, load_store(folder / GRAPH))


def _fetch(client: httpx.Client, url: str, item: Mapping[str, Any], target: Path) -> None:
    """Download and unpack a file, unless it is there already from the same download."""
    mark = target.with_suffix(f"{target.suffix}.sha256")
    if target.is_file() and mark.is_file() and mark.read_text(encoding="ascii") == item["sha256"]:
        return
    data = client.get(url).raise_for_status().content
    if hashlib.sha256(data).hexdigest() != item["sha256"]:
        raise ReleaseError(f"{url}: is not the file that the list names.", remedy="Try again.")
    target.write_bytes(gzip.decompress(data))
    mark.write_text(item["sha256"], encoding="ascii")
