"""Loads a release into a remote store, beside those that it holds, by the Graph Store HTTP Protocol.

Each named graph goes to a graph named by the release (``graph.remote.names``), in parts. Once the
store counts as many triples in each as the release has, a last small graph says that the release is
complete. Until then no service takes it, so a load that is killed changes nothing for anyone, and
the next one writes the same graphs anew. Then the graphs of releases that are kept no more go.

Language tags are written in small letters, which RDF 1.1 allows, so that every engine compares them
alike; answers get them back in canonical case.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import httpx

from graph.errors import ReleaseError
from graph.release import Release
from graph.remote.answer import GRAPH_TYPE, TABLE_TYPE, read_rows
from graph.remote.http import StoreAddress, lost, refusal
from graph.remote.names import RELEASES, ReleaseNames, is_of_release

_PART = 4_000_000
_GRAPHS = f'SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?g), "{RELEASES}")) }}'
_COUNT = "SELECT (COUNT(*) AS ?n) {{ GRAPH <{}> {{ ?s ?p ?o }} }}"


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many quads the store holds of the release, and how many graphs of other releases were dropped."""

    quads: int
    dropped: int


def load_release(release: Release, kept: Collection[str], query: StoreAddress, graphs: StoreAddress) -> Loaded:
    """Load a release; drop those whose SHA-256 is not among ``kept``.

    Raises StoreLost or QueryError where the store does not do it, and ReleaseError where it holds
    another number of triples afterwards.
    """
    names = ReleaseNames(release.sha256)
    with _Store(query, graphs) as store:
        if store.rows(names.mark_query) != [[str(release.quads)]]:
            sizes = store.fill(names, release.graph)
            for graph, size in sizes.items():
                if store.rows(_COUNT.format(graph)) != [[str(size)]]:
                    raise ReleaseError(f"The store holds not all of {graph}.", remedy="Load it again: hrap load.")
            if sum(sizes.values()) != release.quads:
                raise ReleaseError(f"{release.graph} is not the graph of its manifest.", remedy="Build it again.")
            store.put(names.release, names.mark(release.quads).encode(), replace=True)
        stay = [ReleaseNames(sha256).release for sha256 in {*kept, release.sha256}]
        found = [row[0] or "" for row in store.rows(_GRAPHS)]
        gone = sorted(graph for graph in found if not any(is_of_release(graph, each) for each in stay))
        for graph in gone:  # in this order, that which says that a release is complete goes before its graphs
            store.drop(graph)
    return Loaded(release.quads, len(gone))


class _Store:
    """A store that is written to."""

    def __init__(self, query: StoreAddress, graphs: StoreAddress) -> None:
        self._query, self._graphs = query, graphs
        self._client = httpx.Client(**graphs.options)

    def __enter__(self) -> _Store:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._client.close()

    def rows(self, text: str) -> list[list[str | None]]:
        """The rows of a SELECT."""
        return read_rows(self._send("POST", self._query.url, data={"query": text}, accept=TABLE_TYPE))

    def fill(self, names: ReleaseNames, nquads: Path) -> Mapping[str, int]:
        """Write every graph of an N-Quads file; how many triples each has, by its name in the store."""
        sizes: dict[str, int] = {}
        for graph, size, part in _parts(names, nquads):
            self.put(graph, part, replace=graph not in sizes)
            sizes[graph] = sizes.get(graph, 0) + size
        return sizes

    def put(self, graph: str, ntriples: bytes, *, replace: bool) -> None:
        """Write triples to a graph, in the place of what it has or beside it."""
        self._send("PUT" if replace else "POST", self._graphs.url, params={"graph": graph}, content=ntriples)

    def drop(self, graph: str) -> None:
        """Remove a graph."""
        self._send("DELETE", self._graphs.url, params={"graph": graph})

    def _send(
        self,
        method: str,
        url: str,
        *,
        data: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        content: bytes | None = None,
        accept: str = "*/*",
    ) -> bytes:
        headers = {"Accept": accept, **({"Content-Type": GRAPH_TYPE} if content is not None else {})}
        try:
            response = self._client.request(method, url, data=data, params=params, content=content, headers=headers)
        except httpx.HTTPError as error:
            raise lost(error) from error
        refused = refusal(response.status_code, response.headers, response.text[:1000])
        if refused:
            raise refused
        return response.content


def _parts(names: ReleaseNames, nquads: Path) -> Iterator[tuple[str, int, bytes]]:
    """The N-Triples of each graph in parts: its name in the store, how many triples, their bytes."""
    waiting: dict[str, list[bytes]] = {}
    room: dict[str, int] = {}
    with nquads.open(encoding="utf-8") as lines:
        for line in lines:
            triple, graph, _ = line.rsplit(" ", 2)
            name = names.inside(graph[1:-1])
            text = f"{names.inside(_with_small_tag(triple))} .\n".encode()
            if room.setdefault(name, _PART) < len(text):
                yield name, len(waiting[name]), b"".join(waiting.pop(name))
                room[name] = _PART
            waiting.setdefault(name, []).append(text)
            room[name] -= len(text)
    for name, texts in sorted(waiting.items()):
        yield name, len(texts), b"".join(texts)


def _with_small_tag(triple: str) -> str:
    head, quote, tag = triple.rpartition('"@')
    return f"{head}{quote}{tag.lower()}" if quote and not triple.endswith(('"', ">")) else triple
