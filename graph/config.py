"""Where the project's own files are, and the one base of its IRIs."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import InputError

DEFAULT_BASE = "https://w3id.org/hrap/"
BASE = os.environ.get("HRAP_BASE", DEFAULT_BASE)
"""The base of this copy: a mirror that names things under its own address sets HRAP_BASE, which ends with a slash."""

_PACKAGE = Path(__file__).resolve().parent


def _resource_root() -> Path:
    """The folder that holds ontology/ and shapes/: the checkout, or the data folder of an installed wheel."""
    bundled = _PACKAGE / "data"
    return bundled if bundled.is_dir() else _PACKAGE.parent


@dataclass(frozen=True, slots=True)
class Config:
    """What a build depends on besides the plans: folders, and the base that every IRI starts with.

    ``base`` ends with a slash. The files under ``ontology`` and ``shapes`` are written with
    ``DEFAULT_BASE``; ``read`` replaces it, so that a mirror needs to change one setting only.
    """

    base: str = BASE
    ontology: Path = field(default_factory=lambda: _resource_root() / "ontology")
    shapes: Path = field(default_factory=lambda: _resource_root() / "shapes")
    plans: Path = field(default_factory=lambda: _PACKAGE / "plans")

    def __post_init__(self) -> None:
        if not self.base.startswith(("https://", "http://")) or not self.base.endswith("/"):
            raise InputError(
                f"{self.base!r} is no base of IRIs.",
                remedy="Set HRAP_BASE to a URL that ends with a slash, or unset it.",
            )

    def read(self, path: Path) -> str:
        """The text of a Turtle or SPARQL file of the project, under this configuration's base."""
        return path.read_text(encoding="utf-8").replace(DEFAULT_BASE, self.base)
