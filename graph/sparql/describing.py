"""What DESCRIBE answers, which SPARQL leaves to the service: the recipe in ``ontology/describe``.

Each file there is a CONSTRUCT for one ``?thing``; a description is what all of them find for each
thing that the DESCRIBE names. They see the dataset that the DESCRIBE sees.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graph.config import Config
from graph.sparql.tokens import Token, tokens

MOST_THINGS = 500

_THING = re.compile(r"\?thing\b")
_ENDS = frozenset({"FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"})


@dataclass(frozen=True, slots=True)
class Describe:
    """A DESCRIBE taken apart, each part as it stands in the text.

    ``constants`` are the IRIs that it names, ``variables`` the variables or ``*``, ``graphs`` and
    ``named`` the IRIs of its FROM and FROM NAMED, ``where`` its pattern with what follows.
    """

    prologue: str
    constants: tuple[str, ...]
    variables: tuple[str, ...]
    graphs: tuple[str, ...]
    named: tuple[str, ...]
    where: str

    def values_of(self, terms: Iterable[str]) -> str:
        """A query with one row: what these constant terms stand for."""
        columns = " ".join(f"({term} AS ?v{n})" for n, term in enumerate(terms))
        return f"{self.prologue} SELECT {columns} {{}}"

    @property
    def selection(self) -> str:
        """A query whose rows bind the variables."""
        return f"{self.prologue} SELECT {' '.join(self.variables)} {self.where}"


def describe_of(text: str) -> Describe | None:
    """The parts of a DESCRIBE that is valid SPARQL; None for any other query."""
    found = tokens(text)
    at = next((n for n, token in enumerate(found) if token.kind == "word" and token.word not in ("PREFIX", "BASE")), 0)
    if not found or found[at].word != "DESCRIBE":
        return None
    targets, rest = _until_end(found, at + 1)
    graphs: list[str] = []
    named: list[str] = []
    while rest < len(found) and found[rest].word == "FROM":
        is_named = found[rest + 1].word == "NAMED"
        (named if is_named else graphs).append(found[rest + 1 + is_named].text)
        rest += 2 + is_named
    has_where = rest < len(found) and (found[rest].word == "WHERE" or found[rest].is_mark("{"))
    return Describe(
        prologue=text[: found[at].start],
        constants=tuple(token.text for token in targets if token.kind in ("iri", "name")),
        variables=tuple(token.text for token in targets if token.kind == "variable" or token.is_mark("*")),
        graphs=tuple(graphs),
        named=tuple(named),
        where=text[found[rest].start :] if has_where else "",
    )


def read_recipe(config: Config) -> tuple[Callable[[str], str], ...]:
    """The steps of the recipe in order: each makes its CONSTRUCT for a thing, given as ``<iri>``."""
    files = sorted((config.ontology / "describe").glob("*.rq"))
    return tuple(_step(config.read(path)) for path in files)


def _step(text: str) -> Callable[[str], str]:
    return lambda thing: _THING.sub(lambda _: thing, text)


def _until_end(found: tuple[Token, ...], at: int) -> tuple[list[Token], int]:
    targets = []
    while at < len(found) and found[at].word not in _ENDS and not found[at].is_mark("{"):
        targets.append(found[at])
        at += 1
    return targets, at
