"""What the commands that ask a ready question share: its parameters, its query, its answer."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from contextlib import closing

from api.db import Database
from graph.citation.records import Asked, Citation, cite, load_work
from graph.config import DEFAULT_BASE, Config
from graph.errors import InputError
from graph.question_terms import read_terms
from graph.questions import Question, find_question
from graph.release import Release
from graph.sparql.queries import Query
from graph.store import Formats, open_store

MAX_BYTES = 1_000_000_000


def add_parameters(parser: argparse.ArgumentParser) -> None:
    """The option that gives a question's parameters."""
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
