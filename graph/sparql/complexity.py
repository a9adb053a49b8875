"""How much a query asks of the planner, counted before the engine sees it.

What costs was measured with Oxigraph 0.5 on an empty store: planning n triple patterns that are
joined takes time with the fourth power of n (100 in 0.6 s, 200 in 9.5 s), whether they are written
out, as a collection (two patterns an element) or as a path ``a/b/c`` (one pattern a step). Groups,
filters, alternatives and assignments cost with the second to third power (500 in 0.2 s, 5,000 past
any deadline). Numbers of values in VALUES, IN and ``a|b`` cost next to nothing, and are not counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from graph.errors import QueryTooComplex
from graph.sparql.tokens import Token, scan, token_count

_CONSTRAINTS = frozenset({"FILTER", "BIND"})
_CLAUSES = frozenset({"FILTER", "BIND", "VALUES", "AS"})
_HEADS = frozenset({"SELECT", "WHERE", "FROM", "GRAPH", "SERVICE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET"})
_PLAIN = frozenset({"OPTIONAL", "UNION", "MINUS"})
_TRIPLES = frozenset({"group", "bnode", "template"})
_NEXT: Mapping[str, str] = MappingProxyType({".": "subject", ";": "verb", ",": "object", "^^": "datatype"})
_TERMS = frozenset({"iri", "name", "variable", "blank", "string", "number"})


@dataclass(frozen=True, slots=True)
class Complexity:
    """What a query is made of.

    ``patterns`` counts triple patterns, two for each element of a collection, and one more for each
    further step of a path; templates of CONSTRUCT do not count. ``clauses`` counts groups, FILTER,
    BIND, VALUES, AS, ``||``, ``&&`` and characters that fit nowhere. ``nesting`` is how deep brackets
    of any sort are nested.
    """

    patterns: int
    clauses: int
    nesting: int


_SHORT = 10_000


@dataclass(frozen=True, slots=True)
class ComplexityLimits:
    """The most that is planned; far more than a person writes."""

    patterns: int = 128
    clauses: int = 500
    nesting: int = 100

    def check(self, text: str) -> None:
        """Raise QueryTooComplex for a query that is past a limit; what follows is not looked at any more.

        A token adds at most two patterns, one clause and one level: a query of few tokens, as most
        are, exceeds nothing and is not walked through. Tokens of a long text are not counted first: no
        other thread would run meanwhile.
        """
        few = min(self.patterns // 2, self.clauses, self.nesting)
        if len(text) <= few or (len(text) < _SHORT and token_count(text) <= few):
            return
        walk = _Walk()
        for token in scan(text):
            walk.take(token)
            for number, limit, what, remedy in (
                (walk.patterns, self.patterns, "triple patterns, list elements and path steps", _SPLIT),
                (walk.clauses, self.clauses, "groups, filters, alternatives and assignments", _LISTS),
                (walk.deepest, self.nesting, "levels of nested brackets", "Write it flatter."),
            ):
                if number > limit:
                    raise QueryTooComplex(f"The query has more than {limit:,} {what}.", remedy=remedy)


_SPLIT = "Split it into several queries, or give values with VALUES."
_LISTS = "Split it into several queries; VALUES or IN take long lists of values."


def complexity(found: Sequence[Token]) -> Complexity:
    """Count what the tokens of a query are made of; of a text that is no query, something at most as large."""
    walk = _Walk()
    for token in found:
        walk.take(token)
    return Complexity(walk.patterns, walk.clauses, walk.deepest)


class _Walk:
    """Goes through a query with a stack of the open brackets.

    A frame is what the bracket holds and what is expected next in it:
    ``group`` (of which subject, verb, object or what comes after is expected), ``template`` and
    ``bnode`` (the same), ``list`` of terms, ``path``, ``skip`` (an expression, or data). Frame and
    expectation are one list of two, as they change with each token.
    """

    def __init__(self) -> None:
        self.patterns = self.clauses = self.deepest = 0
        self._stack: list[list[str]] = [["skip", "head"]]
        self._construct = False

    def take(self, token: Token) -> None:
        frame = self._stack[-1]
        word = token.word
        self.clauses += word in _CLAUSES or token.kind == "other" or token.is_mark("||", "&&")
        if token.is_mark("{", "(", "["):
            self._open(token.text, frame)
        elif token.is_mark("}", ")", "]"):
            self._close(token.text)
        elif frame[0] == "skip":
            frame[1] = "values" if word == "VALUES" else frame[1]
            self._construct = word == "CONSTRUCT" or (self._construct and word != "WHERE")
        elif frame[0] == "list":
            self._element(token, frame)
        elif frame[0] == "path":
            self.patterns += token.is_mark("/")
        else:
            self._in_triples(token, word, frame)

    def _open(self, mark: str, frame: list[str]) -> None:
        kind, expected = "skip", "any"
        if mark == "{":
            kind, expected = self._braces(frame), "subject"
            if frame[0] != "skip" and frame[1] != "values":
                frame[1] = "subject"
        elif frame[0] == "list" or (frame[0] in _TRIPLES and frame[1] in ("subject", "object", "after verb")):
            if frame[0] != "template":
                kind, expected = ("list", "any") if mark == "(" else ("bnode", "verb")
            self._term(frame)
        elif frame[0] in _TRIPLES and frame[1] == "verb":
            kind = "path"
            frame[1] = "after verb"
        elif frame[0] == "path":
            kind = "path"
        self._stack.append([kind, expected])
        self.deepest = max(self.deepest, len(self._stack) - 1)

    def _braces(self, frame: list[str]) -> str:
        """What an opened brace holds: data of VALUES, a template, or a group."""
        if frame[1] == "values":
            return "skip"
        if self._construct and len(self._stack) == 1:
            self._construct = False
            return "template"
        self.clauses += 1
        return "group"

    def _close(self, mark: str) -> None:
        """Close a bracket. It ends a constraint; of VALUES, only the braces of its data do."""
        if len(self._stack) > 1:
            self._stack.pop()
            frame = self._stack[-1]
            if frame[1] == "constraint" or (frame[1] == "values" and mark == "}"):
                frame[1] = "subject"

    def _element(self, token: Token, frame: list[str]) -> None:
        if frame[1] == "datatype":
            frame[1] = "any"
        elif token.is_mark("^^"):
            frame[1] = "datatype"
        elif token.kind in _TERMS or token.word in ("TRUE", "FALSE"):
            self._term(frame)

    def _in_triples(self, token: Token, word: str, frame: list[str]) -> None:
        if word in _CONSTRAINTS or word == "VALUES":
            frame[1] = "constraint" if word in _CONSTRAINTS else "values"
        elif word in _HEADS or word in _PLAIN:
            frame[1] = "head" if word in _HEADS else "subject"
        elif token.kind == "mark" and token.text in _NEXT:
            frame[1] = _NEXT[token.text]
        elif frame[1] == "datatype":
            frame[1] = "after"
        elif frame[1] in ("constraint", "values", "head"):
            return
        elif frame[1] == "after verb" and token.is_mark("/", "|", "*", "+", "?"):
            self.patterns += token.is_mark("/")
            frame[1] = "verb" if token.is_mark("/", "|") else "after verb"
        elif token.kind in _TERMS or word:
            self._term(frame)

    def _term(self, frame: list[str]) -> None:
        """A term where one may stand: move on to what comes next, and count it where it completes a triple."""
        if frame[0] == "list":
            self.patterns += 2
        elif frame[1] in ("object", "after verb"):
            self.patterns += frame[0] != "template"
            frame[1] = "after"
        elif frame[1] == "verb":
            frame[1] = "after verb"
        elif frame[1] in ("subject", "after"):
            frame[1] = "verb"
