"""``hrap load``: load the current release into a remote store.

HRAP_STORE is the URL of its SPARQL endpoint, HRAP_STORE_GRAPHS that of its Graph Store Protocol,
HRAP_STORE_USER and HRAP_STORE_PASSWORD who may write there. A load that fails, or is killed, leaves
the last good release serving; so does this one, until it is complete. Releases that the folder of
releases no longer has are dropped from the store.
"""

from __future__ import annotations

import argparse
import os

from api.settings import read_settings
from graph.errors import ServeError
from graph.release import held_releases, open_release
from graph.remote.load import load_release
from scripts.console import add_releases, console, progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    add_releases(parser)
    parser.add_argument("--quiet", action="store_true", help="no progress, errors only")


def run(options: argparse.Namespace) -> int:
    """Load, count, and drop what is kept no more."""
    settings, screen = read_settings(os.environ), console()
    query, graphs = settings.query_address, settings.graphs_address
    if query is None or graphs is None:
        raise ServeError("No remote store is named.", remedy="Set HRAP_STORE and HRAP_STORE_GRAPHS.")
    release = open_release(options.releases)
    kept = {each.sha256 for each in held_releases(options.releases)}
    with progress(screen, quiet=options.quiet)("load into the store"):
        loaded = load_release(release, kept, query, graphs)
    if not options.quiet:
        screen.print(f"release {release.folder.name}: {loaded.quads:,} quads, {loaded.dropped} old graphs dropped")
    return 0
