"""The ontology and the shapes as a release holds them, and their pages: read and made once, when the service starts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import Environment

from api.representations import Format, Resource, resource
from graph.errors import ReleaseError
from graph.release import ENDINGS, TERMS, Release


def read_vocabulary(release: Release, pages: Environment) -> dict[str, Resource]:
    """Every document of a release by its path, that of a version as well. Raises ReleaseError where one is missing."""
    try:
        glossary = json.loads((release.documents / TERMS).read_text(encoding="utf-8"))
        found = {
            path: resource(f"/{path}", _bodies(release, path, page.encode()))
            for path, page in _pages(glossary, pages, release)
        }
    except (OSError, ValueError, KeyError) as error:
        raise ReleaseError(
            f"{release.documents}: the release has no readable documents: {error}.",
            remedy="Build it again: hrap build.",
        ) from error
    version = glossary["ontology"]["version"]
    versions = {f"{path}/{version}": found[path] for path in found if path.startswith("ontology")}
    return {**found, **versions}


def _bodies(release: Release, path: str, page: bytes) -> dict[Format, bytes]:
    graphs: dict[Format, bytes] = {
        form: (release.documents / f"{path}.{ending}").read_bytes()  # type: ignore[misc]
        for form, ending in ENDINGS.items()
    }
    return {**graphs, "html": page}


def _pages(glossary: Mapping[str, Any], pages: Environment, release: Release) -> Iterator[tuple[str, str]]:
    shared = {"glossary": glossary, "release": release}
    ontology, shapes = pages.get_template("ontology.html"), pages.get_template("shapes.html")
    yield "ontology", ontology.render(**shared, header=glossary["ontology"], topics=glossary["topics"], path="ontology")
    for topic in glossary["topics"]:
        path = f"ontology/{topic['name']}"
        yield path, ontology.render(**shared, header=topic, topics=[topic], path=path)
    yield "shapes", shapes.render(**shared, topics=glossary["shapes"], path="shapes")
    for topic in glossary["shapes"]:
        path = f"shapes/{topic['name']}"
        yield path, shapes.render(**shared, topics=[topic], path=path)
