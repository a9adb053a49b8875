"""The ontology and the shapes as a release holds them, read when the service starts, and their pages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import Environment

from api.explorer.views import View
from api.pages import render
from api.representations import Format, Page, Resource, resource
from graph.errors import ReleaseError
from graph.release import ENDINGS, TERMS, Release


def read_vocabulary(release: Release, pages: Environment) -> dict[str, Resource]:
    """Every document of a release by its path, that of a version as well. Raises ReleaseError where one is missing."""
    try:
        glossary = json.loads((release.documents / TERMS).read_text(encoding="utf-8"))
        found = {
            path: resource(f"/{path}", _graphs(release, path), _page(pages, release, template, values))
            for path, template, values in _documents(glossary)
        }
    except (OSError, ValueError, KeyError) as error:
        raise ReleaseError(
            f"{release.documents}: the release has no readable documents: {error}.",
            remedy="Build it again: hrap build.",
        ) from error
    version = glossary["ontology"]["version"]
    versions = {f"{path}/{version}": found[path] for path in found if path.startswith("ontology")}
    return {**found, **versions}


def _graphs(release: Release, path: str) -> dict[Format, bytes]:
    return {
        form: (release.documents / f"{path}.{ending}").read_bytes()  # type: ignore[misc]
        for form, ending in ENDINGS.items()
    }


def _documents(glossary: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The path of each document, the template of its page, and what that is given."""
    whole = {"glossary": glossary, "header": glossary["ontology"], "topics": glossary["topics"]}
    yield "ontology", "ontology.html", {**whole, "path": "ontology"}
    for topic in glossary["topics"]:
        path = f"ontology/{topic['name']}"
        yield path, "ontology.html", {"glossary": glossary, "header": topic, "topics": [topic], "path": path}
    shapes = {"called": {topic["name"]: topic for topic in glossary["topics"]}}
    yield "shapes", "shapes.html", {**shapes, "topics": glossary["shapes"], "path": "shapes"}
    for topic in glossary["shapes"]:
        path = f"shapes/{topic['name']}"
        yield path, "shapes.html", {**shapes, "topics": [topic], "path": path}


def _page(pages: Environment, release: Release, template: str, values: Mapping[str, Any]) -> Page:
    """The page of a document in a view of it."""

    def make(view: View) -> bytes:
        return render(pages, view, release, template, **values).encode()

    return make
