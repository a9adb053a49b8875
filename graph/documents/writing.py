"""The ontology and the shapes as documents: what dereferencing their IRIs answers, serialised once for a release.

    documents/ontology.ttl            every term under the ontology that imports all topics, so that
                                      each hash IRI is described where it dereferences
    documents/ontology/<topic>.ttl    one topic
    documents/shapes.ttl, documents/shapes/<topic>.ttl
    documents/terms.json              the same for people, which pages are made from

Each graph also as ``.jsonld``, ``.nt`` and ``.rdf``. All are written under the configured base.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from graph.config import Config
from graph.dataset import Dataset
from graph.documents.glossary import glossary
from graph.documents.syntax import read_triples, write_triples
from graph.release import ENDINGS, TERMS

_UMBRELLA, _PREFIXES = "hrap", "prefixes"
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_PREFIX = re.compile(r"^@prefix (?P<prefix>[\w-]*): <(?P<namespace>[^>]+)> \.$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """Triples with the prefixes that their files use, by the path under the base where they are found."""

    path: str
    triples: tuple[Triple, ...]
    prefixes: Mapping[str, str]

    def written(self, form: str) -> bytes:
        """The document in a format of ``graph.documents.syntax``; the same bytes each time."""
        return write_triples(self.triples, form, self.prefixes)


def write_documents(folder: Path, dataset: Dataset, config: Config) -> None:
    """Write the documents of a release; ``dataset`` is what the uses of its terms are counted in."""
    for document in documents(config):
        for form, ending in ENDINGS.items():
            path = folder / f"{document.path}.{ending}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(document.written(form))
    text = json.dumps(glossary(dataset, config), ensure_ascii=False, indent=1, sort_keys=True)
    (folder / TERMS).write_text(text + "\n", encoding="utf-8")


def documents(config: Config) -> list[Document]:
    """Every document of the ontology and of the shapes."""
    return [*_ontology(config), *_shapes(config)]


def _ontology(config: Config) -> Iterator[Document]:
    external = _read("", [config.ontology / "external" / "terms.ttl"], config)
    paths = sorted(config.ontology.glob("*.ttl"), key=lambda path: (path.stem != _UMBRELLA, path.stem))
    topics = [path for path in paths if path.stem != _UMBRELLA]
    headers = {NamedNode(f"{config.base}ontology/{path.stem}") for path in topics}
    whole = _read("ontology", paths, config)
    kept = [triple for triple in whole.triples if triple.subject not in headers]
    yield _declared(Document(whole.path, tuple(kept), whole.prefixes), external)
    for path in topics:
        yield _declared(_read(f"ontology/{path.stem}", [path], config), external)


def _shapes(config: Config) -> Iterator[Document]:
    """All shapes, and each topic with the prefixes of its queries, so that it works alone."""
    paths = sorted(config.shapes.glob("*.ttl"))
    yield _read("shapes", paths, config)
    for path in paths:
        if path.stem != _PREFIXES:
            yield _read(f"shapes/{path.stem}", [config.shapes / f"{_PREFIXES}.ttl", path], config)


def _read(name: str, paths: Iterable[Path], config: Config) -> Document:
    triples: list[Triple] = []
    prefixes: dict[str, str] = {}
    for path in paths:
        text = config.read(path)
        triples += read_triples(text, path.stem)
        prefixes |= {found["prefix"]: found["namespace"] for found in _PREFIX.finditer(text)}
    return Document(name, tuple(triples), dict(sorted(prefixes.items())))


def _declared(document: Document, external: Document) -> Document:
    """The document with what the terms of other vocabularies in it are: an OWL tool need not guess, nor fetch."""
    named = {term for t in document.triples for term in (t.subject, t.predicate, t.object)}
    types = (t for t in external.triples if t.predicate == _TYPE and t.subject in named)
    return Document(document.path, (*document.triples, *types), document.prefixes)
