"""What a release answers with, made ready once: each row of a list and each single item as the JSON that is sent.

Every row passes its model here, when the release is opened, and not each time that it is asked for: a release whose
rows do not fit the contract is not taken. All of it takes about as much memory as the text of the read model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import get_args

from pydantic import BaseModel, ValidationError

from api import crosswalk, link_selections, selections
from api.catalogue import Catalogue
from api.db import Database
from api.facets import Select
from api.index import ListIndex, every_choice, known_conditions
from api.models.crosswalk import IndicatorItem
from api.models.filters import (
    CommitmentFilters,
    EntityFilters,
    IndicatorFilters,
    ListFilters,
    MeasureFilters,
    MentionFilters,
    MentionType,
    TargetFilters,
)
from api.models.items import CommitmentItem, Dataset, EntityItem, MeasureItem, MentionItem, TargetItem
from api.models.links import LinkFilters, LinkItem
from api.querying import Selection
from api.reading import Reader
from api.rows import decoded
from graph.errors import ReleaseError
from graph.release import Release

Items = Mapping[tuple[str, str], bytes]

_SCHEMES = ("rights", "instruments", "groups", "bodies")
_HERE = "\x00"  # stands for the address of the service, which each request knows
_WRITTEN = b'"\\u0000'


@dataclass(frozen=True, slots=True)
class Prepared:
    """The lists by name, provisions by plan and code, entities by scheme and slug, and the dataset."""

    dataset: bytes
    lists: Mapping[str, ListIndex]
    measures: Items
    entities: Items


def prepare(release: Release, database: Database, catalogue: Catalogue) -> Prepared:
    """Make ready what a release answers with. Raises ReleaseError where its rows do not fit their models."""
    dataset = Dataset(version=release.version, sha256=release.sha256)
    reader = Reader(database, dataset, lambda plan, code: f"{_HERE}/api/v1/measures/{plan}/{code}")
    try:
        lists = {each.whole.prepared: _index(database, each, catalogue) for each in _lists()}
        measures = {place: _json(reader.measure(*place)) for place in _pairs(database, "plan, code FROM provisions")}
        names = [
            name for name in _pairs(database, "scheme, slug FROM concepts") if name[0] in (*_SCHEMES, "indicators")
        ]
        entities = {name: _json(reader.entity(*name)) for name in names}
    except ValidationError as error:
        detail = f"{release.read_model} does not fit the contract of this version: {error}"
        raise ReleaseError(detail, remedy="Build the release again with this version.") from error
    return Prepared(_json(dataset), MappingProxyType(lists), MappingProxyType(measures), MappingProxyType(entities))


def here(body: bytes, base: str) -> bytes:
    """A prepared item with the address of the service in its URLs."""
    return body.replace(_WRITTEN, b'"' + base.encode())


def listed(rows: Iterable[bytes]) -> bytes:
    """Rows as a JSON array."""
    return b"[%s]" % b",".join(rows)


@dataclass(frozen=True, slots=True)
class _List:
    """A list that is made ready: the selection of all its rows, their model, and how filters select some of them.

    The values of filters that are ``slow`` are too many to read through the whole list for each, as SQLite would.
    """

    whole: Selection
    model: type[BaseModel]
    select: Select
    filters: type[ListFilters]
    slow: frozenset[str] = frozenset()


def _lists() -> list[_List]:
    measures = selections.measures(MeasureFilters(kind=[]))
    commitments = selections.commitments(CommitmentFilters())
    targets = selections.targets(TargetFilters())
    mentions = selections.mentions(MentionFilters(type=list(get_args(MentionType))))
    indicators = crosswalk.indicators(IndicatorFilters())
    return [
        _List(measures, MeasureItem, selections.measures, MeasureFilters),
        _List(commitments, CommitmentItem, selections.commitments, CommitmentFilters),
        _List(targets, TargetItem, selections.targets, TargetFilters),
        _List(mentions, MentionItem, selections.mentions, MentionFilters),
        _List(link_selections.every_link(), LinkItem, link_selections.links, LinkFilters, frozenset({"entity"})),
        *(_entities(scheme) for scheme in _SCHEMES),
        _List(indicators, IndicatorItem, crosswalk.indicators, IndicatorFilters),
    ]


def _entities(scheme: str) -> _List:
    select = partial(selections.entities, scheme)
    return _List(select(EntityFilters()), EntityItem, select, EntityFilters)


def _index(database: Database, each: _List, catalogue: Catalogue) -> ListIndex:
    whole, model = each.whole, each.model
    keyed = replace(whole, columns=f"{whole.key} AS prepared_key, {whole.columns}").rows(database)
    numbers = {row["prepared_key"]: number for number, row in enumerate(keyed)}
    chosen = (each.select(filters) for filters in every_choice(each.filters, catalogue, each.slow))
    return ListIndex(
        rows=[_json(model.model_validate(decoded(row, model))) for row in keyed],
        numbers=MappingProxyType(numbers),
        orders=whole.orders(database),
        known=MappingProxyType(known_conditions(database, chosen, numbers)),
    )


def _pairs(database: Database, sql: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in database.sequences(f"SELECT {sql} ORDER BY 1, 2")]


def _json(item: BaseModel | None) -> bytes:
    """An item as JSON. Members that are there only when asked for are left out."""
    return item.model_dump_json(exclude={"included"}).encode() if item else b"null"
