"""The application: settings in, wired service out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import fields

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.cors import CORSMiddleware
from starlette.types import Lifespan

from api.catalogue import read_catalogue
from api.db import Database
from api.head import AnswerHead
from api.headers import SafeHeaders
from api.openapi import Application
from api.pages import STATIC, page_environment
from api.problems import add_handlers
from api.routes import audit, coverage, crosswalk, evidence, links, operation, pages, sparql, text, vocabulary
from api.routes.entities import entity_router
from api.service import Service
from api.settings import Settings
from api.sparql.pool import Pool, PoolLimits
from api.sparql.protocol import METHODS
from api.vocabulary import read_vocabulary
from graph import __version__
from graph.contents import read_contents
from graph.names import Names
from graph.release import Release, open_release

_DESCRIPTION = (
    "Human rights action plans as a knowledge graph. Lists take `limit` and `offset`; the same filter repeated means "
    "or, different filters mean and. `?format=csv` or the Accept header gives a list as CSV with the same columns, "
    "`application/ld+json` as JSON-LD. Errors are RFC 9457 problem documents that say what to do instead."
)


# What a script of another site may read, beside the headers that it always may.
_EXPOSED = ("Accept-Query", "Allow", "ETag", "Link", "Retry-After", "Server-Timing")


def create_app(settings: Settings) -> FastAPI:
    """Wire the application. The release is opened, and the query workers warmed, when it starts."""
    app = Application(
        title="Human rights action plans",
        version=__version__,
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan(settings),
    )
    add_handlers(app)
    lists = (
        text.router,
        evidence.router,
        entity_router(),
        crosswalk.router,
        links.router,
        coverage.router,
        audit.router,
    )
    for router in (*lists, sparql.router, vocabulary.router, operation.router, pages.router):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(
        CORSMiddleware, allow_origins=["*"], allow_methods=METHODS, allow_headers=["*"], expose_headers=_EXPOSED
    )
    app.add_middleware(AnswerHead)
    app.add_middleware(SafeHeaders)
    return app


def _lifespan(settings: Settings) -> Lifespan[FastAPI]:
    """Hold the release open, and the workers alive, for as long as the application runs.

    A swap of ``current`` meanwhile changes nothing: the service keeps to the folder it opened.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        release = open_release(settings.releases)
        with closing(Database(release.read_model)) as database:
            pool = Pool(release.graph, _limits(settings))
            await pool.start()
            try:
                app.state.service = _service(settings, release, database, pool)
                yield
            finally:
                await pool.close()

    return lifespan


def _service(settings: Settings, release: Release, database: Database, pool: Pool) -> Service:
    (base,) = database.values("SELECT value FROM meta WHERE key = 'base'")
    templates = page_environment()
    return Service(
        settings=settings,
        release=release,
        contents=read_contents(release.graph),
        database=database,
        catalogue=read_catalogue(database),
        pool=pool,
        pages=templates,
        names=Names(base),
        vocabulary=read_vocabulary(release, templates),
    )


def _limits(settings: Settings) -> PoolLimits:
    return PoolLimits(**{field.name: getattr(settings, field.name) for field in fields(PoolLimits)})
