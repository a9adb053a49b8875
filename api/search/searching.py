"""Searching the read model: what matches, in which order, and how often under each facet.

What the search names exactly (a label, an abbreviation, a code) comes first. Then counts bm25 (Robertson and
Zaragoza 2009, as FTS5 computes it) by stem, plus the same of the words as they stand, so that exact words come
before their other forms. The weights of the columns stand in graph/readmodel/search.sql.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from api.conditions import Conditions
from api.db import Database
from api.models.search import Facet, FacetName, FacetValue, SearchFilters
from api.search.language import Reading, read, sole_words
from api.search.matching import Match, match
from graph.readmodel.search import plain

_FACETS: tuple[FacetName, ...] = ("type", "plan", "chapter", "section", "right")
_LANGUAGES: Mapping[str, str] = MappingProxyType({"en": "English", "zh-Hans": "Chinese"})
_LABELS = (
    "SELECT 'plan' AS facet, plan AS value, title AS label FROM plans UNION ALL"
    " SELECT 'chapter', code, title FROM chapters UNION ALL SELECT 'section', code, title FROM sections UNION ALL"
    " SELECT 'right', slug, label FROM concepts WHERE scheme = 'rights'"
)


@dataclass(frozen=True, slots=True)
class Ranked:
    """The row of a document in the index, whether the search is one of its names, and its score."""

    document: int
    named: bool
    score: float


def read_search(text: str, database: Database) -> Reading:
    """Parse a search with the stop words of the index. Raises SearchError where it cannot be read."""
    return read(text, frozenset(database.values("SELECT word FROM search_stop_words")))


@dataclass(frozen=True)
class Search:
    """One search over the read model."""

    database: Database
    filters: SearchFilters

    @cached_property
    def reading(self) -> Reading:
        return read_search(self.filters.q, self.database)

    @cached_property
    def match(self) -> Match:
        """What finds the search, in the languages asked for."""
        return self._everywhere.in_languages(self.filters.language)

    @cached_property
    def ranked(self) -> Sequence[Ranked]:
        """Everything that was found, the best first; of several things so named the first in the order of the index."""
        exact = dict(self._scores("search_exact", self.match.exact, Conditions()))
        named = frozenset(self._named())
        found = (
            Ranked(document, document in named, -(score + exact.get(document, 0.0)))
            for document, score in self._scores("search_stemmed", self.match.stemmed, self._chosen(_FACETS))
        )
        return sorted(found, key=lambda hit: (not hit.named, 0.0 if hit.named else -hit.score, hit.document))

    def facets(self) -> list[Facet]:
        """How often each value of each facet is found under the other filters."""
        labels = {(row["facet"], row["value"]): row["label"] for row in self.database.rows(_LABELS)}
        free = [name for name in _FACETS if not getattr(self.filters, name)]
        counts = self._counts(free, (hit.document for hit in self.ranked))
        for name in (name for name in _FACETS if name not in free):
            others = self._documents(self.match.stemmed, (other for other in _FACETS if other != name))
            counts |= self._counts([name], others)
        found: list[Facet] = []
        for name in _FACETS:
            values = sorted((-count, value) for (facet, value), count in counts.items() if facet == name)
            shown = [FacetValue(value=v, label=labels.get((name, v), v), count=-count) for count, v in values]
            found.append(Facet(facet=name, values=shown))
        return [*found, Facet(facet="language", values=self._languages())]

    @cached_property
    def _everywhere(self) -> Match:
        return match(self.reading.tree, self.database)

    def _named(self) -> list[int]:
        """What bears the search as a name, as it is typed or without possessives, or with a variant of its word."""
        words = sole_words(self.reading.tree)
        sql = "SELECT variant FROM search_variants WHERE word = ?"
        variants = self.database.values(sql, words) if len(words) == 1 else []
        names = json.dumps([plain(name) for name in (self.filters.q, " ".join(words), *variants)])
        sql = "SELECT document FROM search_names WHERE name IN (SELECT value FROM json_each(?)) AND name <> ''"
        return self.database.values(sql, (names,))

    def _scores(self, index: str, expression: str, chosen: Conditions) -> list[tuple[int, float]]:
        sql = f"SELECT rowid AS document, rank AS score FROM {index} WHERE {index} MATCH ? AND {chosen.sql}"  # noqa: S608
        rows = self.database.rows(sql, (expression, *chosen.parameters))
        return [(row["document"], row["score"]) for row in rows]

    def _chosen(self, facets: Iterable[FacetName]) -> Conditions:
        """The conditions of these facets on a row of the index."""
        conditions = Conditions()
        for name in facets:
            if values := getattr(self.filters, name):
                places = ", ".join("?" * len(values))
                source = f"SELECT document FROM search_facets WHERE facet = ? AND value IN ({places})"  # noqa: S608
                conditions.add(f"rowid IN ({source})", name, *values)
        return conditions

    def _counts(self, facets: Sequence[FacetName], documents: Iterable[int]) -> dict[tuple[str, str], int]:
        places = ", ".join("?" * len(facets))
        rows = self.database.rows(
            "SELECT facet, value, COUNT(*) AS count FROM search_facets WHERE document IN (SELECT value FROM json_each(?))"  # noqa: S608, E501
            f" AND facet IN ({places}) GROUP BY facet, value",
            (json.dumps([*documents]), *facets),
        )
        return {(row["facet"], row["value"]): row["count"] for row in rows}

    def _documents(self, expression: str, facets: Iterable[FacetName]) -> list[int]:
        """What an expression finds under the choices for these facets."""
        return [document for document, _ in self._scores("search_stemmed", expression, self._chosen(facets))]

    def _languages(self) -> list[FacetValue]:
        values = []
        for language, label in _LANGUAGES.items():
            if count := len(self._documents(self._everywhere.in_languages([language]).stemmed, _FACETS)):
                values.append(FacetValue(value=language, label=label, count=count))
        return sorted(values, key=lambda value: (-value.count, value.value))
