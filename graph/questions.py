"""Ready questions: SPARQL files under ontology/questions/ whose first line is the question."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from graph.config import Config
from graph.errors import InputError


@dataclass(frozen=True, slots=True)
class Question:
    """A ready question: its name, the question in words, and the query."""

    name: str
    words: str
    query: str


def load_questions(config: Config) -> tuple[Question, ...]:
    """All ready questions, in the order of their files' names."""
    files = sorted((config.ontology / "questions").glob("*.rq"))
    texts = ((path.stem.partition("_")[2], config.read(path)) for path in files)
    return tuple(Question(name, text.partition("\n")[0].lstrip("# "), text) for name, text in texts)


def find_question(name: str, config: Config) -> Question:
    """One question by its name. Raises InputError, with the nearest names, where there is none."""
    questions = {question.name: question for question in load_questions(config)}
    if name in questions:
        return questions[name]
    near = difflib.get_close_matches(name, questions, n=3, cutoff=0.4) or list(questions)
    raise InputError(f"There is no question {name!r}.", remedy=f"Nearest: {', '.join(near)}.")
