"""The OpenAPI document, with this service's own way to report problems."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from starlette.types import ASGIApp

from api.problems import Problem


class Application(FastAPI):
    """FastAPI, except that bad parameters are 400 problem documents and not its own 422.

    ``edge`` wraps everything, the answering of unexpected errors included, which no middleware does.
    """

    edge: Callable[[ASGIApp], ASGIApp] | None = None

    def build_middleware_stack(self) -> ASGIApp:
        """The whole application as one callable."""
        stack = super().build_middleware_stack()
        return self.edge(stack) if self.edge else stack

    def openapi(self) -> dict[str, Any]:
        """The document, made once."""
        if self.openapi_schema is None:
            document = super().openapi()
            schemas = document["components"]["schemas"]
            for name in ("HTTPValidationError", "ValidationError"):
                schemas.pop(name, None)
            schemas["Problem"] = Problem.model_json_schema()
            for item in document["paths"].values():
                for operation in item.values():
                    operation["responses"].pop("422", None)
        return self.openapi_schema or {}
