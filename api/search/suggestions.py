"""“Did you mean”: for each word that does not occur, the nearest one that does."""

from __future__ import annotations

import re

from api.db import Database
from api.search.language import Reading, positive
from graph.readmodel.search import HAN, plain

_CANDIDATES = 60
_SHORT = 5
"""Up to this length one letter may be wrong, beyond it two."""


def suggest(given: str, reading: Reading, database: Database) -> str | None:
    """The search with each unknown word replaced by its nearest; None where there is nothing to replace."""
    better = given
    for term in positive(reading.tree):
        for word in term.words[: len(term.words) - term.prefix]:
            if HAN.search(word) or not word.isalpha() or _occurs(word, database):
                continue
            if nearest := _nearest(plain(word), database):
                better = re.sub(rf"\b{re.escape(word)}\b", nearest, better, flags=re.IGNORECASE)
    return better if better != given else None


def _occurs(word: str, database: Database) -> bool:
    sql = "SELECT rowid FROM search_stemmed WHERE search_stemmed MATCH ? LIMIT 1"
    return bool(database.values(sql, (f'"{word}"',)))


def _nearest(word: str, database: Database) -> str | None:
    """The word of the index with the fewest wrong letters; of equals the most frequent."""
    marked = f"^{word}$"
    trigrams = " OR ".join(f'"{marked[i : i + 3]}"' for i in range(len(marked) - 2))
    sql = (
        "SELECT w.word, w.documents FROM (SELECT marked FROM search_spellings WHERE search_spellings MATCH ?"
        " ORDER BY rank LIMIT ?) s JOIN search_words w ON w.word = substr(s.marked, 2, length(s.marked) - 2)"
    )
    found = [
        (distance(word, row["word"]), -row["documents"], row["word"])
        for row in database.rows(sql, (trigrams, _CANDIDATES))
    ]
    near = min(found, default=None)
    return near[2] if near and near[0] <= (1 if len(word) <= _SHORT else 2) else None


def distance(first: str, second: str) -> int:
    """How many letters are to be added, dropped, replaced or swapped with their neighbour.

    Optimal string alignment, the restricted distance of Damerau (1964) and Levenshtein (1966).
    """
    before: list[int] = []
    row = [*range(len(second) + 1)]
    for i, a in enumerate(first, 1):
        following: list[int] = [i]
        for j, b in enumerate(second, 1):
            cost: int = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            following.append(cost)
        before, row = row, following
    return int(row[-1])
