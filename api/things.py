"""The things of a release by their IRIs: which there are, what they are called, where they lead on this service."""

from __future__ import annotations

import difflib
import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from graph.contents import Contents
from graph.errors import ReleaseError
from graph.names import Names
from graph.release import TERMS, Release

_COMPARED = 100  # with so many names before, after, and of the same last part an unknown one is compared
_SHOWN = 5
_LOCAL = re.compile(r"(?:id|ontology|shapes|dumps)(?:[/#][^\\]*)?")
_JSON: Mapping[str, str] = MappingProxyType(
    {
        r"plan/([^/]+)": "plans/{}",
        r"plan/([^/]+)/(?:measure|statement|paragraph)/([^/]+)": "measures/{}/{}",
        r"right/([^/]+)": "rights/{}",
        r"instrument/([^/]+)": "instruments/{}",
        r"group/([^/]+)": "groups/{}",
        r"body/([^/]+)": "bodies/{}",
        r"indicator/([^/]+)": "indicators/{}",
    }
)


@dataclass(frozen=True, slots=True)
class Things:
    """Every path under ``/id/`` that a release describes, sorted; the topics of shapes; the labels of own terms.

    ``terms`` has the labels of each class and property of the ontology, by its IRI and their languages.
    """

    names: Names
    paths: Sequence[str]
    known: frozenset[str]
    shapes: Mapping[str, str]
    terms: Mapping[str, Mapping[str, str]]

    def nearest(self, path: str) -> list[str]:
        """The paths that come nearest to one that does not exist: of the same last part, or spelled alike."""
        at, last = bisect_left(self.paths, path), path.rpartition("/")[2]
        around = self.paths[max(at - _COMPARED, 0) : at + _COMPARED]
        same = [known for known in self.paths if known.rpartition("/")[2] == last]
        alike = dict.fromkeys([*around, *same[:_COMPARED]])
        return difflib.get_close_matches(path, alike, n=_SHOWN, cutoff=0.5)

    def local(self, iri: str) -> str | None:
        """Where an IRI leads from a page: under the base to this service, on the web to itself, else nowhere."""
        if iri.startswith(self.names.base):
            path = iri.removeprefix(self.names.base)
            return f"/{path}" if _LOCAL.fullmatch(path) else None
        return iri if iri.startswith(("https://", "http://")) else None

    def json_path(self, path: str) -> str | None:
        """Where the JSON interface has the thing, or None where it has none of that kind."""
        for pattern, template in _JSON.items():
            if found := re.fullmatch(pattern, path):
                return f"/api/v1/{template.format(*found.groups())}"
        return None


def read_things(release: Release, contents: Contents, names: Names) -> Things:
    """The things of a release. Raises ReleaseError where its documents are not readable."""
    try:
        glossary = json.loads((release.documents / TERMS).read_text(encoding="utf-8"))
        shapes = dict(_shapes(glossary))
        terms = {
            term["iri"]: {"en": term["label"], "zh-Hans": term["label_zh"]}
            for topic in glossary["topics"]
            for term in (*topic["classes"], *topic["properties"])
        }
    except (OSError, ValueError, KeyError) as error:
        raise ReleaseError(
            f"{release.documents}: the release has no readable documents: {error}.",
            remedy="Build it again: hrap build.",
        ) from error
    paths = tuple(iri.removeprefix(names.things) for iri in contents.things if iri.startswith(names.things))
    return Things(names, paths, frozenset(paths), shapes, terms)


def _shapes(glossary: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for topic in glossary["shapes"]:
        for shape in topic["shapes"]:
            yield shape["name"], topic["name"]
            yield from ((part["name"], topic["name"]) for part in shape["properties"])
