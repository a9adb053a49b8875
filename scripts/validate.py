"""``hrap validate``: check a graph against the shapes and print the report.

Without a file the plans are built and checked. With one, or with ``-`` for standard input, that is
checked: Turtle, N-Triples, N-Quads, TriG, RDF/XML or JSON-LD, told by its name, also with ``.gz``.
Nothing that a file refers to is ever fetched.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from graph.config import Config
from graph.errors import InputError
from graph.pipeline import make
from graph.validation.checking import load_shapes, looked_at, require_conformity, validate
from graph.validation.foreign import FORMATS, read_foreign
from graph.validation.reports import report_csv, report_json, report_text
from graph.validation.results import ValidationReport, report_graph
from scripts.console import console, print_answer, progress

_MAX_BYTES = 200_000_000
_EMPTY = "Nothing in it is looked at by a shape: it has no node of a class that a shape is for.\n"

WRITERS: dict[str, Callable[[ValidationReport], str]] = {
    "text": report_text,
    "csv": report_csv,
    "json": report_json,
    "turtle": lambda report: report_graph(report).serialize(format="turtle"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("file", nargs="?", help="an RDF file to check instead of the plans; - is standard input")
    parser.add_argument("--input-format", choices=tuple(FORMATS), help="of the file (default: told by its name)")
    parser.add_argument(
        "--max-bytes", type=int, default=_MAX_BYTES, help=f"longest file, unpacked (default: {_MAX_BYTES:,})"
    )
    parser.add_argument("--format", choices=tuple(WRITERS), default="text", help="of the report (default: text)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the report there instead of printing it")
    parser.add_argument(
        "--engine",
        choices=("pyshacl", "rudof"),
        default="pyshacl",
        help="pyshacl is the reference; rudof is faster, and needs pip install 'hrap[engines]'",
    )


def run(options: argparse.Namespace) -> int:
    """Print the report; exit code 4 where a shape of severity Violation is broken."""
    report, empty = _of_file(options) if options.file else (_of_plans(options), False)
    warning = _EMPTY if empty and options.format == "text" else ""
    _write(warning + WRITERS[options.format](report), options.output)
    require_conformity(report)
    return 0


def _of_file(options: argparse.Namespace) -> tuple[ValidationReport, bool]:
    """The report of a file, and whether the shapes find nothing in it to look at."""
    screen, shapes = console(), load_shapes(Config())
    with screen.status("reading") as status:
        data = read_foreign(
            options.file,
            options.input_format,
            options.max_bytes,
            lambda count: status.update(f"reading: {count:,} triples"),
        )
    screen.print(f"{options.file}: {len(data):,} triples")
    empty = not looked_at(data, shapes)
    if empty and options.format != "text":
        screen.print(_EMPTY.strip())
    with screen.status("checking"):
        return validate(data, shapes, engine=options.engine), empty


def _of_plans(options: argparse.Namespace) -> ValidationReport:
    return make(Config(), progress(console()), engine=options.engine).report


def _write(text: str, output: Path | None) -> None:
    if output is None:
        print_answer(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{output}: cannot be written: {error.strerror}.", remedy="Name another file.") from error
