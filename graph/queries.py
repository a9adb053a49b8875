"""A query as it arrives, and what its text reveals before any engine reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from graph.errors import QueryRefused

# Comments, IRIs and strings: where words of the language do not count.
_OPAQUE = re.compile(
    r"""<[^<>"{}|^`\\\x00-\x20]*>"""
    r"""|\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}"""
    r"""|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'"""
    r"""|\#[^\n\r]*""",
    re.DOTALL,
)
_WORD = re.compile(r"(?<![\w:?$@.\\-])[A-Za-z]+(?![\w:-])")
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


@dataclass(frozen=True)
class Query:
    """A SPARQL query with the dataset that the protocol names for it, which overrides its own FROM."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The bare words of the text in capitals, without comments, IRIs, strings and names."""
        return tuple(word.upper() for word in _WORD.findall(_OPAQUE.sub(" ", self.text)))

    @property
    def names_dataset(self) -> bool:
        """Whether the protocol or the text itself says which graphs to query."""
        return bool(self.default_graphs or self.named_graphs) or "FROM" in self.words

    def check(self) -> None:
        """Raise QueryRefused for an update and for federation.

        This is a courtesy that explains itself; what enforces it is that the engine is opened for
        reading and that its process can open no socket.
        """
        first = next((word for word in self.words if word in _UPDATES | _FORMS), "")
        if first in _UPDATES:
            raise QueryRefused(
                f"{first} is an update, and this graph is read-only.",
                remedy="Ask with SELECT, ASK, CONSTRUCT or DESCRIBE.",
            )
        if "SERVICE" in self.words:
            raise QueryRefused(
                "SERVICE is not offered: this endpoint calls no other.",
                remedy="Query the other endpoint yourself, and join the answers with VALUES.",
            )
