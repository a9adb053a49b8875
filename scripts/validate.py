"""``hrap validate``: check a graph against the shapes and print the report.

Without a file the plans are built and checked. With one, that file is checked: Turtle, N-Triples,
N-Quads, TriG, RDF/XML or JSON-LD, told by its name.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from rdflib import Dataset, Graph
from rdflib.util import guess_format

from graph.config import Config
from graph.dataset import union
from graph.errors import InputError
from graph.pipeline import make
from graph.validation import ValidationReport, load_shapes, report_graph, require_conformity, validate
from scripts.console import console, print_answer, progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("file", nargs="?", type=Path, help="an RDF file to check instead of the plans")
    parser.add_argument("--format", choices=("text", "turtle"), default="text", help="of the report (default: text)")


def run(options: argparse.Namespace) -> int:
    """Print the report; exit code 4 where a shape of severity Violation is broken."""
    config = Config()
    if options.file:
        report = validate(_read(options.file), load_shapes(config))
    else:
        report = make(config, progress(console())).report
    print_answer(report_graph(report).serialize(format="turtle") if options.format == "turtle" else _text(report))
    require_conformity(report)
    return 0


def _text(report: ValidationReport) -> str:
    lines = [f"{r.severity}\t{r.focus}\t{r.message}" for r in report.results]
    verdict = "conforms" if report.conforms else "does not conform"
    return "\n".join([*lines, f"{verdict}: {len(report.results)} results"]) + "\n"


def _read(path: Path) -> Graph:
    """The triples of a file, of all its named graphs together. Raises InputError where it cannot be read."""
    name = guess_format(path.name) or "turtle"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}.", remedy="Name an RDF file.") from error
    try:
        if name not in ("nquads", "trig"):
            return Graph().parse(data=data, format=name)
        dataset = Dataset(default_union=True)
        dataset.parse(data=data, format=name)
        return union({graph.identifier: graph for graph in dataset.graphs()})  # type: ignore[misc]
    except Exception as error:  # parsers raise whatever their grammar code meets
        reason = " ".join(str(error).split())[:300]
        raise InputError(f"{path}: not valid {name}: {reason}.", remedy="Correct that place.") from error
