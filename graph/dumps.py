"""The files that a release offers for download, written from the other parts of its folder.

Which there are, and what each is called, stands in ``ontology/dumps.toml``. All are compressed, except the metadata
of the tables; the tables come plain as well, for that metadata to describe. The same release gives the same bytes:
the compressed files hold neither a time nor a name (RFC 1952).
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from graph.codebook.reading import Codebook, load_codebook
from graph.codebook.tabular import csvw_metadata
from graph.config import Config
from graph.dump_list import Dump, write_list
from graph.dump_sorts import Sort, graph_name, load_sorts
from graph.entity_graph import SENTENCE, read_entity_graph
from graph.export import by_graph, read_quads, table_as_csv, write_quads, write_triples_of
from graph.names import Names
from graph.networks.analysis import Network
from graph.networks.files import Edges, Nodes, gexf, graphml
from graph.release import CROSSWALK, DOCUMENTS, DUMPS, GRAPH, READ_MODEL

_LEVEL = 6
_CSVW_CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en"}]


@dataclass(frozen=True, slots=True)
class _File:
    """A file to write: its sort, what it holds, its bytes, and in which ways it is written."""

    sort: Sort
    data: bytes
    name: str = ""
    about: str = ""
    graph: str | None = None
    plain: bool = False
    packed: bool = True


def write_dumps(folder: Path, networks: Mapping[str, Iterable[Network]], config: Config) -> tuple[Dump, ...]:
    """Write the files of the release in ``folder``, with the networks of its plans, and their list.

    Compressing leaves the interpreter to others, so files are compressed while the next ones are made.
    """
    target = folder / DUMPS
    target.mkdir()
    with ThreadPoolExecutor() as pool:
        under_way = [pool.submit(_written, target, file) for file in _files(folder, networks, config)]
        dumps = tuple(dump for done in under_way for dump in done.result())
    write_list(target, dumps)
    return dumps


def _written(target: Path, file: _File) -> list[Dump]:
    """Write a file in each of its ways."""
    found = []
    for compressed in (True, False):
        if file.packed if compressed else file.plain:
            data = gzip.compress(file.data, _LEVEL, mtime=0) if compressed else file.data
            hashed = hashlib.sha256(data).hexdigest()
            dump = file.sort.dump(
                file.name, file.about, compressed=compressed, size=len(data), sha256=hashed, graph=file.graph
            )
            (target / dump.file).write_bytes(data)
            found.append(dump)
    return found


def _files(folder: Path, networks: Mapping[str, Iterable[Network]], config: Config) -> Iterator[_File]:
    sorts = load_sorts(config)
    yield from _graphs(folder / GRAPH, sorts, Names(config.base))
    yield _File(sorts["sqlite"], (folder / READ_MODEL).read_bytes())
    yield _File(sorts["crosswalk"], (folder / CROSSWALK).read_bytes())
    for name in ("ontology", "shapes"):
        yield _File(sorts[name], (folder / DOCUMENTS / f"{name}.ttl").read_bytes())
    yield from _tables(folder / READ_MODEL, sorts, load_codebook(config))
    nodes, edges = read_entity_graph(folder / READ_MODEL, Names(config.base))
    yield _File(sorts["entities-graphml"], graphml(SENTENCE, nodes, edges, directed=True).encode())
    yield _File(sorts["entities-gexf"], gexf(SENTENCE, nodes, edges, directed=True).encode())
    for plan, found in sorted(networks.items()):
        for network in found:
            yield from _networks(plan, network, sorts)


def _graphs(nquads: Path, sorts: Mapping[str, Sort], names: Names) -> Iterator[_File]:
    """The dataset in every format that has named graphs, and each named graph alone."""
    yield _File(sorts["nquads"], nquads.read_bytes())
    quads = read_quads(nquads)
    for form in ("jsonld", "trig"):
        yield _File(sorts[form], write_quads(quads, form))
    for iri, part in by_graph(quads).items():
        name = graph_name(iri, names)
        yield _File(
            sorts["graph"], write_triples_of(part, "turtle"), name, iri.removeprefix(f"{names.things}graph/"), iri
        )


def _tables(read_model: Path, sorts: Mapping[str, Sort], codebook: Codebook) -> Iterator[_File]:
    """Each table and view as CSV, and the metadata of them all."""
    tables = [table for table in codebook.tables if table.kind == "sqlite"]
    metadata = []
    for table in tables:
        yield _File(sorts["csv"], table_as_csv(read_model, table).encode(), table.name, table.description, plain=True)
        said = csvw_metadata(table, sorts["csv"].named(table.name))
        metadata.append({key: value for key, value in said.items() if key != "@context"})
    group = {"@context": _CSVW_CONTEXT, "tables": metadata}
    text = json.dumps(group, ensure_ascii=False, indent=1) + "\n"
    yield _File(sorts["csvw"], text.encode(), plain=True, packed=False)


def _networks(plan: str, network: Network, sorts: Mapping[str, Sort]) -> Iterator[_File]:
    ids = [f"{node.kind}/{node.slug}" for node in network.nodes]
    nodes: Nodes = [
        (name, {key: value for key in _FIGURES if (value := getattr(node, key)) is not None})
        for name, node in zip(ids, network.nodes, strict=True)
    ]
    edges: Edges = [
        (ids[edge.source], ids[edge.target], {"weight": edge.weight, "bridge": edge.bridge}) for edge in network.edges
    ]
    name, sentence = f"{plan}-{network.projection.name}", network.projection.sentence
    yield _File(sorts["graphml"], graphml(sentence, nodes, edges).encode(), name, sentence)
    yield _File(sorts["gexf"], gexf(sentence, nodes, edges).encode(), name, sentence)


_FIGURES = ("kind", "slug", "label", "degree", "strength", "betweenness", "pagerank", "community")
