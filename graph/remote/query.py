"""A query as it is sent to a remote store: of the release's graphs only, with nothing in it that an engine adds.

No other engine runs in a process that can open no socket, so what the embedded one cannot do at all
must be kept out here. The text has to be SPARQL 1.1 Query by Oxigraph's grammar, so no update and no
pragma passes. It is then written anew from its tokens: every IRI absolute, prologue, comments and
FROM left out, escapes by code point resolved, since SPARQL lets engines resolve those before they
look for the ends of strings. Of what is left, SERVICE and IRIs that name code of an engine are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from graph.errors import QueryRefused
from graph.remote.names import ReleaseNames
from graph.sparql.describing import describe_of
from graph.sparql.languages import comparable
from graph.sparql.queries import Query
from graph.sparql.tokens import Token, tokens

Resolve = Callable[[str, Sequence[str]], Sequence[str]]
"""A prologue and terms that stand after it; the IRIs that these are."""

_ENGINES_OWN = ("bif:", "sql:", "java:", "virtrdf:", "file:")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|.)", re.DOTALL)
_ESCAPED = {'"': '\\"', "'": "\\'", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_COMPARISON = re.compile(r"^<[^:/]*(?:[?$(]|&&)")  # ?a<?b&&?c>?d has no IRI, whatever it looks like


@dataclass(frozen=True, slots=True)
class Sent:
    """A query for the store, with the graphs that it sees there; each list has one at least."""

    text: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Translator:
    """Writes queries for the store of one release; ``graphs`` are its graphs by their public names."""

    names: ReleaseNames
    graphs: Collection[str]
    resolve: Resolve

    def sent(self, query: Query) -> Sent:
        """A SELECT, ASK or CONSTRUCT of valid syntax as it is sent. Raises QueryRefused."""
        query.check()
        found = tokens(query.text)
        start = _after_prologue(found)
        body = found[start:]
        iris = self._resolved(query.text[: body[0].start] if body else "", body)
        froms = _from_clauses(body)
        text = comparable("".join(self._written(body, iris, {n for clause in froms for n in clause})), "LANG")
        Query(text).check()
        dataset = self._dataset(query, [(iris[at[-1]], len(at) == 3) for at in froms])
        return Sent(text, *dataset)

    def described(self, query: Query) -> tuple[list[str], Query | None, Sent]:
        """A DESCRIBE taken apart.

        The IRIs that it names, the query for those that its variables stand for, and the dataset
        that its recipe sees, with an empty text.
        """
        describe = describe_of(query.text)
        if describe is None:
            raise QueryRefused("The DESCRIBE has no form that is known.", remedy="Write DESCRIBE <iri>.")
        froms = [
            (iri, named)
            for terms, named in ((describe.graphs, False), (describe.named, True))
            for iri in self.resolve(describe.prologue, terms)
        ]
        default, named = self._dataset(query, froms)
        things = list(self.resolve(describe.prologue, describe.constants))
        graphs = [g for g, is_named in froms if not is_named], [g for g, is_named in froms if is_named]
        selection = None
        if describe.variables and describe.where:
            given = (query.default_graphs, query.named_graphs)
            selection = Query(describe.selection, *(given if any(given) else (tuple(graphs[0]), tuple(graphs[1]))))
        return things, selection, Sent("", default, named)

    def _resolved(self, prologue: str, body: Sequence[Token]) -> dict[int, str]:
        """The IRI that each token stands for, by the token's place."""
        places = [n for n, token in enumerate(body) if token.kind in ("iri", "name") and not _is_comparison(token)]
        iris = self.resolve(prologue, [body[n].text for n in places])
        for iri in iris:
            if iri.lower().startswith(_ENGINES_OWN):
                raise QueryRefused(f"<{iri[:100]}> is no name of the graph.", remedy="Use what SPARQL 1.1 defines.")
        return dict(zip(places, iris, strict=True))

    def _written(self, body: Sequence[Token], iris: dict[int, str], left_out: set[int]) -> Iterator[str]:
        end = body[0].start if body else 0
        for n, token in enumerate(body):
            if token.start > end:
                yield " "
            end = token.end
            if n in left_out:
                continue
            if n in iris:
                yield f"<{self.names.inside(iris[n])}>"
            elif token.kind == "string":
                yield self.names.inside(_ESCAPE.sub(_unescaped, token.text))
            else:
                yield token.text.lower() if token.kind == "language" else token.text

    def _dataset(self, query: Query, froms: Sequence[tuple[str, bool]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The graphs that make up the default graph, and those that GRAPH may name: the protocol's, or FROM's, or all.

        What is no graph of the release is left out, whatever else the store has by that name.
        """
        default, named = query.default_graphs, query.named_graphs
        if not default and not named:
            default = tuple(iri for iri, is_named in froms if not is_named)
            named = tuple(iri for iri, is_named in froms if is_named)
        if not default and not named:
            default = named = tuple(sorted(self.graphs))
        return self._inside(default), self._inside(named)

    def _inside(self, graphs: Sequence[str]) -> tuple[str, ...]:
        known = dict.fromkeys(self.names.inside(graph) for graph in graphs if graph in self.graphs)
        return tuple(known) or (self.names.nothing,)


def _after_prologue(found: Sequence[Token]) -> int:
    at = 0
    while at < len(found) and found[at].word in ("PREFIX", "BASE"):
        at += 3 if found[at].word == "PREFIX" else 2
    return at


def _from_clauses(body: Sequence[Token]) -> list[tuple[int, ...]]:
    """The places of the tokens of each FROM: two, or three where it is FROM NAMED."""
    found: list[tuple[int, ...]] = []
    for n, token in enumerate(body[:-1]):
        if token.word == "FROM":
            named = body[n + 1].word == "NAMED"
            found.append((n, n + 1, n + 2) if named else (n, n + 1))
    return found


def _is_comparison(token: Token) -> bool:
    return token.kind == "iri" and bool(_COMPARISON.match(token.text))


def _unescaped(match: re.Match[str]) -> str:
    """An escape by code point as the character, or as the escape that stands for it in every engine."""
    digits = match[1] or match[2]
    if not digits:
        return match[0]
    code = int(digits, 16)
    if code > 0x10FFFF or 0xD800 <= code < 0xE000:
        raise QueryRefused(f"{match[0]} is no character.", remedy="Write the character itself.")
    character = chr(code)
    if character in _ESCAPED:
        return _ESCAPED[character]
    if code < 0x20:
        raise QueryRefused(f"{match[0]} is a control character.", remedy="Leave it out.")
    return character
