"""The hits of a search as typed values."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlencode

from api.db import Row
from api.models.search import SearchHit, Suggestion
from api.search.searching import Ranked, Search
from api.search.snippets import CLOSE, HIGHLIGHTED, OPEN, matched_fields, snippet_of
from api.search.suggestions import suggest
from graph.errors import SearchError

_COLLECTIONS = {
    "right": "rights",
    "group": "groups",
    "instrument": "instruments",
    "body": "bodies",
    "indicator": "indicators",
}
_COLUMNS = ("code", "label", "alternative", "hidden", "han", "text")
_MARKED = ", ".join(
    f"highlight(search_stemmed, {_COLUMNS.index(name)}, '{OPEN}', '{CLOSE}') AS {name}" for name in HIGHLIGHTED
)


def hits(search: Search, base: str) -> list[SearchHit]:
    """The part of the hits that was asked for; ``base`` is the URL under which the lists stand."""
    filters = search.filters
    part = search.ranked[filters.offset : filters.offset + filters.limit]
    rows = _rows(search, part)
    return [_hit(rows[ranked.document], ranked, base) for ranked in part]


def suggestion(search: Search, base: str) -> Suggestion | None:
    """A search that finds more, where a word does not occur."""
    better = suggest(search.filters.q, search.reading, search.database)
    if better is None:
        return None
    filters = search.filters.model_copy(update={"q": better, "offset": 0})
    try:
        total = len(Search(search.database, filters).ranked)
    except SearchError:
        return None
    chosen = filters.model_dump(exclude_defaults=True, exclude={"offset"})
    url = f"{base}search?{urlencode(chosen, doseq=True)}"
    return Suggestion(q=better, total=total, url=url) if total else None


def _rows(found: Search, part: Sequence[Ranked]) -> dict[int, Row]:
    """The rows of hits, with the words that were found marked."""
    ids = [ranked.document for ranked in part]
    places = ", ".join("?" * len(ids))
    database = found.database
    rows = {r["id"]: r for r in database.rows(f"SELECT * FROM search_documents WHERE id IN ({places})", ids)}  # noqa: S608
    sql = f"SELECT rowid, {_MARKED} FROM search_stemmed WHERE search_stemmed MATCH ? AND rowid IN ({places})"  # noqa: S608
    for row in database.rows(sql, (found.match.stemmed, *ids)):
        rows[row["rowid"]] |= row
    return rows


def _hit(row: Row, ranked: Ranked, base: str) -> SearchHit:
    snippet = snippet_of(row)
    return SearchHit(
        type=row["type"],
        plan=row["plan"],
        measure=row["measure"],
        code=row["code"].replace(OPEN, "").replace(CLOSE, "") if row["code"] else None,
        slug=row["slug"],
        iri=row["iri"],
        label=row["title"],
        label_zh=row["title_zh"],
        named=ranked.named,
        score=round(ranked.score, 3),
        matched=matched_fields(row),
        snippet=snippet.text,
        marked=snippet.marked,
        highlights=list(snippet.highlights),
        start=row["start"],
        end=row["end"],
        url=base + _path(row),
    )


def _path(row: Row) -> str:
    """Where the item stands by itself; a target and what the crosswalk maps to, in a list of just that."""
    kind, plan = row["type"], row["plan"]
    if kind in _COLLECTIONS:
        return f"{_COLLECTIONS[kind]}/{row['slug']}"
    if kind == "plan":
        return f"plans/{plan}"
    if kind in ("chapter", "section"):
        return f"plans/{plan}/outline"
    if kind == "target":
        return f"targets?plan={plan}&measure={row['measure']}&indicator={row['slug']}"
    if row["measure"]:
        return f"measures/{plan}/{row['measure']}"
    return f"crosswalk?object={quote(row['iri'], safe='')}"
