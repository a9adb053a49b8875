"""A search's tree as expressions of the index, in which every word of a reader is a quoted string."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from api.db import Database
from api.search.language import AnyOf, Node, Term
from graph.readmodel.search import plain

Language = str
_SHOWN = "- hidden"
"""The columns in which a word excludes: not the hidden labels, which a reader never sees."""
_COLUMNS: Mapping[Language, str] = {"en": "code label alternative hidden text", "zh-Hans": "han"}


@dataclass(frozen=True, slots=True)
class Match:
    """The expression for the index by stem, and the one for the index of words as they stand."""

    stemmed: str
    exact: str

    def in_languages(self, languages: Sequence[Language]) -> Match:
        """The same, only in the columns of these languages; of all if none is given."""
        columns = " ".join(_COLUMNS[language] for language in languages)
        if not columns:
            return self
        return replace(self, stemmed=f"{{{columns}}} : ({self.stemmed})", exact=f"{{{columns}}} : ({self.exact})")


def match(tree: Node, database: Database) -> Match:
    """What finds a tree."""
    return Match(_expression(tree, database), _expression(tree, None))


def _expression(node: Node, database: Database | None) -> str:
    """The expression for a node; without a database its words just as they stand, and beginnings as such."""
    if isinstance(node, Term):
        return _term(node, database)
    inner = [f"({_expression(part, database)})" for part in node.parts]
    if isinstance(node, AnyOf):
        return " OR ".join(inner)
    found = " AND ".join(inner)
    without = " OR ".join(f"({_expression(part, database)})" for part in node.without)
    return f"({found}) NOT ({_SHOWN} : ({without}))" if without else found


def _term(term: Term, database: Database | None) -> str:
    phrase = _string(" ".join(term.words))
    if database is None:
        return phrase + " *" * term.prefix
    if term.prefix:
        return _beginning(term, database)
    if len(term.words) > 1:
        return phrase
    variants = database.values("SELECT variant FROM search_variants WHERE word = ? ORDER BY 1", term.words)
    return " OR ".join([phrase, *map(_string, variants)])


def _beginning(term: Term, database: Database) -> str:
    """Every word that begins so; the index by stem knows no beginnings of words, only of stems."""
    *before, last = term.words
    stem = plain(last)
    sql = "SELECT word FROM search_words WHERE word >= ? AND word < ? ORDER BY word"
    words = database.values(sql, (stem, f"{stem}\U0010ffff")) or [last]
    return " OR ".join(_string(" ".join([*before, word])) for word in words)


def _string(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
