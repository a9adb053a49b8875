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


def graphml(sentence: str, nodes: Nodes, edges: Edges) -> str:
    """A network as GraphML, for Gephi, yEd, igraph and others; ``sentence`` says what it shows."""
    return "\n".join(networkx.generate_graphml(_graph(sentence, nodes, edges))) + "\n"


def gexf(sentence: str, nodes: Nodes, edges: Edges) -> str:
    """A network as GEXF, for Gephi."""
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(_graph(sentence, nodes, edges))
    for meta in writer.xml.findall("meta"):
        writer.xml.remove(meta)  # it holds the time of writing
    sink = io.BytesIO()
    writer.write(sink)
    return sink.getvalue().decode("utf-8")


def _graph(sentence: str, nodes: Nodes, edges: Edges) -> networkx.Graph[str]:
    graph: networkx.Graph[str] = networkx.Graph(name=sentence)
    for name, figures in nodes:
        graph.add_node(name, **figures)
    for source, target, figures in edges:
        graph.add_edge(source, target, **figures)
    return graph
