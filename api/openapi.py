"""The OpenAPI document, with the codebook's descriptions and this service's own way to report problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from api.headers import ALWAYS, HEADERS, headers
from api.models.described import CODEBOOK
from api.parameters import JSON_PREFIX
from api.pins import DESCRIBED
from api.problems import Problem
from api.routes.responses import SAME, problems
from graph.codebook.reading import OBJECT, Codebook, Field, Table
from graph.errors import VocabularyError

Schema = dict[str, Any]

_GET = "get_"
_SCHEMAS = "#/components/schemas/"
_PAGED = frozenset(("items", "limit", "next", "total"))
_FASTAPIS = "Successful Response"  # what FastAPI calls every answer


class Application(FastAPI):
    """FastAPI, except that bad parameters are 400 problem documents and not its own 422.

    ``edge`` wraps everything, the framework itself included: what it answers alone costs nothing of that.
    """

    def __init__(self, codebook: Codebook, edge: Callable[[ASGIApp], ASGIApp], **settings: Any) -> None:
        super().__init__(generate_unique_id_function=lambda route: f"{_GET}{route.name}", **settings)
        self.codebook = codebook
        self.framework: ASGIApp = super().__call__
        self._outermost = edge(self.framework)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        await self._outermost(scope, receive, send)

    def openapi(self) -> Schema:
        """The document, made once.

        Raises VocabularyError where the codebook lacks a field or parameter, or has one that does not exist.
        """
        if self.openapi_schema is None:
            document = self.openapi_schema = _named(super().openapi())
            schemas = document["components"]["schemas"]
            for name in ("HTTPValidationError", "ValidationError"):
                schemas.pop(name, None)
            schemas["Problem"] = Problem.model_json_schema()
            document["components"]["headers"] = {name: dict(header) for name, header in HEADERS.items()}
            document["security"] = []  # nothing is asked of who asks
            for schema in schemas.values():
                _describe_schema(schema, self.codebook)
            for path, operation in _operations(document):
                _describe_answers(operation)
                _describe_parameters(operation, self.codebook)
                if path.startswith(JSON_PREFIX):
                    _describe_release(operation)
        return self.openapi_schema or {}


def _named(document: Schema) -> Schema:
    """The document with the names that generated clients read well by: ``list_measures`` gives a ``MeasurePage``."""
    schemas = document["components"]["schemas"]
    names = {f"{_SCHEMAS}{name}": f"{_SCHEMAS}{schema['title']}" for name, schema in schemas.items()}
    document["components"]["schemas"] = {schema["title"]: schema for schema in schemas.values()}
    pages = {names[f"{_SCHEMAS}{name}"] for name, schema in schemas.items() if schema["properties"].keys() >= _PAGED}
    found: Schema = _renamed(document, names)
    for _, operation in _operations(found):
        answer = operation["responses"]["200"].get("content", {}).get("application/json", {}).get("schema", {})
        if answer.get("$ref") in pages and operation["operationId"].startswith(_GET):
            operation["operationId"] = f"list_{operation['operationId'].removeprefix(_GET)}"
    return found


def _renamed(part: Any, names: Mapping[str, str]) -> Any:
    """A part of the document with the references to schemas that ``names`` has instead."""
    if isinstance(part, dict):
        return {key: _renamed(value, names) for key, value in part.items()}
    if isinstance(part, list):
        return [_renamed(value, names) for value in part]
    return names.get(part, part) if isinstance(part, str) else part


def _operations(document: Schema) -> Iterator[tuple[str, Schema]]:
    """Every operation with its path."""
    for path, item in document["paths"].items():
        yield from ((path, operation) for operation in item.values())


def _describe_answers(operation: Schema) -> None:
    """Add what any path may answer with, and the headers that every answer bears."""
    answers = operation["responses"]
    answers.pop("422", None)
    for status, answer in problems(400, 414).items():
        answers.setdefault(str(status), answer)
    if "requestBody" not in operation:  # ``api.kept`` tags them
        answers.setdefault("304", SAME[304])
        answers["200"] = {**answers["200"], "headers": {**answers["200"].get("headers", {}), **headers("ETag")}}
    if answers["200"]["description"] == _FASTAPIS:
        answers["200"]["description"] = operation["summary"]
    for status, answer in answers.items():
        bears = {**answer.get("headers", {}), **headers(*ALWAYS)}
        if status == "503":
            bears |= headers("Retry-After")
        answers[status] = {**answer, "headers": bears}


def _describe_schema(schema: Schema, codebook: Codebook) -> None:
    """Give the members of a schema their descriptions and examples; the whole gets one where it holds no objects."""
    table = _table(schema, codebook)
    schema.setdefault("description", table.description)
    properties = schema["properties"]
    _require_same(table, set(properties))
    for field in table.fields:
        properties[field.name].pop("title", None)
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
        parameter["schema"] = _given(parameter["schema"])


def _describe_release(operation: Schema) -> None:
    """Add what ``api.pins`` takes off every address of the JSON interface, and answers there."""
    operation.setdefault("parameters", []).append(dict(DESCRIBED))
    found = operation["responses"]["200"]
    if "$ref" in found["content"].get("application/json", {}).get("schema", {}):  # it can be cited
        found["headers"] |= headers("Link")
    for status, answer in problems(404).items():
        operation["responses"].setdefault(str(status), {**answer, "headers": {**answer["headers"], **headers(*ALWAYS)}})


def _given(schema: Schema) -> Schema:
    """The schema of a parameter that is given: what is left out is nothing that a URL can hold."""
    options = [option for option in schema.get("anyOf", ()) if option != {"type": "null"}]
    own = {name: value for name, value in schema.items() if name not in ("anyOf", "title")}
    return {**own, **options[0]} if len(options) == 1 else {**own, **({"anyOf": options} if options else {})}


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
