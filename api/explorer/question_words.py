"""What a page says of ready questions: their own words in English, or those of another language where it has them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup

from graph.questions import Parameter, Question

FOLDER = Path(__file__).parent.parent / "ready_questions"

_OWN = "en"
"""The language that the files of the questions are written in."""

_Texts = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """Names questions, topics and parameters in the language of a page; what it has no words for stays English."""

    language: str
    texts: _Texts

    def words(self, question: Question) -> Markup:
        """What the question asks."""
        return self._said(question.name, "words", question.words)

    def why(self, question: Question) -> Markup:
        """Why one asks it."""
        return self._said(question.name, "why", question.why)

    def topic(self, topic: str) -> Markup:
        """Where the question is listed."""
        return self._said("topics", topic, topic)

    def parameter(self, parameter: Parameter) -> Markup:
        """What the question can be asked about."""
        return self._said("parameters", parameter.name, parameter.name)

    def plain(self, question: Question) -> str:
        """What the question asks, without any mark, for a title."""
        return self.texts.get(question.name, {}).get("words", question.words)

    def _said(self, part: str, name: str, own: str) -> Markup:
        text = self.texts.get(part, {}).get(name)
        tag = "" if text or self.language == _OWN else f' lang="{_OWN}"'
        return Markup("<bdi{}>{}</bdi>").format(Markup(tag), text or own)  # noqa: S704 (a tag of ours)


@cache
def question_words(language: str) -> QuestionWords:
    """The words of a language, from the file that is named for it, if there is one."""
    path = FOLDER / f"{language}.toml"
    texts = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return QuestionWords(language, texts)
