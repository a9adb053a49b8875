"""The names of a release's graphs in a store that other releases, and other data, share.

There ``…/id/graph/text/cn-2026-2030`` of a release stands as
``…/id/release/<hash>/graph/text/cn-2026-2030``, so a release is loaded beside the one that serves and
none ever shows the graphs of another. The renaming is of strings, wherever they stand: in the data
when it is loaded, in a query before it is sent, in an answer before it is given. So graph names join,
compare and filter as in the embedded engine; only their length, hash and order differ.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.config import BASE
from graph.sparql.prefixes import PREFIXES

_PUBLIC = f"{BASE}id/graph"
RELEASES = f"{BASE}id/release/"
_EXTENT, _HASH = f"{PREFIXES['dcterms']}extent", f"{PREFIXES['dcterms']}identifier"
_HASH_DIGITS = 12


@dataclass(frozen=True, slots=True)
class ReleaseNames:
    """Renames for the release with a SHA-256."""

    sha256: str

    @property
    def release(self) -> str:
        """The release itself, and the graph that says of it that it is complete."""
        return f"{RELEASES}{self.sha256[:_HASH_DIGITS]}"

    @property
    def nothing(self) -> str:
        """A graph that is never there."""
        return f"{self.release}/none"

    def inside(self, text: str) -> str:
        """A text as it stands in the store."""
        return text.replace(_PUBLIC, f"{self.release}/graph")

    def outside(self, data: bytes) -> bytes:
        """Bytes from the store as they are given."""
        return data.replace(f"{self.release}/graph".encode(), _PUBLIC.encode())

    def mark(self, quads: int) -> str:
        """What the release's own graph says once every other is loaded, as N-Triples."""
        return f'<{self.release}> <{_HASH}> "{self.sha256}" .\n<{self.release}> <{_EXTENT}> "{quads}" .\n'

    @property
    def mark_query(self) -> str:
        """Asks for ``quads`` of a complete release."""
        return (
            f'SELECT ?quads {{ GRAPH <{self.release}> {{ <{self.release}> <{_HASH}> "{self.sha256}" ; '
            f"<{_EXTENT}> ?quads }} }}"
        )


def is_of_release(graph: str, release: str) -> bool:
    """Whether a graph of the store belongs to a release, given by its IRI there."""
    return graph == release or graph.startswith(f"{release}/")
