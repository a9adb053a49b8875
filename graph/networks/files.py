"""Networks as the files that other tools open, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

import networkx
from networkx.readwrite.gexf import GEXFWriter

Figures = Mapping[str, Any]
Nodes = Iterable[tuple[str, Figures]]
"""The name of each node, and its figures."""
Edges = Iterable[tuple[str, str, Figures]]
"""The names of two nodes, and the figures of what joins them."""


def graphml(sentence: str, nodes: Nodes, edges: Edges, *, directed: bool = False) -> str:
    """A network as GraphML, for Gephi, yEd, igraph and others; ``sentence`` says what it shows.

    A directed one may join the same two nodes several times.
    """
    return "\n".join(networkx.generate_graphml(_graph(sentence, nodes, edges, directed))) + "\n"


def gexf(sentence: str, nodes: Nodes, edges: Edges, *, directed: bool = False) -> str:
    """A network as GEXF, for Gephi."""
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(_graph(sentence, nodes, edges, directed))
    for meta in writer.xml.findall("meta"):
        writer.xml.remove(meta)  # it holds the time of writing
    sink = io.BytesIO()
    writer.write(sink)
    return sink.getvalue().decode("utf-8")


def _graph(sentence: str, nodes: Nodes, edges: Edges, directed: bool) -> networkx.Graph[str]:
    graph: networkx.Graph[str] = networkx.MultiDiGraph(name=sentence) if directed else networkx.Graph(name=sentence)
    for name, figures in nodes:
        graph.add_node(name, **figures)
    for number, (source, target, figures) in enumerate(edges):
        key = {"key": number} if directed else {}  # which both formats take for the edge's id, unique in the file
        graph.add_edge(source, target, **key, **figures)
    return graph
