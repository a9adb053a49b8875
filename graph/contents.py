"""What a release's graph consists of, read from its N-Quads: its named graphs, and what it says of itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph
from rdflib.namespace import RDF, VOID

from graph.errors import ReleaseError

_PROVENANCE = "/graph/provenance"


@dataclass(frozen=True, slots=True)
class Contents:
    """How many triples each named graph has, by its IRI, what VoID and DCAT say of the whole, and every IRI described.

    ``things`` are the named graphs and whatever a triple has as its subject, sorted.
    """

    sizes: Mapping[str, int]
    description: Graph
    things: tuple[str, ...]


def read_contents(nquads: Path) -> Contents:
    """Count the quads of a release by graph. Raises ReleaseError where the file is not as a build writes it."""
    sizes: Counter[str] = Counter()
    subjects: set[str] = set()
    provenance = []
    try:
        with nquads.open(encoding="utf-8") as lines:
            for line in lines:
                triple, graph, _ = line.rsplit(" ", 2)
                sizes[graph[1:-1]] += 1
                subjects.add(triple.partition(" ")[0])
                if graph.endswith(f"{_PROVENANCE}>"):
                    provenance.append(f"{triple} .\n")
    except (OSError, ValueError) as error:
        raise ReleaseError(f"{nquads}: not readable: {error}.", remedy="Build the release again.") from error
    described = {subject[1:-1] for subject in subjects if subject.startswith("<")}
    return Contents(dict(sorted(sizes.items())), _datasets(provenance), tuple(sorted(described | sizes.keys())))


def _datasets(lines: list[str]) -> Graph:
    """What is said of datasets; the inputs of the build and their hashes are left to the graph itself."""
    everything, found = Graph(), Graph()
    everything.parse(data="".join(lines), format="nt")
    for dataset in everything.subjects(RDF.type, VOID.Dataset):
        for triple in everything.triples((dataset, None, None)):
            if (triple[2], RDF.type, None) not in everything or (triple[2], RDF.type, VOID.Dataset) in everything:
                found.add(triple)
    return found
