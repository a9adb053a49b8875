"""The page that a browser gets at the endpoint: a box to ask in, ready questions, and what is here."""

from __future__ import annotations

from fastapi import Request, Response
from jinja2 import Environment

from api.pages import page
from api.settings import Settings
from graph.config import Config
from graph.contents import Contents
from graph.questions import by_topic, load_questions

_EXAMPLE = """PREFIX hrap: <https://w3id.org/hrap/ontology#>
SELECT ?code ?heading
WHERE {
  ?measure a hrap:Measure ; hrap:code ?code ; hrap:heading ?heading .
}
ORDER BY ?code
LIMIT 10"""


def sparql_page(request: Request, pages: Environment, contents: Contents, settings: Settings) -> Response:
    """The page. It has no script: the form asks by GET."""
    response = page(
        pages,
        request,
        "sparql.html",
        example=_EXAMPLE,
        topics=by_topic(load_questions(Config())),
        graphs=contents.sizes,
        limits=settings,
    )
    response.headers["Vary"] = "Accept"
    return response
