"""The pages of rights, groups, instruments, bodies, indicators, measures and chapters, by their IRIs.

Things of other kinds have the page that shows what is stated of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from api.dossiers.names import ChineseNames, read_chinese
from api.dossiers.page import page_values
from api.dossiers.reading import citation_of
from api.dossiers.subjects import Subject, find_subject
from api.explorer.behind import query_behind
from api.explorer.overview import Overview, read_overview
from api.explorer.views import View
from api.models.crosswalk import MappingItem
from api.models.dossiers import DossierCitation, DossierKind
from api.models.links import LinkItem
from api.pages import Labels, render
from api.pictures.neighbourhood import Neighbour, draw_neighbourhood
from graph.citation.records import Reference, load_work
from graph.config import Config

if TYPE_CHECKING:
    from api.service import Service

_CONCEPT = re.compile(r"(right|group|instrument|body|indicator)/([^/]+)")
_PLACES: tuple[tuple[DossierKind, re.Pattern[str]], ...] = (
    ("measure", re.compile(r"plan/([^/]+)/(?:measure|statement|paragraph)/([^/]+)")),
    ("chapter", re.compile(r"plan/([^/]+)/chapter/([^/]+)")),
)
_KINDS: Mapping[str, DossierKind] = {
    "right": "right",
    "group": "group",
    "instrument": "instrument",
    "body": "body",
    "indicator": "indicator",
}
_MENTIONS: Mapping[str, tuple[str, ...]] = {"body": ("body", "agent")}


def entity_page(service: Service, view: View, path: str) -> str | None:
    """The page of the thing at ``/id/path``, or None where it is of another kind."""
    subject = _subject(service, path)
    if subject is None:
        return None
    d = read_overview(service.database, subject)
    values = page_values(d, view.language, view.link, chinese_names(service, view, d.links, d.mappings))
    return render(
        service.pages,
        view,
        service.release,
        "entity.html",
        **values,
        **closing_values(service, view, path=path, kind=subject.kind, iri=d.iri, label=d.label),
        csv_path=_csv_path(subject),
        picture=_picture(service, view, d),
        shown=sum(len(provision.sentences) for provision in (*d.measures, *d.statements)),
    )


def chinese_names(
    service: Service, view: View, links: Iterable[LinkItem], mappings: Iterable[MappingItem]
) -> ChineseNames:
    """What a page in Chinese calls what its links and mappings name."""
    if view.language != "zh-Hans":
        return {}
    return read_chinese(service.database, service.names.things, links, mappings)


def closing_values(service: Service, view: View, *, path: str, kind: str, iri: str, label: str) -> dict[str, Any]:
    """What ends the page of a thing: where its data is, the query behind the page, and how to cite it."""
    query = query_behind(kind, iri)
    return {
        "path": path,
        "json_path": service.things.json_path(path),
        "query": query,
        "ask": _ask(view, query) if query else "",
        "citation": _citation(service, path, iri, label),
    }


def _subject(service: Service, path: str) -> Subject | None:
    if found := _CONCEPT.fullmatch(path):
        return find_subject(service.database, _KINDS[found[1]], found[2])
    for kind, pattern in _PLACES:
        if found := pattern.fullmatch(path):
            return find_subject(service.database, kind, found[2], found[1])
    return None


def _csv_path(subject: Subject) -> str:
    """The list of the JSON interface that has the rows behind the page; more parameters may follow."""
    if subject.kind == "indicator":
        return f"/api/v1/targets?{urlencode({'indicator': subject.slug})}"
    if subject.kind in ("measure", "chapter"):
        name = "mentions?measure" if subject.kind == "measure" else "commitments?chapter"
        return f"/api/v1/{name}={subject.slug}&{urlencode({'plan': subject.plan})}"
    types = _MENTIONS.get(subject.kind, (subject.kind,))
    return f"/api/v1/mentions?{urlencode([('entity', subject.slug), *(('type', name) for name in types)])}"


def _ask(view: View, query: str) -> str:
    """Where the query stands ready to be asked: the page for queries where there is one, else the endpoint."""
    if any(door.path == "/query" for door in view.navigation.doors):
        return view.link("/query", query=query)
    return f"/sparql?{urlencode({'format': 'csv', 'query': query})}"


def _picture(service: Service, view: View, d: Overview) -> str:
    labels = Labels(view.language)
    name = labels.plain({"label": d.label, "label_zh": d.label_zh})
    neighbours = [
        Neighbour(other.kind, labels.plain(vars_of(other)), other.count, other.same_sentence) for other in d.neighbours
    ]
    return draw_neighbourhood(service.pages, view, name, neighbours, english=not d.label_zh)


def vars_of(thing: Any) -> Mapping[str, str]:
    """The two labels of a thing, as ``Labels`` takes them."""
    return {"label": thing.label, "label_zh": thing.label_zh}


def _citation(service: Service, path: str, iri: str, label: str) -> DossierCitation:
    reference = Reference(
        key=f"hrap-{path.replace('/', '-')}-{service.release.sha256[:8]}",
        title=label,
        permalink=iri,
        version=service.release.version,
        note=f"release SHA-256 {service.release.sha256[:12]}…",
        work=load_work(Config()),
    )
    return citation_of(reference)
