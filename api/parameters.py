"""Which query parameters a path takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_origin

from fastapi import Request


def parameters_of(request: Request) -> Mapping[str, bool]:
    """The query parameters of the matched path by their public names, and whether each may be repeated."""
    dependant = getattr(request.scope.get("route"), "dependant", None)
    found: dict[str, bool] = {}
    for parameter in getattr(dependant, "query_params", ()):
        model = parameter.field_info.annotation
        fields = getattr(model, "model_fields", None)
        if fields is None:
            found[parameter.alias] = get_origin(model) is list
        else:
            found |= {field.alias or name: get_origin(field.annotation) is list for name, field in fields.items()}
    return found
