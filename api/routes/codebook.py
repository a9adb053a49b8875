"""What each field holds: the codebook as a list, as a page, and as CSV on the Web metadata."""

from __future__ import annotations

import json
import re
from collections.abc import Set
from dataclasses import replace
from itertools import groupby
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request, Response

from api import selections
from api.lists import Listing
from api.models.codebook import CodebookItem
from api.models.described import asked_by
from api.models.filters import CodebookFilters, MetadataOptions
from api.models.items import Page
from api.openapi import Application
from api.pages import kept_page
from api.problems import NOT_FOUND, unknown
from api.routes.responses import LIST_RESPONSES, problems
from api.rows import decoded
from api.service import Service, ServiceDep
from graph.codebook.reading import Field, Table
from graph.codebook.tabular import METADATA, METADATA_TYPE, csvw_metadata

router = APIRouter(tags=["Codebook"])

_Table = tuple[tuple[str, str, str, str], list[dict[str, Any]]]

_METADATA = {"content": {METADATA_TYPE: {"schema": {"type": "object"}}}}
_ROWS = (
    "SELECT c.*, t.table_description, t.path FROM codebook c JOIN codebook_tables t"
    " ON t.table_kind = c.table_kind AND t.table_name = c.table_name"
    " ORDER BY CASE c.table_kind WHEN 'list' THEN 1 WHEN 'sqlite' THEN 2 WHEN 'object' THEN 3 ELSE 4 END,"
    " c.table_name, c.field_position"
)


@router.get(
    "/api/v1/codebook",
    response_model=Page[CodebookItem],
    responses=LIST_RESPONSES,
    summary="Codebook",
    openapi_extra=asked_by(CodebookFilters),
)
def codebook(request: Request, service: ServiceDep, filters: Annotated[CodebookFilters, Query()]) -> Response:
    """What each field of the JSON, CSV and SQLite outputs holds, and what each parameter chooses."""
    return Listing(request, service, filters).answer(selections.codebook, CodebookItem)


@router.get(
    f"/api/v1/codebook/{{table}}.{METADATA}",
    response_class=Response,
    responses={200: _METADATA, **problems(400, 404)},
    summary="Metadata of a CSV",
    openapi_extra=asked_by(MetadataOptions),
)
def csv_metadata(
    request: Request, service: ServiceDep, table: str, options: Annotated[MetadataOptions, Query()]
) -> Response:
    """What the columns of a list hold, as CSV on the Web metadata; each CSV links to its own."""
    if table not in service.catalogue.values["list"]:
        raise unknown(NOT_FOUND, "list", table, service.catalogue.values["list"])
    app: Application = request.app
    described = app.codebook.table("list", table)
    path = described.paths[0]
    of = options.of or f"{path}{'&' if '?' in path else '?'}format=csv"
    metadata = csvw_metadata(_narrowed(described, of), f"{str(request.base_url).rstrip('/')}{of}")
    return Response(json.dumps(metadata, ensure_ascii=False), media_type=METADATA_TYPE)


@router.get("/codebook", include_in_schema=False)
def codebook_page(request: Request, service: ServiceDep) -> Response:
    """The codebook for people."""
    return kept_page(service, request, "codebook.html", lambda: {"kinds": _kinds(service)})


def _kinds(service: Service) -> list[tuple[str, list[_Table]]]:
    """The tables of each kind, each with its fields."""
    rows = service.database.rows(_ROWS)
    tables = [
        (head, [{**row, **decoded(row, CodebookItem)} for row in fields])
        for head, fields in ((key, list(group)) for key, group in groupby(rows, key=_table))
    ]
    return [(kind, list(members)) for kind, members in groupby(tables, key=lambda table: table[0][0])]


def _narrowed(table: Table, of: str) -> Table:
    """The table with the columns that the CSV at this path has: all, or those that its ``fields`` names."""
    asked = parse_qs(of.partition("?")[2]).get("fields", [])
    names = {name for each in asked for name in each.split(",")}
    return replace(table, fields=tuple(_alone(f, names) for f in table.fields if f.name in names)) if names else table


def _alone(field: Field, names: Set[str]) -> Field:
    """A column without the template of its values' URLs where that needs a column that is left out."""
    needed = set(re.findall(r"\{\+?(\w+)\}", field.value_url or ""))
    return field if needed <= names else replace(field, value_url=None)


def _table(row: dict[str, str]) -> tuple[str, str, str, str]:
    return (row["table_kind"], row["table_name"], row["table_description"], row["path"])
