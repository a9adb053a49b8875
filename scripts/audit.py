"""``hrap audit``: what the plan's text does not state, by criterion, with how many of how many.

hrap audit                                        each criterion with its share, its source and first examples
hrap audit --criterion measure-without-money --list   everything that meets one criterion
hrap audit --chapter 1                            counts and examples of one chapter; --right for one right
hrap audit --format html > audit.html             a page of its own; also markdown, csv, json
hrap audit --coverage                             the ledger: what of the text is tied to an entity, what is listed
hrap audit --coverage --list --format csv         each listed and each unexplained one with its words

The audit reads the current release. A hit reports what the text does not state and is no verdict. With
--coverage the plans' texts are read, and the command ends with 1 where anything is unexplained.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from itertools import groupby

from rich.console import Console

from api.db import Database
from graph.config import Config
from graph.coverage import WHAT, LedgerEntry
from graph.errors import InputError
from graph.pipeline import read_plans
from graph.readmodel.plans import PlanContent
from graph.release import open_release
from scripts.audit_report import FORMATS, WRITERS, Choice, findings_as_csv, print_text, read_report
from scripts.console import add_releases, console, print_answer

_COUNT_COLUMNS = ("plan", "what", "status", "reason", "count")
_ENTRY_COLUMNS = ("plan", "what", "status", "reason", "measure", "commitment", "start", "end", "quote")
_Rows = Sequence[tuple[object, ...]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    add_releases(parser)
    parser.add_argument("--coverage", action="store_true", help="account for the text instead: the ledger")
    parser.add_argument("--criterion", action="append", default=[], metavar="NAME", help="one criterion; repeatable")
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--chapter", metavar="NUMBER", help="one chapter, by its number")
    place.add_argument("--right", metavar="SLUG", help="one right, by its slug")
    parser.add_argument(
        "--list", action="store_true", help="name each finding; with --coverage each one that is listed or unexplained"
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="of the answer (default: text)")


def run(options: argparse.Namespace) -> int:
    """Print the audit, or the ledger."""
    return _coverage(options) if options.coverage else _audit(options)


def _audit(options: argparse.Namespace) -> int:
    release = open_release(options.releases)
    choice = Choice(tuple(options.criterion), options.chapter, options.right, options.list)
    with closing(Database(release.read_model)) as database:
        report = read_report(database, release, choice)
    if options.format == "text":
        print_text(report, Console(highlight=False, width=None if sys.stdout.isatty() else 120))
    elif options.format == "csv" and options.list:
        print_answer(findings_as_csv(report))
    else:
        print_answer(WRITERS[options.format](report))
    return 0


def _coverage(options: argparse.Namespace) -> int:
    """Print the ledger; exit code 1 where anything is unexplained."""
    if options.format not in ("text", "csv"):
        raise InputError(f"The ledger does not come as {options.format}.", remedy="Choose text or csv.")
    contents = read_plans(Config())
    rows = [row for content in contents for row in (_entries(content) if options.list else _counts(content))]
    if options.format == "csv":
        print_answer(_csv(_ENTRY_COLUMNS if options.list else _COUNT_COLUMNS, rows))
    else:
        print_answer(_lines(rows) if options.list else "".join(map(_summary, contents)))
    unexplained = [e for content in contents for e in content.ledger if e.status == "unexplained"]
    for entry in unexplained:
        console().print(f"unexplained: the {entry.what} “{entry.quote}” in {entry.sentence}", markup=False)
    return 1 if unexplained else 0


def _counts(content: PlanContent) -> _Rows:
    found = Counter((e.what, e.status, e.reason or "") for e in content.ledger)
    return [(content.plan.id, *key, found[key]) for key in sorted(found)]


def _entries(content: PlanContent) -> _Rows:
    shown = (e for e in content.ledger if e.status != "tied")
    return [
        (content.plan.id, e.what, e.status, e.reason or "", e.provision, e.sentence or "", e.start, e.end, e.quote)
        for e in sorted(shown, key=lambda e: (WHAT.index(e.what), e.status, e.reason or "", e.start))
    ]


def _summary(content: PlanContent) -> str:
    """A plan's ledger in a few lines: each sort of thing, and below it the reasons of the listed ones."""
    lines = [f"{content.plan.id}", ""]
    for what in WHAT:
        of_sort = [entry for entry in content.ledger if entry.what == what]
        status = Counter(entry.status for entry in of_sort)
        figures = ", ".join(f"{status[name]} {name}" for name in ("tied", "listed", "unexplained"))
        lines.append(f"{len(of_sort):>5} {what + 's':<11} {figures}")
        lines += [f"{count:>11}  {reason}" for reason, count in _reasons(of_sort)]
    return "\n".join(lines) + "\n"


def _reasons(entries: Iterable[LedgerEntry]) -> list[tuple[str, int]]:
    return Counter(entry.reason for entry in entries if entry.reason).most_common()


def _lines(rows: _Rows) -> str:
    """Each entry on a line, under a heading for each sort, status and reason."""
    lines = []
    for heading, members in groupby(rows, key=lambda row: row[:4]):
        lines.append(" · ".join(str(part) for part in heading if part))
        lines += [f"  {row[5] or row[4]:<10} [{row[6]}–{row[7]}]  {row[8]}" for row in members]
    return "\n".join(lines) + "\n"


def _csv(columns: Sequence[str], rows: _Rows) -> str:
    sink = io.StringIO()
    writer = csv.writer(sink)
    writer.writerow(columns)
    writer.writerows(rows)
    return sink.getvalue()
