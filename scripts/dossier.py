"""``hrap dossier``: all that the plans say of one thing, every sentence quoted and located, on one page.

hrap dossier right/health                                  Markdown; also a group, instrument, body, indicator, measure
hrap dossier chapter/4 --format html -o chapter-4.html     a page of its own, to print or send
hrap dossier group/rural-women --format json               for programs
"""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

from api.db import Database
from api.dossiers.markdown import dossier_markdown
from api.dossiers.page import dossier_file
from api.dossiers.reading import Origin, read_dossier
from api.dossiers.subjects import KINDS, PLACES, Subject, find_subject, nearest_subjects, only_plan
from api.models.dossiers import Dossier
from api.pages import page_environment
from graph.citation.records import load_work
from graph.config import BASE, Config
from graph.errors import InputError
from graph.release import Release, open_release
from scripts.console import add_releases, write_answer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    add_releases(parser)
    parser.add_argument("thing", metavar="KIND/NAME", help=f"a {', '.join(KINDS[:-1])} or {KINDS[-1]}: right/health")
    parser.add_argument("--plan", help="the plan that a chapter or measure is of, where there are several")
    parser.add_argument("--format", choices=("markdown", "html", "json"), default="markdown", help="of the dossier")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to (default: standard output)")
    parser.add_argument(
        "--service", default=BASE, metavar="URL", help=f"the service that links lead to (default: {BASE})"
    )


def run(options: argparse.Namespace) -> int:
    """Write the dossier."""
    release, service = open_release(options.releases), f"{options.service.rstrip('/')}/"
    origin = Origin(release.version, release.sha256, load_work(Config()), service)
    with closing(Database(release.read_model)) as database:
        subject = _subject(database, options.thing, options.plan)
        found = read_dossier(database, subject, origin)
    write_answer(_written(found, options.format, release, service), options.output)
    return 0


def _written(found: Dossier, form: str, release: Release, service: str) -> str:
    if form == "json":
        return found.model_dump_json(indent=1) + "\n"
    if form == "markdown":
        return dossier_markdown(found)
    return dossier_file(page_environment(), release, found, service)


def _subject(database: Database, thing: str, plan: str | None) -> Subject:
    """What ``kind/name`` names. Raises InputError with the nearest names where there is no such thing."""
    kind, _, slug = thing.rpartition("/")
    wanted = [known for known in KINDS if known == kind] if kind else [*KINDS]
    if not wanted:
        raise InputError(f"There is no kind of dossier {kind!r}.", remedy=f"There are: {', '.join(KINDS)}.")
    if kind in PLACES and plan is None and only_plan(database) is None:
        raise InputError("There are several plans.", remedy="Choose one with --plan.")
    found = find_subject(database, wanted[0], slug, plan) if kind else None
    if found is None:
        nearest = [f"{known}/{name}" for known in wanted for name in nearest_subjects(database, known, slug)]
        remedy = f"Nearest: {', '.join(nearest[:6])}." if nearest else "hrap search finds things by their words."
        raise InputError(f"There is no {thing!r}.", remedy=remedy)
    return found
