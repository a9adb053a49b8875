"""``hrap serve``: serve the current release over HTTP.

SPARQL at /sparql, JSON at /api/v1, a start page at /. Settings come from the environment
(HRAP_HOST, HRAP_PORT …) and from the options here, which win.
"""

from __future__ import annotations

import argparse
import os
from dataclasses import replace

from api.serve import serve
from api.settings import read_settings
from scripts.console import add_releases


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    add_releases(parser)
    parser.add_argument("--host", help="address to listen on (default: HRAP_HOST, or 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port to listen on (default: HRAP_PORT, or 8000)")


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted."""
    given = {name: value for name in ("host", "port") if (value := getattr(options, name)) is not None}
    serve(replace(read_settings(os.environ), releases=options.releases, **given))
    return 0
