"""Fixture policy: shapes are checked by hundreds of tests, so that their queries are parsed once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.processor import SPARQLProcessor


@pytest.fixture(scope="session", autouse=True)
def _queries_are_parsed_once() -> Iterator[None]:
    """Hand rdflib prepared queries: to read their text takes most of a validation's time.

    A prefix means what the shapes declare; those of the data are not asked, as they are not by other engines.
    """
    prepared, evaluate = cache(prepareQuery), SPARQLProcessor.query

    def query(self, text, *arguments, **options):
        return evaluate(self, prepared(text) if isinstance(text, str) else text, *arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SPARQLProcessor, "query", query)
        yield
