"""What a release answers with, made ready once: each row of a list and each single item as the JSON that is sent.

Every row passes its model here, when the release is opened, and not each time that it is asked for: a release whose
rows do not fit the contract is not taken. All of it takes about as much memory as the text of the read model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import get_args

from pydantic import BaseModel, ValidationError

from api import crosswalk, link_selections, selections
from api.db import Database
from api.models.crosswalk import IndicatorItem
from api.models.filters import (
    CommitmentFilters,
    EntityFilters,
    IndicatorFilters,
    MeasureFilters,
    MentionFilters,
    MentionType,
    TargetFilters,
)
from api.models.items import CommitmentItem, Dataset, EntityItem, MeasureItem, MentionItem, TargetItem
from api.models.links import LinkItem
from api.querying import Selection
from api.reading import Reader
from api.rows import decoded
from graph.errors import ReleaseError
from graph.release import Release

Rows = Mapping[str | int, bytes]
Items = Mapping[tuple[str, str], bytes]

_SCHEMES = ("rights", "instruments", "groups", "bodies")
_HERE = "\x00"  # stands for the address of the service, which each request knows
_WRITTEN = b'"\\u0000'


@dataclass(frozen=True, slots=True)
class Prepared:
    """The rows of lists by list and key, provisions by plan and code, entities by scheme and slug, and the dataset."""

    dataset: bytes
    rows: Mapping[str, Rows]
    measures: Items
    entities: Items


def prepare(release: Release, database: Database) -> Prepared:
    """Make ready what a release answers with. Raises ReleaseError where its rows do not fit their models."""
    dataset = Dataset(version=release.version, sha256=release.sha256)
    reader = Reader(database, dataset, lambda plan, code: f"{_HERE}/api/v1/measures/{plan}/{code}")
    try:
        rows = {each.prepared: MappingProxyType(_rows(database, each, model)) for each, model in _lists()}
        measures = {place: _json(reader.measure(*place)) for place in _pairs(database, "plan, code FROM provisions")}
        names = [
            name for name in _pairs(database, "scheme, slug FROM concepts") if name[0] in (*_SCHEMES, "indicators")
        ]
        entities = {name: _json(reader.entity(*name)) for name in names}
    except ValidationError as error:
        detail = f"{release.read_model} does not fit the contract of this version: {error}"
        raise ReleaseError(detail, remedy="Build the release again with this version.") from error
    return Prepared(_json(dataset), MappingProxyType(rows), MappingProxyType(measures), MappingProxyType(entities))


def here(body: bytes, base: str) -> bytes:
    """A prepared item with the address of the service in its URLs."""
    return body.replace(_WRITTEN, b'"' + base.encode())


def listed(rows: Iterable[bytes]) -> bytes:
    """Rows as a JSON array."""
    return b"[%s]" % b",".join(rows)


def _lists() -> list[tuple[Selection, type[BaseModel]]]:
    """Every prepared list with no filter, and the model of its rows."""
    every_type = list(get_args(MentionType))
    return [
        (selections.measures(MeasureFilters(kind=[])), MeasureItem),
        (selections.commitments(CommitmentFilters()), CommitmentItem),
        (selections.targets(TargetFilters()), TargetItem),
        (selections.mentions(MentionFilters(type=every_type)), MentionItem),
        (link_selections.every_link(), LinkItem),
        *((selections.entities(scheme, EntityFilters()), EntityItem) for scheme in _SCHEMES),
        (crosswalk.indicators(IndicatorFilters()), IndicatorItem),
    ]


def _rows(database: Database, selection: Selection, model: type[BaseModel]) -> dict[str | int, bytes]:
    keyed = replace(selection, columns=f"{selection.key} AS prepared_key, {selection.columns}")
    return {row["prepared_key"]: _json(model.model_validate(decoded(row, model))) for row in keyed.rows(database)}


def _pairs(database: Database, sql: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in database.sequences(f"SELECT {sql} ORDER BY 1, 2")]


def _json(item: BaseModel | None) -> bytes:
    """An item as JSON. Members that are there only when asked for are left out."""
    return item.model_dump_json(exclude={"included"}).encode() if item else b"null"
