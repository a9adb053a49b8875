"""Why a list is empty: what each filter leaves by itself, and what the others leave without it."""

from __future__ import annotations

from collections.abc import Sequence

from api.db import Database
from api.facets import Select
from api.models.facets import Explanation, FilterEffect
from api.models.filters import ListFilters

_SHAPE = {*ListFilters.model_fields, "facets", "include"}


def explanation_of(database: Database, filters: ListFilters, select: Select) -> Explanation:
    """What empties a list that has no items under these filters."""
    given = [name for name in type(filters).model_fields if name in filters.model_fields_set - _SHAPE]
    effects = [_effect(database, filters, select, name) for name in given if _chosen(filters, name)]
    return Explanation(detail=_detail(effects), filters=effects)


def _effect(database: Database, filters: ListFilters, select: Select, name: str) -> FilterEffect:
    model, value = type(filters), getattr(filters, name)
    others = filters.model_dump(exclude={name, *_SHAPE}, exclude_unset=True)
    return FilterEffect(
        parameter=name,
        values=[_text(each) for each in value] if isinstance(value, list) else [_text(value)],
        alone=select(model.model_validate({name: value})).count(database),
        without=select(model.model_validate(others)).count(database),
    )


def _detail(effects: Sequence[FilterEffect]) -> str:
    """One sentence for people: the filters that find nothing by themselves, or else those that can go."""
    if not effects:
        return "The list has no items."
    empty = [effect.parameter for effect in effects if not effect.alone]
    if empty:
        return f"No item meets {_named(empty)} at all."
    blame = [f"{effect.without} without `{effect.parameter}`" for effect in effects if effect.without]
    if blame:
        return f"No item meets all filters at once; there are {', '.join(blame)}."
    return "No item meets all filters at once, and leaving out one of them is not enough."


def _named(names: Sequence[str]) -> str:
    return " or ".join(f"`{name}`" for name in names)


def _chosen(filters: ListFilters, name: str) -> bool:
    return getattr(filters, name) not in (None, [])


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
