"""What the paths share while the service runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request
from jinja2 import Environment

from api.catalogue import Catalogue
from api.db import Database
from api.dossiers.lists import Written
from api.dumps import Catalogue as DumpCatalogue
from api.explorer.views import View
from api.prepared import Prepared
from api.representations import Body, Resource
from api.settings import Settings
from api.sparql.answers import Answers
from api.sparql.engine import Engine
from api.sparql.reading import Reader
from api.things import Things
from api.validation import Validation
from api.visits import visit_of
from graph.contents import Contents
from graph.dump_list import Dump
from graph.names import Names
from graph.networks.paths import PathFinder
from graph.questions import Question
from graph.release import Release


@dataclass(frozen=True, slots=True)
class Service:
    """The open release: what answers are made of, the names that exist in it, and who answers queries."""

    settings: Settings
    release: Release
    contents: Contents
    database: Database
    validation: Validation
    prepared: Prepared
    catalogue: Catalogue
    engine: Engine
    answers: Answers
    reader: Reader
    pages: Environment
    names: Names
    vocabulary: Mapping[str, Resource]
    paths: Mapping[str, PathFinder]
    questions: Mapping[str, Question]
    things: Things
    dumps: tuple[Dump, ...]
    files: DumpCatalogue
    kept: dict[tuple[str, View], Body] = field(default_factory=dict)
    """Pages that depend on nothing but the release and how they are viewed; as few as there are such pages."""
    written: dict[tuple[str, bool], Written] = field(default_factory=dict)
    """Lines of dossiers by the language of the page, and whether its address says so, as those of its links do."""


def service_of(request: Request) -> Service:
    """The service that answers the request: a new release takes none over that has begun."""
    return visit_of(request.scope).service


ServiceDep = Annotated[Service, Depends(service_of)]
