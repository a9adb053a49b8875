"""Styles, scripts and pictures: served under an address that changes with their bytes, and so kept for a year."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import parse_qs

from fastapi import Response
from fastapi.staticfiles import StaticFiles
from markupsafe import Markup
from starlette.types import Scope

STATIC = Path(__file__).with_name("static")
BUILT = "built"
"""The folder of what is made from ``api/browser`` at set-up; where it is missing, pages have no scripts."""

_FOR_A_YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Assets:
    """The files and a digest of each."""

    digests: Mapping[str, str]

    def url(self, name: str) -> str:
        """The address of a file. Raises KeyError where there is none."""
        return f"/static/{name}?v={self.digests[name]}"

    def script(self, entry: str) -> Markup:
        """The tag that loads the script of a page, or nothing where the scripts have not been made."""
        name = f"{BUILT}/{entry}.js"
        tag = Markup('<script type="module" src="{}"></script>')
        return tag.format(self.url(name)) if name in self.digests else Markup("")


def read_assets(folder: Path = STATIC) -> Assets:
    """The files of a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    digests = {path.relative_to(folder).as_posix(): _digest(path) for path in files}
    return Assets(MappingProxyType(digests))


class AssetFiles(StaticFiles):
    """Serves the files; those asked for by their digest may be kept, others have to be asked for again."""

    def __init__(self, folder: Path = STATIC) -> None:
        super().__init__(directory=folder)
        self._assets = read_assets(folder)

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("v", [""])[0]
        known = asked and asked == self._assets.digests.get(path)
        response.headers["Cache-Control"] = _FOR_A_YEAR if known else "public, no-cache"
        return response


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
