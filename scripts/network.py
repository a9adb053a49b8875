"""``hrap network``: a network of what a plan's measures bring together, with the figures of its nodes.

hrap network                                            the networks that there are
hrap network rights-groups                              its most central nodes, as a table
hrap network rights-groups --format gexf -o net.gexf    a file for Gephi; graphml, json, csv, svg likewise
"""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from pathlib import Path

from api.db import Database
from api.models.networks import NetworkEdgeItem, NetworkFilters, NetworkNodeItem
from api.networks import Network, gexf, graphml, read_network
from api.pages import page_environment
from api.pictures.wheel import draw_wheel
from api.rows import as_csv
from graph.errors import InputError
from graph.release import open_release
from scripts.console import add_releases, number_of, print_answer, write_answer

_SHOWN = 25


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    add_releases(parser)
    parser.add_argument("name", nargs="?", help="name of a network; without it, the networks are listed")
    parser.add_argument("--plan", help="of this plan (default: the first)")
    parser.add_argument("--part", choices=("nodes", "edges"), default="edges", help="what a CSV has")
    parser.add_argument(
        "--top", type=number_of(NetworkFilters, "top"), default=100, metavar="N", help="how many nodes a picture has"
    )
    parser.add_argument("--format", choices=("text", "json", "csv", "graphml", "gexf", "svg"), default="text")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to (default: standard output)")


def run(options: argparse.Namespace) -> int:
    """Print the network."""
    with closing(Database(open_release(options.releases).read_model)) as database:
        listed = database.rows("SELECT * FROM networks ORDER BY plan, name")
        if options.name is None:
            print_answer("".join(f"{row['plan']}  {row['name']:<22} {row['sentence']}\n" for row in listed))
            return 0
        plan = options.plan or listed[0]["plan"]
        found = read_network(database, plan, options.name)
    if found is None:
        names = ", ".join(row["name"] for row in listed if row["plan"] == plan)
        raise InputError(f"{plan} has no network {options.name!r}.", remedy=f"There are: {names or 'none'}.")
    write_answer(_written(found, options), options.output)
    return 0


def _written(found: Network, options: argparse.Namespace) -> str:
    if options.format == "csv":
        return as_csv(found.nodes, NetworkNodeItem) if options.part == "nodes" else as_csv(found.edges, NetworkEdgeItem)
    if options.format == "json":
        parts = {"nodes": [n.model_dump() for n in found.nodes], "edges": [e.model_dump() for e in found.edges]}
        return json.dumps({**found.item.model_dump(), **parts}, indent=1, ensure_ascii=False) + "\n"
    if options.format == "graphml":
        return graphml(found)
    if options.format == "gexf":
        return gexf(found)
    return draw_wheel(page_environment(), found, options.top) if options.format == "svg" else _lines(found)


def _lines(found: Network) -> str:
    """What it is, and the nodes that most paths lead through."""
    item = found.item
    best = sorted(found.nodes, key=lambda n: (-n.betweenness, -n.degree, n.id))[:_SHOWN]
    lines = [
        item.sentence,
        f"{item.node_count} nodes, {item.edge_count} edges, {item.community_count} communities, "
        f"{item.orphan_count} orphans, {item.bridge_count} bridges",
        "",
        f"{'betweenness':>11}  {'pagerank':>8}  {'degree':>6}  {'community':>9}  node",
    ]
    lines += [
        f"{n.betweenness:>11.4f}  {n.pagerank:>8.4f}  {n.degree:>6}  {n.community or '–':>9}  {n.id}" for n in best
    ]
    return "\n".join(lines) + "\n"
