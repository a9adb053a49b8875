"""Namespaces, and the one place where IRIs of things are made."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rdflib import Namespace, URIRef

from graph.config import BASE

DQV = Namespace("http://www.w3.org/ns/dqv#")
OA = Namespace("http://www.w3.org/ns/oa#")
QUDT = Namespace("http://qudt.org/schema/qudt/")
SEMAPV = Namespace("https://w3id.org/semapv/vocab/")
SSSOM = Namespace("https://w3id.org/sssom/")

_SAFE = re.compile(r"[A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*")


@dataclass(frozen=True, slots=True)
class Names:
    """IRIs under one base."""

    base: str = BASE

    @property
    def ontology(self) -> str:
        return f"{self.base}ontology#"

    @property
    def things(self) -> str:
        return f"{self.base}id/"

    def thing(self, *parts: str) -> URIRef:
        """The IRI of a thing by the parts of its path, such as ``("plan", "cn-2026-2030", "measure", "1.5.2")``."""
        path = "/".join(parts)
        if not _SAFE.fullmatch(path):
            raise ValueError(f"{path!r} has a character that an IRI of this project does not use")
        return URIRef(self.things + path)

    def own(self, name: str) -> URIRef:
        """A class or property of our ontology by its local name."""
        return URIRef(self.ontology + name)

    def concept(self, kind: str, slug: str) -> URIRef:
        """The IRI of a concept; ``kind`` is the singular that its scheme's IRIs use, such as ``group``."""
        return self.thing(kind, slug)

    def dump(self, file: str) -> URIRef:
        """The IRI of a file for download."""
        return URIRef(f"{self.base}dumps/{file}")

    def slug(self, iri: str) -> str:
        """The last part of an IRI."""
        return re.split(r"[/#]", iri)[-1]

    def term(self, iri: str) -> str | None:
        """The local name of a term of our ontology, or None for any other IRI."""
        return iri.removeprefix(self.ontology) if iri.startswith(self.ontology) else None
