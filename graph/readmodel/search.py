"""The search's part of the read model: what can be found, its facets, and two full-text indexes of SQLite's FTS5.

Everything comes from the other tables, but for the places of characters in the source. English is
indexed by stem (Porter) and as it stands; Chinese by character, so that a word is a phrase of
characters and can be found whatever its length, without a guess at where words end.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from graph.model import Document, Provision, Sentence

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""One Chinese character (Unicode's blocks of unified and compatibility ideographs)."""

_KINDS = (
    (2, "right", "rights"),
    (3, "group", "groups"),
    (4, "instrument", "instruments"),
    (5, "body", "bodies"),
    (6, "indicator", "indicators"),
)


def write_search(connection: sqlite3.Connection, plans: Iterable[tuple[str, Document]]) -> None:
    """Fill the tables of search.sql, once all others are filled; a plan's document comes with its id."""
    _declare(connection)
    connection.executescript(Path(__file__).with_name("search_fill.sql").read_text(encoding="utf-8"))
    for plan, document in plans:
        _write_places(connection, plan, document)
    for table in ("search_stemmed", "search_exact"):
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")  # noqa: S608 - our own names
    connection.executescript(
        "CREATE VIRTUAL TABLE temp.search_terms USING fts5vocab (main, search_exact, row);"
        "INSERT INTO search_words SELECT term, doc FROM search_terms ORDER BY term;"
        "INSERT INTO search_spellings SELECT '^' || word || '$' FROM search_words WHERE word GLOB '[a-z]*'"
        " AND length(word) > 2 ORDER BY word;"
        "DROP TABLE temp.search_terms; DROP TABLE temp.search_kinds; DROP TABLE temp.search_sentences;"
    )
    for table in ("search_stemmed", "search_exact", "search_spellings"):
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608
    connection.commit()


def spaced(text: str | None) -> str | None:
    """A text with a space on both sides of every Chinese character."""
    return None if text is None else HAN.sub(r" \g<0> ", text)


def plain(text: str) -> str:
    """A name in lower case without accents and punctuation, its words one space apart."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", letters))


def _declare(connection: sqlite3.Connection) -> None:
    """What the SQL needs beside tables."""

    def lines(scheme: str, slug: str, kind: str) -> str:
        sql = "SELECT label FROM labels WHERE scheme = ? AND slug = ? AND kind = ? ORDER BY label"
        return "\n".join(label for (label,) in connection.execute(sql, (scheme, slug, kind)))

    connection.create_function("spaced", 1, spaced, deterministic=True)
    connection.create_function("plain", 1, plain, deterministic=True)
    connection.create_function("lines", 3, lines)
    connection.execute("CREATE TEMP TABLE search_kinds (place INTEGER, type TEXT, scheme TEXT)")
    connection.executemany("INSERT INTO search_kinds VALUES (?, ?, ?)", _KINDS)


def _write_places(connection: sqlite3.Connection, plan: str, document: Document) -> None:
    placed = [(p.code, _provision_starts(p)) for p in document.provisions]
    placed += [(s.code, [*s.placed.starts]) for s in document.sentences]
    for code, starts in placed:
        sql = "UPDATE search_documents SET places = ? WHERE plan = ? AND code = ? AND text <> '' AND type <> 'target'"
        connection.execute(sql, (json.dumps(_breaks(starts)), plan, code))


def _provision_starts(provision: Provision) -> list[int]:
    """The source offset of each character of its text; a gap between two sentences has that of what follows."""
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in provision.body:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    starts: list[int] = []
    for sentence in (s for paragraph in paragraphs.values() for s in paragraph):
        starts += [sentence.placed.starts[0], *sentence.placed.starts] if starts else sentence.placed.starts
    return starts


def _breaks(starts: list[int]) -> list[tuple[int, int]]:
    """Where the distance between text and source changes, with the distance from there on."""
    shifts = [start - position for position, start in enumerate(starts)]
    return [(i, shift) for i, shift in enumerate(shifts) if i == 0 or shift != shifts[i - 1]]
