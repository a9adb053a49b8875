"""What the commands that cite share: the citation of an answer of the service, which runs in this process for it."""

from __future__ import annotations

import argparse
import asyncio
import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

from api.app import create_app
from api.citable import PARAMETER
from api.routes.citation import PATH
from api.settings import Settings
from api.visits import Visit
from api.within import Answer, answer_within
from graph.citation.records import Citation, from_json
from graph.config import DEFAULT_BASE
from graph.errors import InputError

_STARTS = ("/", "http://", "https://")


def address_asked(options: argparse.Namespace) -> str | None:
    """The address that is given in place of a question or a query. Raises InputError for parameters beside it."""
    if options.file or not (options.query or "").startswith(_STARTS):
        return None
    if options.param:
        raise InputError("Only ready questions take --param.", remedy="Write parameters behind a ? in the address.")
    return str(options.query)


def cited_address(address: str, releases: Path, base: str = DEFAULT_BASE) -> Citation:
    """The citation of what the service answers at an address. Raises InputError where it answers no such thing."""
    found = asyncio.run(_asked(address, releases))
    if found.status != 200:
        problem = json.loads(found.body)
        raise InputError(problem["detail"], remedy=problem.get("remedy", ""))
    citation = from_json(found.body.decode(), address)
    return replace(citation, permalink=f"{base}{citation.permalink.removeprefix(DEFAULT_BASE)}")


async def _asked(address: str, releases: Path) -> Answer:
    app = create_app(Settings(releases=releases, workers=1, slow_workers=1))
    async with app.router.lifespan_context(app):
        running = app.state.releases.running
        visit = Visit("hrap", "hrap", service=running.service, light=running.light)
        asked = urlencode({PARAMETER: address}, errors="replace")
        return await answer_within(app.framework, visit, DEFAULT_BASE, PATH, asked)
