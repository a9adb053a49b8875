"""Ready questions: SPARQL files under ontology/questions/, each with a header that says what it asks and takes.

    # Which measures under a right name a population group?         the question
    # topic: Rights and groups                                      where it is listed
    # why: To see where a right is made concrete for whom.          why one asks it
    # parameter right: rights; the right, with what is narrower     a name, what it takes, what it means
    …
    VALUES ?right { <https://w3id.org/hrap/id/right/health> }       its default, in the query itself

A file runs as it stands, with its defaults. A parameter takes the concepts of a scheme, or what
``graph.question_terms`` lists besides. Its value is bound in one place, here: the one VALUES block
of its variable is written anew with the RDF term that stands for the value, so that nothing that a
user sends becomes part of a query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.config import Config
from graph.errors import InputError, QuestionError

# For each sort of value: what may be given, and the RDF term, as SPARQL writes it, that it stands for.
Terms = Mapping[str, Mapping[str, str]]

_HEADER = re.compile(r"# (topic|why): (.+)")
_PARAMETER = re.compile(r"# parameter (\w+): ([a-z-]+); (.+)")
_CONSTANT = re.compile(r'<[^>]*[/#]([^/#>]+)>|[a-z-]+:([\w.-]+)|"([^"]*)"|(-?\d+(?:\.\d+)?)')


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be asked about: the sort of its values, the one taken if none is given, and its meaning."""

    name: str
    values: str
    default: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """A ready question: its name, words, topic and reason, its parameters, and the query with their defaults."""

    name: str
    words: str
    topic: str
    why: str
    parameters: tuple[Parameter, ...]
    query: str

    def values(self, given: Mapping[str, str]) -> Mapping[str, str]:
        """A value for each parameter, given or by default. Raises QuestionError for a parameter that it lacks."""
        names = [parameter.name for parameter in self.parameters]
        for name in given:
            if name not in names:
                raise QuestionError("parameter", name, names, of=self.name)
        return {parameter.name: given.get(parameter.name, parameter.default) for parameter in self.parameters}

    def bound(self, given: Mapping[str, str], terms: Terms) -> str:
        """The query with these values. Raises QuestionError for a parameter or a value that does not exist."""
        text, values = self.query, self.values(given)
        for parameter in self.parameters:
            term = _term(parameter, values[parameter.name], terms[parameter.values])
            before, after = _around(parameter.name, text)
            text = f"{before}{term}{after}"
        return text


def load_questions(config: Config) -> tuple[Question, ...]:
    """All ready questions, in the order of their files' names. Raises InputError for a header that lacks something."""
    files = sorted((config.ontology / "questions").glob("*.rq"))
    return tuple(_question(path.stem.partition("_")[2], config.read(path)) for path in files)


def find_question(name: str, config: Config) -> Question:
    """One question by its name. Raises QuestionError, with the nearest names, where there is none."""
    questions = {question.name: question for question in load_questions(config)}
    if name not in questions:
        raise QuestionError("question", name, questions)
    return questions[name]


def by_topic(questions: Iterable[Question]) -> Mapping[str, tuple[Question, ...]]:
    """The questions of each topic, topics in the order in which they first come."""
    found: dict[str, tuple[Question, ...]] = {}
    for question in questions:
        found[question.topic] = (*found.get(question.topic, ()), question)
    return found


def _question(name: str, text: str) -> Question:
    head = [line for line in text.splitlines() if line.startswith("# ")]
    stated = {found[1]: found[2] for line in head if (found := _HEADER.fullmatch(line))}
    if set(stated) != {"topic", "why"}:
        raise InputError(f"The question {name} says no topic or no reason.", remedy="Add # topic: and # why: lines.")
    parameters = tuple(_parameter(name, found, text) for line in head if (found := _PARAMETER.fullmatch(line)))
    return Question(name, head[0].removeprefix("# "), stated["topic"], stated["why"], parameters, text)


def _parameter(question: str, header: re.Match[str], text: str) -> Parameter:
    name, values, meaning = header.groups()
    blocks = _block(name).findall(text)
    constant = _CONSTANT.fullmatch(blocks[0][1].strip()) if len(blocks) == 1 else None
    if constant is None:
        raise InputError(
            f"The question {question} has not one VALUES ?{name} block with one term.",
            remedy=f"Write VALUES ?{name} {{ term }} once; the term is the default.",
        )
    return Parameter(name, values, next(group for group in constant.groups() if group is not None), meaning)


def _block(name: str) -> re.Pattern[str]:
    return re.compile(rf"(VALUES \?{name} \{{ )([^{{}}]*)( \}})")


def _around(name: str, text: str) -> tuple[str, str]:
    """What stands before and after the term of the parameter's block."""
    found = _block(name).search(text)
    assert found is not None  # noqa: S101 (checked when the question was read)
    return text[: found.start(2)], text[found.end(2) :]


def _term(parameter: Parameter, value: str, terms: Mapping[str, str]) -> str:
    if value not in terms:
        raise QuestionError(parameter.name, value, terms)
    return terms[value]
