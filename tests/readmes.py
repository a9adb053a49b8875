"""The READMEs of the project, by their paths: what is tested of one is tested of all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDERS = ("api", "graph", "ontology", "scripts", "shapes", "tests")


def _found() -> Iterator[Path]:
    yield ROOT / "README.md"
    for top in FOLDERS:
        for folder, below, files in os.walk(ROOT / top):
            below[:] = sorted(set(below) - {"node_modules"})
            if "README.md" in files:
                yield Path(folder) / "README.md"


READMES = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in _found()}
ALL = "\n".join(READMES.values())
