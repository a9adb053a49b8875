"""Paths for whoever runs the service: is it alive, can it answer; and the JSON-LD context."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.concurrency import run_in_threadpool

from api.linked import context as context_document
from api.metrics import Metrics
from api.models.singles import Health, Ready
from api.problems import NOT_READY, ApiError
from api.reloading import Releases
from api.routes.responses import content, problems
from api.service import ServiceDep

router = APIRouter(tags=["Operation"])


@router.get("/health", summary="Is the service alive?")
async def health() -> Health:
    """Answers as long as the service runs."""
    return Health(status="ok")


@router.get("/ready", responses=problems(503), summary="Can the service answer?")
async def ready(request: Request, service: ServiceDep) -> Ready:
    """Answers once the read model is open, and a query worker holds the graph or the remote store answers."""
    releases: Releases = request.app.state.releases
    await run_in_threadpool(service.database.values, "SELECT 1 FROM meta LIMIT 1")
    if not await service.engine.responds():
        detail = f"The query engine ({service.engine.name}) does not answer."
        raise ApiError(NOT_READY, detail, remedy="Try again.", headers={"Retry-After": "1"})
    release = service.release
    return Ready(
        status="ready",
        store=service.engine.name,
        workers=service.engine.alive,
        version=release.version,
        sha256=release.sha256,
        refused=releases.refusal,
    )


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"content": content("text/plain")}},
    summary="Metrics for Prometheus",
)
async def metrics(request: Request) -> Response:
    """Counters and gauges in Prometheus's text format."""
    collected: Metrics = request.app.state.metrics
    return Response(collected.text(), headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"})


@router.get(
    "/api/v1/context.jsonld",
    response_class=Response,
    responses={200: {"content": content("application/ld+json")}},
    tags=["Linked data"],
    summary="JSON-LD context",
)
def context(service: ServiceDep) -> Response:
    """What the members of the JSON answers mean as linked data."""
    return JSONResponse(context_document(service.names), media_type="application/ld+json")
