"""The citation of the answer at an address of this service."""

from __future__ import annotations

import json

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from api.citable import PARAMETER, find_citable, read_address
from api.openapi import Application
from api.pins import require_release
from api.problems import INTERNAL, TOO_LARGE, TYPES, ApiError
from api.visits import visit_of
from api.within import Answer, answer_within
from graph.citation.addresses import cite_address
from graph.citation.records import Citation, load_work
from graph.config import DEFAULT_BASE, Config


async def cite_at(request: Request, text: str) -> Citation:
    """The citation of what this service answers at an address, such as ``/api/v1/links?measure=4.2.5``.

    Wherever it runs it takes the base of all IRIs for its own address, so that what it cites is everywhere the same.
    Raises ApiError for an address that cannot be cited, and for what the service answers there in place of 200.
    """
    app: Application = request.app
    visit = visit_of(request.scope)
    asked = read_address(text)
    for release in asked.releases:
        require_release(visit.service, release)
    citable = find_citable(app.state.citable, asked)
    address = citable.written(asked)
    found = await answer_within(app.framework, visit, DEFAULT_BASE, address.path, address.query)
    _check(found, visit.service.settings.max_answer_bytes)
    of = (visit.service.release.version, visit.service.release.sha256)

    def cited() -> Citation:
        work = load_work(Config())
        return cite_address(citable.subject(address), found.body, of, str(request.base_url), work)

    return await run_in_threadpool(cited)


def _check(found: Answer, most: int) -> None:
    """Raise ApiError for what is no answer, with what the problem document says of it, or more than may be cited."""
    if found.status != 200:
        said = json.loads(found.body)
        kind = TYPES.get(said.pop("type").rpartition("/")[2], INTERNAL)
        own = ("title", "status", "instance", "request_id")
        raise ApiError(kind, said.pop("detail"), **{name: value for name, value in said.items() if name not in own})
    if len(found.body) > most:
        detail = f"The answer has {len(found.body):,} bytes, more than the {most:,} that may be cited."
        raise ApiError(TOO_LARGE, detail, remedy="Ask for less: a smaller limit, or some fields.", parameter=PARAMETER)
