"""The OpenAPI document, with the codebook's descriptions and this service's own way to report problems."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from api.models.described import CODEBOOK
from api.problems import Problem
from graph.codebook.reading import OBJECT, Codebook, Field, Table
from graph.errors import VocabularyError

Schema = dict[str, Any]


class Application(FastAPI):
    """FastAPI, except that bad parameters are 400 problem documents and not its own 422.

    ``edge`` wraps everything, the framework itself included: what it answers alone costs nothing of that.
    """

    def __init__(self, codebook: Codebook, edge: Callable[[ASGIApp], ASGIApp], **settings: Any) -> None:
        super().__init__(generate_unique_id_function=lambda route: route.name, **settings)
        self.codebook = codebook
        self._outermost = edge(super().__call__)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        await self._outermost(scope, receive, send)

    def openapi(self) -> Schema:
        """The document, made once.

        Raises VocabularyError where the codebook lacks a field or parameter, or has one that does not exist.
        """
        if self.openapi_schema is None:
            document = super().openapi()
            schemas = document["components"]["schemas"]
            for name in ("HTTPValidationError", "ValidationError"):
                schemas.pop(name, None)
            schemas["Problem"] = Problem.model_json_schema()
            for schema in schemas.values():
                _describe_schema(schema, self.codebook)
            for item in document["paths"].values():
                for operation in item.values():
                    operation["responses"].pop("422", None)
                    _describe_parameters(operation, self.codebook)
        return self.openapi_schema or {}


def _describe_schema(schema: Schema, codebook: Codebook) -> None:
    """Give the members of a schema their descriptions and examples; the whole gets one where it holds no objects."""
    table = _table(schema, codebook)
    schema.setdefault("description", table.description)
    properties = schema["properties"]
    _require_same(table, set(properties))
    for field in table.fields:
        properties[field.name] |= _described(field)
    if all(field.datatype != OBJECT for field in table.fields):
        schema["example"] = dict(table.example)


def _describe_parameters(operation: Schema, codebook: Codebook) -> None:
    """Give the parameters of an operation their descriptions and examples; SPARQL's own come with theirs."""
    given = [parameter for parameter in operation.get("parameters", ()) if "description" not in parameter]
    asked = {"path": codebook.table("parameters", "path")}
    if CODEBOOK in operation:
        asked["query"] = _table(operation, codebook)
        _require_same(asked["query"], {parameter["name"] for parameter in given if parameter["in"] == "query"})
    for parameter in given:
        table = asked.get(parameter["in"])
        field = table.field(parameter["name"]) if table else None
        if field is None:
            raise _missing("parameters", operation["operationId"], {parameter["name"]})
        parameter |= {"description": field.description, "example": field.example}


def _table(described: Schema, codebook: Codebook) -> Table:
    kind, _, name = str(described.get(CODEBOOK, "")).partition("/")
    return codebook.table(kind, name)


def _require_same(table: Table, properties: set[str]) -> None:
    described = {field.name for field in table.fields}
    if described != properties:
        raise _missing(table.kind, table.name, described ^ properties)


def _missing(kind: str, name: str, fields: set[str]) -> VocabularyError:
    return VocabularyError(
        f"Codebook and interface differ in {', '.join(sorted(fields))} of {kind} {name!r}.",
        remedy="Describe each field in ontology/codebook/, and list it in its table there.",
    )


def _described(field: Field) -> Schema:
    note = f" {field.empty_when}" if field.empty_when else ""
    found: Schema = {"description": field.description + note}
    return found if field.example is None else {**found, "examples": [field.example]}
