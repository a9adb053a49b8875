"""``hrap query``: ask the current release in SPARQL.

The query is a ready question by its name (hrap query --list), with parameters where it takes any
(hrap query targets-of-right --param right=work), a file (hrap query -f FILE, or - for standard
input), or the text itself (hrap query 'SELECT …'). Prefixes that the project uses need no PREFIX
line in a text given here.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph.config import Config
from graph.questions import Question, by_topic, find_question, load_questions
from graph.release import open_release
from graph.store import Formats, open_store
from scripts.asking import MAX_BYTES, add_asked, bound_query, given_parameters, own_query, question_name
from scripts.console import add_releases, print_answer

_UNFOLDED = 10_000  # columns: what is piped is never folded


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    add_releases(parser)
    add_asked(parser)
    parser.add_argument("--list", action="store_true", help="list the ready questions by topic, with their parameters")
    parser.add_argument(
        "--format",
        default="table",
        choices=("table", "csv", "tsv", "json", "xml", "turtle", "ntriples", "jsonld"),
        help="of the answer (default: table; turtle where the answer is a graph)",
    )


def run(options: argparse.Namespace) -> int:
    """Print the answer on standard output."""
    if options.list:
        print_answer("\n".join(_listed(*each) for each in by_topic(load_questions(Config())).items()))
        return 0
    name = question_name(options)
    release = open_release(options.releases)
    query = (
        bound_query(find_question(name, Config()), given_parameters(options), release) if name else own_query(options)
    )
    is_graph_format = options.format in ("turtle", "ntriples", "jsonld")
    formats = Formats(
        table="json" if options.format == "table" or is_graph_format else options.format,
        graph=options.format if is_graph_format else "turtle",
    )
    answer = open_store(release.store).answer(query, formats, MAX_BYTES)
    if answer.kind == "solutions" and options.format == "table":
        _print_table(json.loads(answer.body))
    else:
        print_answer(answer.body.decode("utf-8").rstrip("\n") + "\n")
    return 0


def _listed(topic: str, questions: Sequence[Question]) -> str:
    lines = [topic]
    for question in questions:
        lines.append(f"  {question.name:<30} {question.words}")
        lines += [f"  {'':<30}   --param {p.name}={p.default}  {p.values}: {p.meaning}" for p in question.parameters]
    return "".join(f"{line}\n" for line in lines)


def _print_table(answer: dict[str, Any]) -> None:
    table = Table(box=None, header_style="bold", pad_edge=False)
    names = answer["head"]["vars"]
    for name in names:
        table.add_column(name, overflow="fold")
    for row in answer["results"]["bindings"]:
        table.add_row(*(Text(row[name]["value"] if name in row else "") for name in names))
    rows = len(answer["results"]["bindings"])
    screen = Console(highlight=False, width=None if sys.stdout.isatty() else _UNFOLDED)
    screen.print(table)
    screen.print(f"{rows} row{'' if rows == 1 else 's'}", style="dim")
