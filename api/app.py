"""The application: settings in, wired service out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI
from starlette.types import Lifespan

from api.assets import AssetFiles
from api.citable import citable_paths
from api.dumps import LICENCE
from api.edge import Edge
from api.explorer.navigation import navigation
from api.head import AnswerHead
from api.kept import KeepAnswers
from api.lending import Lender
from api.light import LightFirst
from api.logs import AccessLog
from api.metrics import Metrics
from api.openapi import Application
from api.pins import CiteAs, OfRelease
from api.preflights import Preflights
from api.problem_pages import ProblemPages
from api.problems import add_handlers
from api.readable import ReadableUrl, refuse_repeated
from api.reloading import Releases
from api.routes import (
    audit,
    audit_pages,
    board,
    browse,
    citation,
    codebook,
    coverage,
    crosswalk,
    developers,
    dossiers,
    dumps,
    evidence,
    links,
    matrix,
    matrix_page,
    networks,
    networks_page,
    operation,
    pages,
    paths,
    paths_page,
    problems,
    query_page,
    questions,
    reading_room,
    search,
    search_page,
    sparql,
    text,
    things,
    validation,
    vocabulary,
)
from api.routes.entities import entity_router
from api.settings import Settings
from api.sparql.cache import Cache
from api.sparql.endpoint import SparqlFirst
from graph import __version__
from graph.codebook.reading import load_codebook
from graph.config import DEFAULT_BASE, Config

_DESCRIPTION = (
    "Human rights action plans as a knowledge graph. Lists take `limit` and `offset`; the same filter repeated means "
    "or, different filters mean and. `?format=csv` or the Accept header gives a list as CSV with the same columns, "
    "`application/ld+json` as JSON-LD. Any answer is cited at `/api/v1/citation?of=`, and with `release` it comes from "
    "that release or not at all. Errors are RFC 9457 problem documents that say what to do instead. "
    "`/codebook` says what every field holds, `/problem` what every problem means, `/docs#promise` what stays as it is."
)


_TOPICS = (
    *(text, evidence, search, crosswalk, links, matrix, networks, paths, dossiers),
    *(coverage, validation, audit, codebook, problems, questions, sparql, citation, vocabulary, things, dumps),
    *(operation, pages),
    *(reading_room, browse, search_page, audit_pages, query_page),
    *(board, matrix_page, networks_page, paths_page, developers),
)
_TAGS = {
    "Text": "Plans, their outline, measures and commitments.",
    "Entities": "Rights, instruments, groups, bodies and indicators.",
    "Evidence": "Targets with their numbers, and mentions with the words that everything rests on.",
    "Search": "Full text, English and Chinese.",
    "Crosswalk": "What things correspond to outside the plans: judgements, each with author and source.",
    "Links": "What hangs together: links between measures, matrices, networks, paths.",
    "Coverage": "What of the text is accounted for, and how.",
    "Validation": "What a release is checked against, and what was found.",
    "Audit": "What the text does not state.",
    "Codebook": "What each field holds and each parameter chooses.",
    "Problems": "What went wrong, and what to do.",
    "Questions": "Ready questions, with answers that can be cited and checked.",
    "SPARQL": "SPARQL 1.1, for reading.",
    "Citation": "Any answer, as it is cited and checked later.",
    "Linked data": "Where the IRIs lead, and the release as files.",
    "Operation": "For whoever runs the service.",
}


def create_app(settings: Settings) -> Application:
    """Wire the application. The release is opened, and the query workers warmed, when it starts."""
    cache = Cache(settings.cache_bytes)
    metrics = Metrics(cache)
    log = AccessLog(settings.log)
    releases = Releases(settings, metrics, cache, log)
    app = Application(
        load_codebook(Config()),
        lambda framework: Edge(
            ReadableUrl(SparqlFirst(framework, cache)), releases, metrics, log, settings.trusted_header
        ),
        title="Human rights action plans",
        version=__version__,
        description=_DESCRIPTION,
        contact={"name": "The maintainers of hrap", "url": DEFAULT_BASE},
        license_info={"name": "CC BY 4.0", "url": LICENCE},
        servers=[{"url": "/", "description": "This service"}],
        openapi_tags=[{"name": name, "description": said} for name, said in _TAGS.items()],
        dependencies=[Depends(refuse_repeated)],
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan(releases, log),
    )
    app.state.releases, app.state.metrics = releases, metrics
    app.state.lender = Lender(releases, settings)
    add_handlers(app)
    routers = [entity_router(), *(topic.router for topic in _TOPICS)]
    for router in routers:
        app.include_router(router)
    app.mount("/static", AssetFiles(), name="static")
    app.state.navigation = navigation(route.path for topic in _TOPICS for route in topic.router.routes)
    app.state.citable = citable_paths(routers)
    app.add_middleware(LightFirst, routers=routers)
    app.add_middleware(CiteAs, paths=[each.pattern for each in app.state.citable])
    app.add_middleware(ProblemPages)
    app.add_middleware(KeepAnswers, cache=cache if settings.cache_bytes else None)
    app.add_middleware(OfRelease)
    app.add_middleware(Preflights)
    app.add_middleware(AnswerHead)
    return app


def _lifespan(releases: Releases, log: AccessLog) -> Lifespan[FastAPI]:
    """Keep a release open, and an eye on newer ones, for as long as the application runs."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.openapi()  # fails here, and not at the first request, where the codebook is not in step
        await releases.start()
        watching = asyncio.create_task(releases.watch())
        try:
            yield
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
            await releases.close()
            log.flush()

    return lifespan
