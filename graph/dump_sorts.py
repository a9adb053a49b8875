"""Which sorts of files a release offers for download, from ``ontology/dumps.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from graph.config import Config
from graph.dump_list import Dump
from graph.errors import VocabularyError
from graph.names import Names

_SORTS = frozenset(
    (
        *("nquads", "trig", "jsonld", "sqlite", "crosswalk", "ontology", "shapes"),
        *("graph", "csv", "csvw", "graphml", "gexf", "entities-graphml", "entities-gexf"),
    )
)


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of file: its name and title, in which ``{name}`` and ``{about}`` stand for what it holds."""

    file: str
    part: str
    title: str
    media_type: str
    registered: bool = True

    def named(self, name: str) -> str:
        """The name of a file of this sort, not compressed."""
        return self.file.format(name=name)

    def packed(self, name: str) -> str:
        """The name of the same file, compressed."""
        return f"{self.named(name)}.gz"

    def dump(
        self, name: str, about: str, *, compressed: bool, size: int, sha256: str, graph: str | None = None
    ) -> Dump:
        """The entry of a file of this sort in the list."""
        return Dump(
            file=self.packed(name) if compressed else self.named(name),
            part=self.part,
            title=self.title.format(name=name, about=about),
            media_type=self.media_type,
            registered=self.registered,
            compressed=compressed,
            size=size,
            sha256=sha256,
            graph=graph,
        )


def load_sorts(config: Config) -> Mapping[str, Sort]:
    """Read ontology/dumps.toml. Raises VocabularyError where a sort is missing or incomplete."""
    path = config.ontology / "dumps.toml"
    try:
        sorts = {name: Sort(**given) for name, given in tomllib.loads(config.read(path)).items()}
    except (OSError, ValueError, TypeError) as error:
        raise VocabularyError(f"{path}: no list of files: {error}.", remedy="Correct that file.") from error
    if sorts.keys() != _SORTS:
        wrong = ", ".join(sorted(sorts.keys() ^ _SORTS))
        raise VocabularyError(f"{path}: missing or not known: {wrong}.", remedy="Correct that file.")
    return sorts


def graph_name(iri: str, names: Names) -> str:
    """The name that a named graph has in file names, such as ``text-cn-2026-2030``."""
    return iri.removeprefix(f"{names.things}graph/").replace("/", "-")
