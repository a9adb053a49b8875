"""What the commands that ask share: a ready question with its parameters, or a query of one's own; its answer."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from api.db import Database
from graph.citation.queries import check_citable, cite_query, formats_of
from graph.citation.records import Asked, Citation, cite, load_work
from graph.config import DEFAULT_BASE, Config
from graph.errors import InputError
from graph.question_terms import read_terms
from graph.questions import Question, find_question
from graph.release import Release
from graph.sparql.prefixes import with_prefixes
from graph.sparql.queries import Query
from graph.store import Formats, open_store

MAX_BYTES = 1_000_000_000
_NAME = re.compile(r"[a-z0-9_-]+")


def add_asked(parser: argparse.ArgumentParser) -> None:
    """The arguments that say what is asked."""
    parser.add_argument("query", nargs="?", help="the name of a ready question, or a SPARQL query")
    parser.add_argument("-f", "--file", metavar="FILE", help="read the query from a file; - is standard input")
    parser.add_argument(
        "--param", action="append", default=[], metavar="NAME=VALUE", help="a parameter of a ready question"
    )


def given_parameters(options: argparse.Namespace) -> Mapping[str, str]:
    """The parameters by their names. Raises InputError for one without a value, or given twice."""
    given: dict[str, str] = {}
    for text in options.param:
        name, equals, value = text.partition("=")
        if not equals:
            raise InputError(f"--param {text}: no value is given.", remedy="Write --param NAME=VALUE.")
        if name in given:
            raise InputError(f"--param {name} is given more than once.", remedy="Give one value.")
        given[name] = value
    return given


def question_name(options: argparse.Namespace) -> str | None:
    """The name of the ready question that is asked; None where a query of one's own is."""
    return options.query if not options.file and options.query and _NAME.fullmatch(options.query) else None


def own_query(options: argparse.Namespace) -> Query:
    """The query that is given as text or as a file. Raises InputError where there is none, or it has parameters."""
    if options.param:
        raise InputError("Only ready questions take --param.", remedy="Name one: hrap query --list.")
    if options.file == "-":
        return Query(sys.stdin.read())
    if options.file:
        try:
            return Query(Path(options.file).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{options.file}: cannot be read: {error}.", remedy="Name a SPARQL file.") from error
    if not options.query:
        raise InputError("No query is given.", remedy="Name a question (hrap query --list), a file, or a query.")
    return Query(with_prefixes(options.query))


def bound_query(question: Question, given: Mapping[str, str], release: Release) -> Query:
    """The question's query with these values. Raises QuestionError for what the release does not have."""
    with closing(Database(release.read_model)) as database:
        return Query(question.bound(given, read_terms(database, question)))


def cited(name: str, given: Mapping[str, str], release: Release, base: str = DEFAULT_BASE) -> Citation:
    """The citation of a question's answer from a release."""
    question = find_question(name, Config())
    query = bound_query(question, given, release)
    answer = open_store(release.store).answer(query, Formats(table="tsv"), MAX_BYTES)
    asked = Asked(question.name, question.words, question.values(given), release.version, release.sha256)
    return cite(asked, answer.body, base, load_work(Config()))


def cited_query(query: Query, release: Release, base: str = DEFAULT_BASE) -> Citation:
    """The citation of the answer to a query of one's own. Raises QueryRefused where it cannot be cited."""
    check_citable(query)  # before it is asked for nothing
    answer = open_store(release.store).answer(query, formats_of(query), MAX_BYTES)
    return cite_query(query, answer, (release.version, release.sha256), base, load_work(Config()))
