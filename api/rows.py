"""Rows of the read model as the models of the answers take them, and as CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import get_origin

from pydantic import BaseModel

from api.db import Row
from graph.codebook.tabular import write_csv


def decoded(row: Row, model: type[BaseModel]) -> Row:
    """The columns of a row that a model has; arrays come from SQLite as JSON."""
    are_lists = _are_lists(model)
    return {name: json.loads(value) if are_lists[name] else value for name, value in row.items() if name in are_lists}


def as_csv(items: Iterable[BaseModel], model: type[BaseModel], fields: Sequence[str] = ()) -> str:
    """The fields of the items, or some of them, as columns, by the rules of ``graph.codebook.tabular``."""
    columns = [name for name in model.model_fields if not fields or name in fields]
    kept = set(columns)
    return write_csv(columns, (item.model_dump(mode="json", include=kept).values() for item in items))


@cache
def _are_lists(model: type[BaseModel]) -> Mapping[str, bool]:
    """The fields of a model, and whether each holds a list."""
    fields = model.model_fields.items()
    return MappingProxyType({name: get_origin(field.annotation) is list for name, field in fields})
