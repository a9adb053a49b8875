"""``hrap build``: build a release from the plans' texts.

Reads every plan under graph/plans/, links what it says, infers, validates, and writes a release
folder beside the current one, which is swapped only when everything is complete. A build that
fails, or is killed, leaves the last good release serving.
"""

from __future__ import annotations

import argparse

from rich.markup import escape

from graph.config import Config
from graph.fingerprint import PATH
from graph.pipeline import drift, make, release, require_no_drift
from scripts.console import add_releases, console, progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    add_releases(parser)
    parser.add_argument("--quiet", action="store_true", help="no progress, errors only")
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--locked", action="store_true", help="fail where the build differs from the committed fingerprint"
    )
    how.add_argument("--accept", action="store_true", help="write the committed fingerprint anew")


def run(options: argparse.Namespace) -> int:
    """Build, compare with the fingerprint, and swap the release in."""
    config, screen = Config(), console()
    step = progress(screen, quiet=options.quiet)
    built = make(config, step)
    if options.accept:
        built.fingerprint.write(config.plans / PATH)
    elif options.locked:
        require_no_drift(built, config)
    elif places := drift(built, config):
        screen.print("differs from the committed fingerprint (accept with --accept):")
        for place in places[:20]:
            screen.print(f"  {escape(place)}")
    made = release(built, options.releases, config, step)
    if not options.quiet:
        figures = built.fingerprint.counts
        shown = ("measures", "commitments", "targets", "parameters", "facts by rule", "facts by decision", "quads")
        screen.print("  ".join(f"{figures[name]:,} {name}" for name in shown if name in figures))
        screen.print(f"release {made.folder.name}")
    return 0
