"""``hrap search``: words of the plans and of all labels, the best hits first.

hrap search rural women                       all words, in any form
hrap search '"right to health" AND child*'    a phrase, and words that begin so
hrap search --type instrument 残疾人           laws and treaties, by their Chinese names
hrap search pollution --format csv            every column, for a spreadsheet
"""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from typing import get_args

from pydantic import ValidationError
from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.catalogue import check_names, read_catalogue
from api.db import Database
from api.models.search import HitType, SearchFilters, SearchHit
from api.problems import ApiError
from api.rows import as_csv
from api.search.answering import hits, suggestion
from api.search.searching import Search
from graph.errors import InputError, SearchError
from graph.release import open_release
from scripts.console import add_releases, print_answer

_BASE = "/api/v1/"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    add_releases(parser)
    parser.add_argument("words", nargs="+", help='words, "phrases", prefix*, AND, OR, NOT, parentheses')
    parser.add_argument("--type", action="append", default=[], choices=get_args(HitType), help="what to search for")
    for name in ("plan", "chapter", "section", "right"):
        parser.add_argument(f"--{name}", action="append", default=[], help=f"only of this {name}")
    parser.add_argument("--limit", type=int, default=20, help="how many hits at most (default: 20)")
    parser.add_argument("--format", choices=("table", "csv", "json"), default="table", help="of the answer")


def run(options: argparse.Namespace) -> int:
    """Print the hits."""
    filters = _filters(options)
    with closing(Database(open_release(options.releases).read_model)) as database:
        try:
            check_names(filters, read_catalogue(database))
        except ApiError as error:
            raise InputError(error.detail, remedy=error.members["remedy"]) from error
        search = Search(database, filters)
        found = hits(search, _BASE)
        if options.format == "csv":
            print_answer(as_csv(found, SearchHit))
        elif options.format == "json":
            print_answer(json.dumps([hit.model_dump() for hit in found], indent=1, ensure_ascii=False) + "\n")
        else:
            _print_table(search, found)
    return 0


def _filters(options: argparse.Namespace) -> SearchFilters:
    names = ("type", "plan", "chapter", "section", "right", "limit")
    try:
        return SearchFilters(q=" ".join(options.words), **{name: getattr(options, name) for name in names})
    except ValidationError as error:
        first = error.errors()[0]
        raise SearchError(f"{first['loc'][0]}: {first['msg']}.", remedy="See hrap search --help.") from error


def _print_table(search: Search, found: list[SearchHit]) -> None:
    """The hits with the words in bold, how the search was read, and what else might be meant."""
    screen = Console(highlight=False)
    lines = [f"{len(found)} of {len(search.ranked)} hits for {search.reading.text}", *search.reading.notes]
    better = suggestion(search, _BASE)
    if better:
        lines.append(f"Did you mean: {better.q} ({better.total} hits)")
    screen.print("\n".join(lines), markup=False)
    if found:
        table = Table(box=None, pad_edge=False)
        for name in ("type", "code", "found"):
            table.add_column(name, overflow="fold")
        for hit in found:
            table.add_row(hit.type, Text(hit.code or hit.slug or hit.plan or ""), _snippet(hit))
        screen.print(table)


def _snippet(hit: SearchHit) -> Text:
    text = Text(hit.snippet)
    for mark in hit.highlights:
        text.stylize("bold reverse", mark.start, mark.end)
    return text if hit.label == hit.snippet else Text.assemble(hit.label, "\n  ", text)
