"""``hrap links``: the measures that a measure is linked to, why, and in which words.

hrap links 4.2.5                         what measure 4.2.5 is linked to, the weightiest first
hrap links 4.2.5 --other 1.4.2           one link
hrap links --kind act --format csv       every link by an act on the same thing, for a spreadsheet
"""

from __future__ import annotations

import argparse
import difflib
import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Any, get_args

from api.db import Database
from api.link_selections import link_reasons, links
from api.models.links import LinkFilters, LinkItem, LinkKind, ReasonRow
from api.rows import as_csv, decoded
from graph.errors import InputError
from graph.release import open_release
from scripts.console import add_releases, number_of, print_answer

_NONE = "No links: nothing shared is rare enough to say something. hrap paths shows longer ways.\n"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    add_releases(parser)
    parser.add_argument("measure", nargs="*", help="codes of measures; all if none is given")
    parser.add_argument("--plan", action="append", default=[], help="of one plan")
    parser.add_argument("--other", action="append", default=[], metavar="CODE", help="only links to this measure")
    parser.add_argument("--kind", action="append", default=[], choices=get_args(LinkKind), help="a kind of reason")
    weight = number_of(LinkFilters, "min_weight")
    parser.add_argument("--min-weight", type=weight, metavar="BITS", help="the least weight of a link")
    parser.add_argument("--format", choices=("table", "csv", "json"), default="table", help="of the answer")


def run(options: argparse.Namespace) -> int:
    """Print the links."""
    with closing(Database(open_release(options.releases).read_model)) as database:
        _require_measures(database, [*options.measure, *options.other])
        filters = LinkFilters(
            plan=options.plan,
            measure=options.measure,
            other=options.other,
            kind=options.kind,
            min_weight=options.min_weight,
        )
        if options.format == "csv":
            rows = [ReasonRow.model_validate(row) for row in link_reasons(filters).rows(database)]
            print_answer(as_csv(rows, ReasonRow))
            return 0
        found = [LinkItem.model_validate(decoded(row, LinkItem)) for row in links(filters).rows(database)]
    if options.format == "json":
        print_answer(json.dumps([link.model_dump() for link in found], indent=1, ensure_ascii=False) + "\n")
    else:
        print_answer("".join(map(_lines, found)) or _NONE)
    return 0


def _require_measures(database: Database, codes: Sequence[str]) -> None:
    existing = database.values("SELECT code FROM provisions WHERE kind = 'measure' ORDER BY plan, position")
    for code in codes:
        if code not in existing:
            nearest = ", ".join(difflib.get_close_matches(code, existing, n=3))
            remedy = f"Nearest: {nearest}." if nearest else "Codes look like 1.5.2."
            raise InputError(f"There is no measure {code!r}.", remedy=remedy)


def _lines(link: LinkItem) -> str:
    head = f"{link.measure} – {link.other}  {link.weight:.2f}  {link.other_heading}\n"
    return head + "".join(_reason(reason.model_dump()) for reason in link.reasons)


def _reason(reason: Mapping[str, Any]) -> str:
    shared = "pairs" if reason["kind"] == "wording" else "measures"
    lines = f"    {reason['weight']:.2f}  {reason['kind']}: {reason['label']} ({reason['count']} {shared})\n"
    for q in reason["quotes"]:
        mine = f"“{q['quote']}” [{q['start']}–{q['end']}]"
        lines += f"          {mine} · “{q['other_quote']}” [{q['other_start']}–{q['other_end']}]\n"
    return lines
