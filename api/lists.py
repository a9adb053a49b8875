"""Answers that are lists: a part of the rows as JSON, CSV or JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from pydantic import BaseModel

from api.addresses import asked, parameters, pinned, url_of
from api.catalogue import check_names
from api.cursors import Cursor, read_cursor, write_cursor
from api.explaining import explanation_of
from api.facets import Select, facets_of
from api.formats import FORMATS, as_json_ld, chosen_format, dataset_of, validators
from api.included import included
from api.models.described import table_of
from api.models.facets import Explanation
from api.models.filters import ListFilters, Paging
from api.prepared import listed
from api.problems import BAD_VALUE, CONFLICT, UNKNOWN_VALUE, ApiError, unknown
from api.querying import Part, Read, Selection, Term
from api.rows import as_csv, decoded
from api.service import Service
from graph.codebook.tabular import METADATA_TYPE

_PLACE = ("after", "limit", "offset", "format", "fields", "facets", "include")


@dataclass(frozen=True, slots=True)
class _Place:
    """How many rows there are, how many come before a part of them, and the URL of the part after it."""

    total: int
    offset: int
    following: str | None


@dataclass(frozen=True)
class Listing:
    """One request for a part of a list."""

    request: Request
    service: Service
    filters: ListFilters

    def answer(self, select: Select, model: type[BaseModel], linked_model: type[BaseModel] | None = None) -> Response:
        """The part of the list that was asked for, in the format asked for.

        ``linked_model`` is what JSON-LD shows where the contract's columns leave out the IRI.
        """
        check_names(self.filters, self.service.catalogue)
        chosen = chosen_format(self.request, self.filters.format, FORMATS)
        self._check(chosen, model)
        selection = select(self.filters)
        part, offset = self._part(selection)
        if chosen == "json" and not self.filters.fields and selection.prepared:
            rows, read = self._prepared(selection, part)
            return self._json(select, selection, rows, self._place(offset, len(rows), read))
        self.service.database.take_time()
        found, read = selection.part(self.service.database, part)
        shown = linked_model if linked_model and chosen == "jsonld" else model
        items = [shown.model_validate(decoded(row, shown)) for row in found]
        place = self._place(offset, len(items), read)
        if chosen == "csv":
            return self._csv(items, model, place)
        if chosen == "jsonld":
            return self._linked(items, shown.__name__, place)
        return self._json(select, selection, [i.model_dump_json(include=self._kept).encode() for i in items], place)

    def _prepared(self, selection: Selection, part: Part) -> tuple[list[bytes], Read]:
        index, database = self.service.prepared.lists[selection.prepared], self.service.database
        if not part.sort:
            return index.part(database, selection, part)
        keys, read = selection.keys(database, part)
        return [index.row(key) for key in keys], read

    def _place(self, offset: int, number: int, read: Read) -> _Place:
        """How many rows there are in all, and where the part after these begins."""
        total = read.total
        if not number or offset + number >= total:
            return _Place(total, offset, None)
        cursor = write_cursor(Cursor(offset + number, read.last), self.service.release.sha256, self._question)
        asked_again = [("after", cursor), *asked(self.request, "after", "offset")]
        return _Place(total, offset, url_of(self.request, asked_again))

    def _json(self, select: Select, selection: Selection, rows: Sequence[bytes], place: _Place) -> Response:
        following = json.dumps(place.following).encode()
        numbers = (place.total, self.filters.limit, place.offset, following, self.service.prepared.dataset)
        about = b'],"total":%d,"limit":%d,"offset":%d,"next":%b,"dataset":%b' % numbers
        beside = self._beside(select, selection, rows, place)
        body = b"".join([b'{"items":[', b",".join(rows), about, beside, b"}"])
        return Response(body, media_type="application/json", headers=self._headers("json", place))

    def _csv(self, items: Sequence[BaseModel], model: type[BaseModel], place: _Place) -> Response:
        headers = self._headers("csv", place)
        headers["Link"] = ", ".join([metadata_link(self.request, model), *filter(None, [headers.get("Link")])])
        return Response(as_csv(items, model, self.filters.fields), media_type="text/csv", headers=headers)

    def _linked(self, items: Sequence[BaseModel], name: str, place: _Place) -> Response:
        kept = {*self._kept, "iri"} if self._kept else None
        page = {
            "items": [item.model_dump(mode="json", include=kept) for item in items],
            "total": place.total,
            "limit": self.filters.limit,
            "offset": place.offset,
            "next": place.following,
            "dataset": dataset_of(self.service).model_dump(),
        }
        return as_json_ld(self.request, self.service, page, name, self._headers("jsonld", place))

    def _beside(self, select: Select, selection: Selection, rows: Sequence[bytes], place: _Place) -> bytes:
        """What stands beside the items: what was asked for, and why there are none."""
        database, filters = self.service.database, self.filters
        names, facets = getattr(filters, "include", ()), getattr(filters, "facets", ())
        if rows and not names and not facets:
            return b""
        database.take_time()
        more = b""
        if facets:
            found = facets_of(database, filters, select, facets)
            more += b',"facets":' + listed(facet.model_dump_json().encode() for facet in found)
        if names:
            whole = self._prepared(selection, self._part(selection)[0])[0] if filters.fields else rows
            items = [json.loads(row) for row in whole]
            more += b',"included":' + included(database, self.service.prepared, selection.prepared, items, names)
        if not place.total:
            more += b',"explanation":' + explanation_of(database, filters, select).model_dump_json().encode()
        elif not rows:
            beyond = Explanation(detail=f"`offset` passes over all {place.total} items.", filters=[])
            more += b',"explanation":' + beyond.model_dump_json().encode()
        return more

    def _check(self, chosen: str, model: type[BaseModel]) -> None:
        """Raise ApiError where the shape that is asked for does not exist, or not in this format."""
        filters = self.filters
        if filters.fields:
            check_fields(filters.fields, model)
        if filters.after and filters.offset:
            detail = "`after` and `offset` are given, and each says where to begin."
            raise ApiError(CONFLICT, detail, remedy="Leave one of them out.", parameter="offset")
        for name in ("facets", "include"):
            if getattr(filters, name, ()) and chosen != "json":
                detail = f"`{name}` adds objects, which only JSON has room for."
                raise ApiError(CONFLICT, detail, remedy="Ask for JSON, or leave it out.", parameter=name)

    def _part(self, selection: Selection) -> tuple[Part, int]:
        """The part that is asked for, and how many rows come before it."""
        filters = self.filters
        sort = tuple(_term(name, selection) for name in filters.sort)
        if filters.after is None:
            return Part(filters.limit, filters.offset, None, sort), filters.offset
        terms = len(selection.terms(sort))
        cursor = read_cursor(filters.after, self.service.release.sha256, self._question, terms)
        return Part(filters.limit, cursor.offset, cursor.values, sort), cursor.offset

    def _headers(self, chosen: str, place: _Place) -> dict[str, str]:
        headers = validators(self.request, self.service, chosen) | {"X-Total-Count": str(place.total)}
        return headers | ({"Link": f'<{place.following}>; rel="next"'} if place.following else {})

    @cached_property
    def _question(self) -> str:
        """What decides which rows come in which order."""
        return repr((self.request.scope["path"], asked(self.request, *_PLACE)))

    @property
    def _kept(self) -> set[str] | None:
        return set(self.filters.fields) or None


def by_offset(request: Request, filters: Paging, total: int) -> str | None:
    """The URL of the part after this one of a list without cursors, or None after the last.

    It stays with the release that was asked for; a cursor does so anyway.
    """
    offset = filters.offset + filters.limit
    others = [pair for pair in parameters(request.scope) if pair[0] != "offset"]
    return url_of(request, [*others, ("offset", str(offset)), *pinned(request.scope)]) if offset < total else None


def metadata_link(request: Request, model: type[BaseModel]) -> str:
    """The link from a CSV to its CSV on the Web metadata, which must name that very CSV."""
    _, table = table_of(model) or ("", "")
    url = request.url_for("csv_metadata", table=table)
    query = "&".join(filter(None, [request.url.query, urlencode(pinned(request.scope))]))
    here = f"{request.url.path}?{query}".removesuffix("?")
    return f'<{url}?of={quote(here, safe="")}>; rel="describedby"; type="{METADATA_TYPE}"'


def check_fields(fields: Sequence[str], model: type[BaseModel]) -> None:
    """Raise ApiError where one of the fields is none of the model's."""
    existing = [name for name in model.model_fields if name not in ("dataset", "included")]
    for name in fields:
        if name not in existing:
            raise unknown(UNKNOWN_VALUE, "field", name, existing, parameter="fields")


def picked(item: dict[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    """Some fields of an item, in its own order, with what belongs to any answer; all of them where none is named."""
    kept = {*fields, "dataset", "included", "@context"}
    return {name: value for name, value in item.items() if name in kept} if fields else item


def _term(name: str, selection: Selection) -> Term:
    """What ``sort`` names, with a minus where it descends. Raises ApiError where there is no such thing."""
    own = name.removeprefix("-")
    if not selection.sorts:
        raise ApiError(BAD_VALUE, "This list comes in one order only.", remedy="Leave `sort` out.", parameter="sort")
    if own not in selection.sorts:
        raise unknown(UNKNOWN_VALUE, "sort key", own, [*selection.sorts], parameter="sort")
    return Term(selection.sorts[own], name.startswith("-"))
