"""``hrap paths``: how two things of a plan hang together, step by step, each with its words.

hrap paths right/health group/rural-women       the five best paths
hrap paths measure/1.5.2 measure/4.2.5 -k 3     between two measures
"""

from __future__ import annotations

import argparse
import difflib
import json
from contextlib import closing

from api.db import Database
from api.models.paths import PathFilters
from api.paths import load_paths
from api.routes.paths import path_item
from graph.errors import InputError
from graph.networks.paths import Path, PathFinder
from graph.release import open_release
from scripts.console import add_releases, number_of, print_answer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    add_releases(parser)
    parser.add_argument("start", metavar="FROM", help="a right, group, body, instrument, indicator, measure or target")
    parser.add_argument("end", metavar="TO", help="another one")
    parser.add_argument("--plan", help="of this plan (default: the first)")
    parser.add_argument(
        "-k", type=number_of(PathFilters, "k"), default=5, metavar="N", help="how many paths at most (default: 5)"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="of the answer")


def run(options: argparse.Namespace) -> int:
    """Print the paths."""
    with closing(Database(open_release(options.releases).read_model)) as database:
        finders = load_paths(database)
    finder = finders.get(options.plan or next(iter(finders), ""))
    if finder is None:
        raise InputError(f"There is no plan {options.plan!r}.", remedy=f"There are: {', '.join(finders)}.")
    for node in (options.start, options.end):
        _require(node, finder)
    if options.start == options.end:
        raise InputError("Both ends are the same.", remedy="Choose two.")
    found = finder.best(options.start, options.end, options.k)
    if options.format == "json":
        answer = [path_item(path).model_dump() for path in found]
        print_answer(json.dumps(answer, indent=1, ensure_ascii=False) + "\n")
    else:
        print_answer("\n".join(map(_lines, found)) or f"Nothing joins {options.start} and {options.end}.\n")
    return 0


def _require(node: str, finder: PathFinder) -> None:
    if node not in finder:
        nearest = ", ".join(difflib.get_close_matches(node, finder.nodes, n=3, cutoff=0.5))
        remedy = f"Nearest: {nearest}." if nearest else "Names look like right/health and measure/1.5.2."
        raise InputError(f"No measure speaks of {node!r}.", remedy=remedy)


def _lines(path: Path) -> str:
    lines = [f"{path.cost:.2f}  {' – '.join(path.nodes)}"]
    for step in path_item(path).steps:
        words = f"“{step.quote}” [{step.start}–{step.end}]" if step.quote else "in the vocabulary"
        lines.append(f"      {step.source} – {step.target}  ({step.relation})  {words}")
    return "\n".join(lines) + "\n"
