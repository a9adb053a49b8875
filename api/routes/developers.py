"""The page for developers: what to ask for, how, and what may be relied on."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict

from api.addresses import base_of
from api.explorer.examples import SUFFIXES, Code, examples_for
from api.explorer.views import Language
from api.pages import page
from api.service import ServiceDep

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


class Asked(BaseModel):
    """In which programming language the examples stand open, and in which language the page is."""

    model_config = ConfigDict(extra="forbid")

    code: Code = "curl"
    lang: Language | None = None


@router.get("/developers", name="developers")
def developers(request: Request, service: ServiceDep, asked: Annotated[Asked, Query()]) -> Response:
    """The JSON interface, SPARQL and the files by example, in each language."""
    tasks = examples_for(base_of(request.scope))
    return page(service, request, "developers.html", tasks=tasks, asked=asked, codes=list(SUFFIXES))
