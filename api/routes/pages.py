"""The pages for people: the start page, and the documentation of the paths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from api.db import Database, Row
from api.pages import kept_page
from api.service import Service, ServiceDep

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_METHODS = ("get", "post")
_ENTITIES = ("instruments", "bodies", "groups", "rights")


@router.get("/", name="start")
def start(request: Request, service: ServiceDep) -> Response:
    """What is here: the plans, their figures, and where to ask."""

    def values() -> Mapping[str, Any]:
        plans = service.database.rows("SELECT * FROM plan_counts ORDER BY plan")
        shown = [{**row, "chapters": _chapters(service.database, row["plan"])} for row in plans]
        return {"plans": shown, "figures": _figures(service)}

    return kept_page(service, request, "start.html", values)


@router.get("/docs", name="documentation")
def documentation(request: Request, service: ServiceDep) -> Response:
    """Every path with its parameters, from the OpenAPI document."""
    description = request.app.openapi()
    values = {"info": description["info"], "groups": operations(description)}
    return kept_page(service, request, "docs.html", lambda: values)


def operations(description: Mapping[str, Any]) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """The operations of an OpenAPI document by their first tag, in its order."""
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for path, item in description["paths"].items():
        for method in _METHODS:
            if operation := item.get(method):
                entry = {"path": path, "method": method.upper(), **operation}
                entry["parameters"] = [_parameter(p) for p in operation.get("parameters", ())]
                groups.setdefault(operation["tags"][0], []).append(entry)
    return groups


def _parameter(given: Mapping[str, Any]) -> Mapping[str, Any]:
    schema = given.get("schema", {})
    schemas = [schema, schema.get("items", {}), *schema.get("anyOf", ())]
    options: list[str] = next((s["enum"] for s in schemas if "enum" in s), [])
    example = given.get("example", "")
    return {
        "name": given["name"],
        "place": given["in"],
        "many": schema.get("type") == "array",
        "options": options,
        "example": ", ".join(map(str, example)) if isinstance(example, list) else str(example),
        "description": given.get("description") or schema.get("description") or "",
    }


def _chapters(database: Database, plan: str) -> list[Row]:
    """The chapters with their counts, and for each measure whether it holds a target."""
    marks: dict[str, list[Row]] = {}
    sql = (
        "SELECT p.code, p.heading, p.chapter, EXISTS (SELECT 1 FROM targets t WHERE t.plan = p.plan"
        " AND t.measure = p.code AND t.status = 'target') AS has_target"
        " FROM provisions p WHERE p.plan = ? AND p.kind = 'measure' ORDER BY p.position"
    )
    for row in database.rows(sql, (plan,)):
        marks.setdefault(row["chapter"], []).append(row)
    chapters = database.rows("SELECT * FROM chapter_counts WHERE plan = ? ORDER BY position", (plan,))
    return [{**chapter, "marks": marks.get(chapter["code"], [])} for chapter in chapters]


def _figures(service: Service) -> list[tuple[str, int, str]]:
    """What is counted, how many there are, and where to see them."""
    database = service.database
    totals = {
        name: sum(database.values(f"SELECT {name}_count FROM plan_counts"))  # noqa: S608 (our own column names)
        for name in ("measure", "commitment", "target")
    }
    kinds = [f"&kind={kind}" for kind in service.catalogue.values["body_kind"] if kind != "generic-agent"]
    only = {name: "".join(kinds) if name == "bodies" else "" for name in _ENTITIES}
    return [
        ("measures", totals["measure"], "/api/v1/measures"),
        ("commitments", totals["commitment"], "/api/v1/commitments"),
        ("targets", totals["target"], "/api/v1/targets?status=target"),
        *((name, _mentioned(database, name), f"/api/v1/{name}?mentioned=true{only[name]}") for name in _ENTITIES),
        ("triples", service.release.quads, "/sparql"),
    ]


def _mentioned(database: Database, scheme: str) -> int:
    """How many concepts of a scheme the text itself speaks of; generic agents do not count as bodies."""
    sql = (
        "SELECT COUNT(*) FROM concepts e WHERE scheme = ? AND kind IS NOT 'generic-agent' AND EXISTS"
        " (SELECT 1 FROM concept_sentences c WHERE c.scheme = e.scheme AND c.slug = e.slug)"
    )
    return int(database.values(sql, (scheme,))[0])
