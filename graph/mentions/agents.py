"""Who acts: the generic agents of a sentence ("the government", "China", "It") as its subjects.

A name counts where it opens a clause and a finite, active verb follows it. "It" stands for the
agent before it, unless a thing has acted since ("this platform will enable … It will integrate
…"). A passive names no agent: "the law will be amended" leaves open by whom.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.mentions.labels import LabelMatcher
from graph.model import Document, Sentence
from graph.text import fold
from graph.vocabulary import Vocabulary

_ADVERBS = r"(?:(?:[a-z]+ly|also|now|further|still|always|thus) )*"
_ACTIVE = re.compile(
    rf"^ {_ADVERBS}(?:"
    rf"(?:will|shall|should|must|can|may|has to|have to) {_ADVERBS}(?!be [a-z]+(?:ed|en|wn|ne|ld|pt|de)\b)[a-z]+"
    r"|(?:has|have) (?!been )[a-z]+"
    r"|(?!(?:is|was|has|does)\b)[a-z]{2,}(?:s|ed)\b(?! (?:will|should|must|are|is|were)\b)"
    r")"
)
_CLAUSE_START = re.compile(r"(?:^|[,;:] |\b(?:and|but|that|which|while|as|where|when|because|although|if|so) )$")
# "This platform will enable …": an "It" that follows speaks of the platform.
_THIS_ACTS = re.compile(r"(?:^|, )[Tt]his (?:[A-Za-z]+ ){1,3}?(?:will|must|should|[a-z]+s) ")
_PRONOUN = re.compile(r"(?:^|, )(?P<it>[Ii]t)(?= )")


@dataclass(frozen=True, slots=True)
class AgentFind:
    """A generic agent as the subject of a sentence; ``start`` and ``end`` index the sentence's text."""

    sentence: str
    agent: str
    start: int
    end: int
    rule: str


def find_agents(document: Document, vocabulary: Vocabulary) -> tuple[AgentFind, ...]:
    """The generic agents of every sentence, in reading order, "It" resolved to the agent before it."""
    generic = [c for c in vocabulary.concepts("bodies") if c.value("bodyKind") == "generic-agent"]
    matcher = LabelMatcher(generic)
    found: list[AgentFind] = []
    before: str | None = None
    for sentence in document.sentences:
        for find in _in_sentence(sentence, matcher, before):
            found.append(find)
            before = find.agent
        if _THIS_ACTS.search(fold(sentence.text)):
            before = None
    return tuple(found)


def _in_sentence(sentence: Sentence, matcher: LabelMatcher, before: str | None) -> Iterator[AgentFind]:
    text = fold(sentence.text)
    named = [
        AgentFind(sentence.code, slug, match.start, match.end, "agent-subject")
        for match in matcher.find(text)
        for slug in match.slugs
        if _is_subject(text, match.start, match.end)
    ]
    pronouns = [
        AgentFind(sentence.code, "", m.start("it"), m.end("it"), "agent-pronoun")
        for m in _PRONOUN.finditer(text)
        if _ACTIVE.match(text[m.end() :])
    ]
    for find in sorted([*named, *pronouns], key=lambda f: f.start):
        before = find.agent or before
        if before is not None:
            yield replace(find, agent=before)


def _is_subject(text: str, start: int, end: int) -> bool:
    return bool(_CLAUSE_START.search(text[:start]) and _ACTIVE.match(text[end:]))
