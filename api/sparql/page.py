"""The page that a browser gets at the endpoint: a box to ask in, ready questions, and what is here."""

from __future__ import annotations

from fastapi import Request, Response

from api.explorer.question_words import question_words
from api.explorer.views import view_of
from api.pages import page
from api.service import Service
from graph.config import Config
from graph.questions import by_topic, load_questions

EXAMPLE = """PREFIX hrap: <https://w3id.org/hrap/ontology#>
SELECT ?code ?heading
WHERE {
  ?measure a hrap:Measure ; hrap:code ?code ; hrap:heading ?heading .
}
ORDER BY ?code
LIMIT 10"""
"""What stands in the box before anything is asked."""


def sparql_page(request: Request, service: Service) -> Response:
    """The page. It has no script: the form asks by GET."""
    response = page(
        service,
        request,
        "sparql.html",
        example=EXAMPLE,
        spoken=question_words(view_of(request).language),
        topics=by_topic(load_questions(Config())),
        graphs=service.contents.sizes,
        limits=service.settings,
    )
    response.headers.add_vary_header("Accept")
    return response
