"""Tables as CSV, and what CSV on the Web says beside them.

The rules are the same for every CSV of the project, and stand in its metadata: the first row names
the columns; an empty cell is null; truth is ``true`` or ``false``; several values in one cell stand
apart by semicolons, but values that have fields of their own stand there as JSON; years, months and
days are written as in ISO 8601; lines end as in RFC 4180.

No cell is altered for the sake of spreadsheets, for data that gains an apostrophe is no longer the
data. Instead no text of a release begins with a character that makes it a formula: the read model
is not written where one does (``graph.readmodel.codebook``). The sign ``=`` of a comparator stands
alone in its cell and computes nothing.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from graph.codebook.reading import OBJECT, Field, Table

SEPARATOR = ";"
METADATA = "csv-metadata.json"
METADATA_TYPE = "application/csvm+json"


def write_csv(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """A header and rows of JSON values as CSV (RFC 4180)."""
    sink = io.StringIO()
    writer = csv.writer(sink)
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return sink.getvalue()


def cell(value: Any) -> str:
    """A JSON value as it stands in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and any(isinstance(part, (dict, list)) for part in value):
        return json.dumps(value, ensure_ascii=False)
    return SEPARATOR.join(map(str, value)) if isinstance(value, list) else str(value)


def csvw_metadata(table: Table, url: str) -> Mapping[str, Any]:
    """The metadata of a table's CSV at ``url`` (https://www.w3.org/TR/tabular-metadata/), ready for JSON."""
    schema: dict[str, Any] = {"columns": [_column(field) for field in table.fields]}
    if table.field("iri"):
        schema["aboutUrl"] = "{+iri}"
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": url,
        "dc:description": table.description,
        "dc:license": {"@id": "https://creativecommons.org/licenses/by/4.0/"},
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "doubleQuote": True},
        "tableSchema": schema,
    }


def _column(field: Field) -> dict[str, Any]:
    """A column. It has a ``propertyUrl`` only where its cells, as they stand, are values of that property."""
    note = "The cell holds JSON." if field.datatype == OBJECT else None
    described = " ".join(part for part in (field.description, field.empty_when, note) if part)
    found: dict[str, Any] = {
        "name": field.name,
        "titles": field.name,
        "dc:description": described,
        "datatype": _datatype(field),
        "required": field.required,
        "null": "",
    }
    if field.language:
        found["lang"] = field.language
    if field.repeats and field.datatype != OBJECT:
        found["separator"] = SEPARATOR
    if field.property and not field.repeats and (field.literal or field.value_url):
        found["propertyUrl"] = field.property
    elif field.property:
        found["rdfs:seeAlso"] = {"@id": field.property}
    if field.value_url and not field.repeats:
        found["valueUrl"] = field.value_url
    return found


def _datatype(field: Field) -> str | dict[str, str]:
    if not field.allowed:
        return "string" if field.datatype == OBJECT else field.datatype
    return {"base": field.datatype, "format": "|".join(re.escape(value) for value in field.allowed)}
