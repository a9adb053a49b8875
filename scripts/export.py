"""``hrap export``: write the current release's graph, or one table of it, in another format.

hrap export --format trig -o graph.trig          the whole dataset
hrap export --graph assertions --format turtle   one named graph
hrap export --table targets -o targets.csv       a table of the read model as CSV, with its metadata beside
hrap export --crosswalk -o crosswalk.sssom.tsv   rights to treaties and SDG targets, as SSSOM TSV
hrap export --codebook -o codebook.md            what every field and parameter holds, as Markdown
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from graph.codebook.reading import load_codebook
from graph.config import Config
from graph.errors import ReleaseError
from graph.export import (
    FORMATS,
    export_codebook,
    export_crosswalk,
    export_graph,
    export_metadata,
    export_table,
    find_table,
)
from graph.release import open_release
from scripts.console import add_releases


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    add_releases(parser)
    parser.add_argument("--format", choices=tuple(FORMATS), default="nquads", help="of a graph (default: nquads)")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--graph", metavar="NAME", help="one named graph: text, mentions, assertions, inferred …")
    what.add_argument("--table", metavar="NAME", help="one table of the read model, as CSV")
    what.add_argument("--crosswalk", action="store_true", help="what rights correspond to, as SSSOM TSV")
    what.add_argument("--codebook", action="store_true", help="what every field holds, as Markdown")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to (default: standard output)")


def run(options: argparse.Namespace) -> int:
    """Write the export."""
    release = open_release(options.releases)
    if options.crosswalk:
        data = export_crosswalk(release)
    elif options.codebook:
        data = export_codebook(load_codebook(Config())).encode("utf-8")
    elif options.table:
        table = find_table(load_codebook(Config()), options.table)
        data = export_table(release, table).encode("utf-8")
        if options.output is not None:
            beside = options.output.with_name(f"{options.output.name}-metadata.json")
            _write(beside, export_metadata(table, options.output.name).encode("utf-8"))
    else:
        data = export_graph(release, options.format, options.graph)
    if options.output is None:
        sys.stdout.buffer.write(data)
        return 0
    _write(options.output, data)
    return 0


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReleaseError(f"{path}: cannot be written: {reason}.", remedy="Choose another file.") from error
