"""Which query parameters a path takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import get_origin

from fastapi import Request
from fastapi.routing import APIRoute
from pydantic import BaseModel

JSON_PREFIX = "/api/v1/"
RELEASE = "release"
"""What every path of the JSON interface takes, and ``api.pins`` answers."""


def parameters_of(request: Request) -> Mapping[str, bool]:
    """The query parameters of the matched path by their public names, and whether each may be repeated."""
    dependant = getattr(request.scope.get("route"), "dependant", None)
    found = {RELEASE: False} if request.scope["path"].startswith(JSON_PREFIX) else dict[str, bool]()
    for parameter in getattr(dependant, "query_params", ()):
        model = parameter.field_info.annotation
        is_model = isinstance(model, type) and issubclass(model, BaseModel)
        found |= repeats(model) if is_model else {parameter.alias: get_origin(model) is list}
    return found


def query_model(route: APIRoute | None) -> type[BaseModel] | None:
    """The model of all query parameters of a path, where it takes them as one."""
    given = getattr(getattr(route, "dependant", None), "query_params", ())
    models = [parameter.field_info.annotation for parameter in given]
    return next((model for model in models if isinstance(model, type) and issubclass(model, BaseModel)), None)


def repeats(model: type[BaseModel]) -> Mapping[str, bool]:
    """The parameters of a model by their public names, and whether each may be repeated."""
    return {field.alias or name: get_origin(field.annotation) is list for name, field in model.model_fields.items()}


def values_by_name(repeated: Set[str], pairs: Iterable[tuple[str, str]]) -> dict[str, object] | None:
    """Parameters as a model takes them, or None where one that takes a single value has several."""
    given: dict[str, object] = {}
    for name, value in pairs:
        if name in repeated:
            given.setdefault(name, []).append(value)  # type: ignore[attr-defined]
        elif name in given:
            return None
        else:
            given[name] = value
    return given
