"""A query as it arrives, and what its text reveals before any engine reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from graph.errors import QueryRefused
from graph.sparql.tokens import scan

AnswerKind = Literal["solutions", "boolean", "graph"]

_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_KINDS: Mapping[str, AnswerKind] = MappingProxyType(
    {"SELECT": "solutions", "ASK": "boolean", "CONSTRUCT": "graph", "DESCRIBE": "graph"}
)

# A prologue as it is usually written, and the word after it. Each part is one or several whole tokens, so
# that word is the first of those that ``form`` looks for.
_OPENING = re.compile(
    r"""(?:\s|\#[^\n\r]*
          |PREFIX\s+(?:[^\W\d_](?:[\w.\-]{0,200}[\w\-])?)?:\s*<[^<>"{}|^`\\\x00-\x20]*>
          |BASE\s*<[^<>"{}|^`\\\x00-\x20]*>)*+
        (?P<form>SELECT|ASK|CONSTRUCT|DESCRIBE)(?=[\s{(*?$<]|$)""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True)
class Query:
    """A SPARQL query with the dataset that the protocol names for it, which overrides its own FROM."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The bare words of the text in capitals, without comments, IRIs, strings and names."""
        return tuple(token.word for token in scan(self.text) if token.kind == "word")

    @property
    def names_dataset(self) -> bool:
        """Whether the protocol or the text itself says which graphs to query."""
        return bool(self.default_graphs or self.named_graphs) or self._has("FROM")

    @property
    def kind(self) -> AnswerKind | None:
        """The sort of answer that its form has; None where it has no form of query, and so cannot be one."""
        return _KINDS.get(self.form)

    def check(self) -> None:
        """Raise QueryRefused for an update and for federation.

        This is a courtesy that explains itself; what enforces it is that the engine is opened for
        reading and that its process can open no socket.
        """
        if self.form in _UPDATES:
            raise QueryRefused(
                f"{self.form} is an update, and this graph is read-only.",
                remedy="Ask with SELECT, ASK, CONSTRUCT or DESCRIBE.",
            )
        if self._has("SERVICE"):
            raise QueryRefused(
                "SERVICE is not offered: this endpoint calls no other.",
                remedy="Query the other endpoint yourself, and join the answers with VALUES.",
            )

    @cached_property
    def form(self) -> str:
        """SELECT, ASK, CONSTRUCT, DESCRIBE, or the word of an update; empty where it has none."""
        opening = _OPENING.match(self.text)
        if opening and (word := opening["form"].upper()) in _KINDS:
            return word
        return next((t.word for t in scan(self.text) if t.word in _UPDATES or t.word in _KINDS), "")

    def _has(self, word: str) -> bool:
        return word in self.text.upper() and word in self.words
