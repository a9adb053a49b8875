"""From a request for a ready question to the query that is asked, and to the citation of its answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from starlette.requests import Request

from api.formats import dataset_of
from api.models.questions import ParameterItem, QuestionItem, QuestionList
from api.problems import NOT_FOUND, UNKNOWN_PARAMETER, UNKNOWN_VALUE, given_twice, unknown
from api.service import Service
from api.sparql.jobs import Digested
from graph.citation.records import Asked, Citation, cite, load_work
from graph.config import Config
from graph.errors import QuestionError
from graph.question_terms import read_terms, terms_of
from graph.questions import Question
from graph.sparql.queries import Query

RESERVED = ("format", "release", "timeout")
"""What a request may say beside the parameters of a question; no question has one of these names."""


def question_of(service: Service, name: str) -> Question:
    """A question by its name. Raises ApiError, a 404 with those that exist."""
    if name not in service.questions:
        raise unknown(NOT_FOUND, "question", name, service.questions)
    return service.questions[name]


def values_of(request: Request, question: Question) -> Mapping[str, str]:
    """The value of each parameter, given or by default. Raises ApiError for one that the question lacks, or twice."""
    pairs = request.query_params.multi_items()
    twice = [name for name, count in Counter(name for name, _ in pairs).items() if count > 1]
    if twice:
        raise given_twice(twice[0])
    given = dict(pairs)
    return read_values(question, {name: value for name, value in given.items() if name not in RESERVED}, RESERVED)


def read_values(question: Question, given: Mapping[str, str], others: Iterable[str] = ()) -> Mapping[str, str]:
    """The value of each parameter, given or by default. Raises ApiError for one that the question lacks.

    ``others`` are what a request may say beside them.
    """
    try:
        return question.values(given)
    except QuestionError as error:
        existing = [*error.existing, *others]
        raise unknown(UNKNOWN_PARAMETER, "parameter", error.given, existing, parameter=error.given) from error


def query_of(service: Service, question: Question, values: Mapping[str, str]) -> Query:
    """The query with the values bound. Raises ApiError for a value that does not exist, with those that do."""
    try:
        return Query(question.bound(values, read_terms(service.database, question)))
    except QuestionError as error:
        raise unknown(UNKNOWN_VALUE, error.what, error.given, error.existing, parameter=error.what) from error


def citation(
    request: Request, service: Service, question: Question, values: Mapping[str, str], found: Digested
) -> Citation:
    """The citation of an answer in TSV."""
    asked = Asked(question.name, question.words, values, service.release.version, service.release.sha256)
    return cite(asked, found.answer.body, str(request.base_url), load_work(Config()))


def listing(request: Request, service: Service, chosen: Iterable[Question]) -> QuestionList:
    """The questions with what they take."""
    base = f"{str(request.base_url).rstrip('/')}/api/v1/questions"
    items = [_item(service, question, base) for question in chosen]
    return QuestionList(items=items, total=len(items), dataset=dataset_of(service))


def links(request: Request, question: Question, values: Mapping[str, str], service: Service) -> str:
    """What to cite the answer as (RFC 8574), and where its citation is."""
    path = f"{str(request.base_url).rstrip('/')}/api/v1/questions/{question.name}"
    query = urlencode({**values, "release": service.release.sha256})
    return f'<{path}?{query}>; rel="cite-as", <{path}/citation?{query}>; rel="describedby"; type="application/json"'


def _item(service: Service, question: Question, base: str) -> QuestionItem:
    parameters = [
        ParameterItem(
            name=parameter.name,
            values=parameter.values,
            default=parameter.default,
            meaning=parameter.meaning,
            allowed=[*terms_of(service.database, parameter.values)],
        )
        for parameter in question.parameters
    ]
    return QuestionItem(
        name=question.name,
        words=question.words,
        topic=question.topic,
        why=question.why,
        parameters=parameters,
        url=f"{base}/{question.name}",
        query=question.query,
    )
