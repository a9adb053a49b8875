"""Answers that are lists: a page of rows as JSON, CSV or JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_origin

from fastapi import Request, Response
from pydantic import BaseModel

from api.db import Row
from api.linked import as_linked_data
from api.models.described import table_of
from api.models.filters import Paging
from api.models.items import Dataset, Page
from api.negotiation import preferred
from api.problems import NOT_ACCEPTABLE, ApiError
from api.selections import Selection, check_names
from api.service import Service
from graph.codebook.tabular import METADATA_TYPE, write_csv

_FORMATS = {"application/json": "json", "text/csv": "csv", "application/ld+json": "jsonld"}


@dataclass(frozen=True, slots=True)
class Listing:
    """One request for a part of a list."""

    request: Request
    service: Service
    filters: Paging

    def answer(
        self, selection: Selection, model: type[BaseModel], linked_model: type[BaseModel] | None = None
    ) -> Response:
        """The part of the list that was asked for, in the format asked for.

        ``linked_model`` is what JSON-LD shows where the contract's columns leave out the IRI.
        """
        check_names(self.filters, self.service.catalogue)
        chosen = chosen_format(self.request, self.filters.format)
        database = self.service.database
        total = selection.count(database)
        rows = selection.rows(database, self.filters.limit, self.filters.offset)
        shown = linked_model if linked_model and chosen == "jsonld" else model
        items = [shown.model_validate(decoded(row, shown)) for row in rows]
        headers = self.headers(total, chosen, model)
        if chosen == "csv":
            return Response(as_csv(items, model), media_type="text/csv", headers=headers)
        page = Page(
            items=items,
            total=total,
            limit=self.filters.limit,
            offset=self.filters.offset,
            next=self.following(total),
            dataset=dataset_of(self.service),
        )
        return json_response(self.request, self.service, page, chosen, headers)

    def headers(self, total: int, chosen: str, model: type[BaseModel]) -> dict[str, str]:
        """The headers of a part of a list: how many rows there are, where the next are, what a CSV's columns hold."""
        following = self.following(total)
        links = [self._metadata(model)] if chosen == "csv" else []
        links += [f'<{following}>; rel="next"'] if following else []
        headers = {"Vary": "Accept", "X-Total-Count": str(total)}
        return headers | ({"Link": ", ".join(links)} if links else {})

    def following(self, total: int) -> str | None:
        """The URL of the part after this one, or None after the last."""
        offset = self.filters.offset + self.filters.limit
        return str(self.request.url.include_query_params(offset=offset)) if offset < total else None

    def _metadata(self, model: type[BaseModel]) -> str:
        """The link from a CSV to its CSV on the Web metadata, which must name that very CSV."""
        _, table = table_of(model) or ("", "")
        url = self.request.url_for("csv_metadata", table=table)
        here = f"{self.request.url.path}?{self.request.url.query}".removesuffix("?")
        return f'<{url.include_query_params(of=here)}>; rel="describedby"; type="{METADATA_TYPE}"'


def answer_single(request: Request, service: Service, item: BaseModel, name: str | None) -> Response:
    """A single item as JSON or JSON-LD."""
    offers = [media_type for media_type, format_name in _FORMATS.items() if format_name != "csv"]
    return json_response(request, service, item, chosen_format(request, name, offers), {"Vary": "Accept"})


def json_response(
    request: Request, service: Service, model: BaseModel, chosen: str, headers: Mapping[str, str]
) -> Response:
    """A model as JSON, or as JSON-LD with the context that this service serves."""
    if chosen == "jsonld":
        items = getattr(model, "items", None)
        name = type(items[0] if items else model).__name__
        linked = as_linked_data(model.model_dump(mode="json"), str(request.url_for("context")), service.names, name)
        return Response(json.dumps(linked, ensure_ascii=False), media_type="application/ld+json", headers=headers)
    return Response(model.model_dump_json(), media_type="application/json", headers=headers)


def chosen_format(request: Request, name: str | None, offers: Sequence[str] = tuple(_FORMATS)) -> str:
    """What ``?format=`` says, or else the Accept header. Raises ApiError where nothing would do."""
    if name:
        return name
    found = preferred(request.headers.get("accept"), offers)
    if found is None:
        detail = "The answer comes in none of the formats that you accept."
        raise ApiError(NOT_ACCEPTABLE, detail, remedy="Accept one of these, or say ?format=.", allowed=[*offers])
    return _FORMATS[found]


def dataset_of(service: Service) -> Dataset:
    """What every answer says of the release it comes from."""
    return Dataset(version=service.release.version, sha256=service.release.sha256)


def decoded(row: Row, model: type[BaseModel]) -> Row:
    """The columns of a row that a model has; arrays come from SQLite as JSON."""
    return {
        name: json.loads(value) if _is_list(model, name) else value
        for name, value in row.items()
        if name in model.model_fields
    }


def as_csv(items: Iterable[BaseModel], model: type[BaseModel]) -> str:
    """The fields of the items as columns, by the rules of ``graph.codebook.tabular``."""
    return write_csv(model.model_fields, (item.model_dump(mode="json").values() for item in items))


def _is_list(model: type[BaseModel], name: str) -> bool:
    return get_origin(model.model_fields[name].annotation) is list
