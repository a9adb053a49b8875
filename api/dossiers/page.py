"""A dossier as a page of the service, or as a page of its own that needs nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from api.assets import STATIC
from api.dossiers.lists import Lists, Written, at
from api.dossiers.lists import place as place_of
from api.dossiers.markdown import of_what
from api.dossiers.names import ChineseNames, Names, names_by_slug, shared_iris, subject_iri
from api.explorer.overview import Overview
from api.explorer.views import View
from api.explorer.words import LANGUAGES, words_of
from api.models.crosswalk import MappingItem
from api.models.dossiers import Dossier, DossierMention, DossierSentence
from api.pages import Labels, render
from graph.config import BASE
from graph.release import Release

_SHEETS = ("tokens.css", "base.css", "tables.css", "dossier.css", "print.css")
_TYPES: Mapping[str, str] = {"quantity": "indicator", "agent": "body"}
_PARTS = (
    *("place", "measures", "statements", "targets", "instruments", "bodies", "groups", "rights", "links"),
    *("gaps", "crosswalk", "citation"),
)

_THINGS = f"{BASE}id/"
_NONE: ChineseNames = MappingProxyType({})

Address = Callable[[str], str]
"""Makes the address of a page from its path on a service."""


def dossier_page(
    environment: Environment,
    view: View,
    release: Release,
    dossier: Dossier,
    chinese: ChineseNames = _NONE,
    *,
    written: Written | None = None,
) -> str:
    """The page of the service, in the language of the view.

    ``written`` keeps lines for other dossiers of the release that are viewed alike. That of a measure has none of
    them: its links lead to measures of which it shows nothing.
    """
    values = page_values(
        dossier, view.language, view.link, chinese, written=None if dossier.kind == "measure" else written
    )
    return render(
        environment, view, release, "dossier.html", layout="base.html", alone=False, parts=_parts(dossier), **values
    )


def dossier_file(environment: Environment, release: Release, dossier: Dossier, service: str) -> str:
    """The page in English as one file; its links lead to the service at that address, which ends with a slash."""

    def address(path: str) -> str:
        return f"{service}{path.removeprefix('/')}"

    view = View(next(iter(LANGUAGES)))
    style = Markup("\n".join((STATIC / sheet).read_text(encoding="utf-8") for sheet in _SHEETS))  # noqa: S704 (our own)
    values = page_values(dossier, view.language, address)
    return render(
        environment,
        view,
        release,
        "dossier.html",
        layout="document.html",
        alone=True,
        style=style,
        parts=_parts(dossier),
        **values,
    )


def page_values(
    dossier: Dossier | Overview,
    language: str,
    address: Address,
    chinese: ChineseNames = _NONE,
    *,
    written: Written | None = None,
) -> dict[str, Any]:
    """What the templates of a dossier are given: the dossier, and how they name and link things."""
    values = link_values(names_by_slug(dossier.names), language, address, chinese)
    places = {p.code: p for p in (*dossier.measures, *dossier.statements)}

    def done_in(sentence: DossierSentence) -> Sequence[str]:
        held = {mention.qualifier for mention in sentence.mentions}
        scheme = "actions" if dossier.kind == "instrument" else "roles"
        return [values["called"](scheme, tally.slug) for tally in dossier.qualifiers if tally.slug in held]

    @cache  # of this page: findings and links name the same places again and again
    def code(provision: str, sentence: str | None = None) -> Markup:
        """A code that leads to its place in the text; that of a measure of which nothing is shown, to its page."""
        found, path = places.get(provision), address(f"/id/plan/{dossier.plan}/measure/{provision}")
        if found:
            path = values["read"](found.plan, found.section or found.chapter, sentence or provision)
        return Markup(f'<a class="code" href="{escape(path)}">{escape(sentence or provision)}</a>')  # noqa: S704

    path = f"/dossier/{dossier.kind}/{dossier.slug}"
    used = {name: values[name] for name in ("called", "both", "shared", "read", "to")}
    words = words_of(language)
    comma, colon = (str(words(f"dossier.{sign}")) for sign in ("comma", "colon"))
    used |= {"code": code, "done_in": done_in, "entity_of": _entity_of, "written": {} if written is None else written}
    lists = Lists(words, comma, colon, dossier.label, **used)
    return {**values, "d": dossier, "code": code, "lists": lists, "dossier_path": path}


def link_values(names: Names, language: str, address: Address, chinese: ChineseNames = _NONE) -> dict[str, Any]:
    """How templates name and link what they show."""
    labels = Labels(language)

    def read(plan: str, part: str, place: str | None = None) -> str:
        return address(f"/read/{plan}/{part}{f'#{place}' if place else ''}")

    return {
        "at": at,
        "both": lambda thing: _both(thing, language),
        "by_label": lambda label: _in(language, label, [label], chinese),
        "called": lambda scheme, slug: _called(names, language, scheme, slug),
        "counterpart": lambda mapping: _counterpart(mapping, address),
        "naming": lambda thing: labels(_names(thing)),
        "object_name": lambda mapping: _in(language, mapping.object_label, [mapping.object], chinese),
        "shared": lambda reason: _in(language, reason.label, shared_iris(_THINGS, reason), chinese),
        "subject_name": lambda mapping: _in(language, mapping.subject_label, [subject_iri(_THINGS, mapping)], chinese),
        "of_what": of_what,
        "place": place,
        "read": read,
        "things": _THINGS,
        "to": lambda iri: _to(iri, address),
    }


def _parts(dossier: Dossier) -> list[str]:
    return [name for name in _PARTS if _holds(dossier, name)]


def _holds(dossier: Dossier, part: str) -> bool:
    """Whether a part of the page says anything; gaps and the citation always do."""
    if part == "place":
        return len(dossier.hierarchy) > 1 or bool(dossier.sections)
    return part in ("gaps", "citation") or bool(getattr(dossier, "mappings" if part == "crosswalk" else part))


def _called(names: Names, language: str, scheme: str, slug: str | None) -> str:
    """What a slug is called in a language. One without a name stands for itself, but a kind has one or is another's."""
    found = names.get((scheme, slug or ""))
    if found is None:
        return "" if scheme.endswith("-kinds") else slug or ""
    return found.label_zh if language == "zh-Hans" else found.label


def _names(thing: Any) -> Mapping[str, str]:
    if isinstance(thing, dict):
        return {"label": thing["label"], "label_zh": thing["label_zh"] or ""}
    return {"label": thing.label, "label_zh": thing.label_zh or ""}


def _both(thing: Any, language: str) -> Markup:
    """Both names, each marked with its language; that in the language of the page comes first."""
    names = _names(thing)
    pairs = [(tag, names[field]) for field, tag in (("label", "en"), ("label_zh", "zh-Hans")) if names[field]]
    first, *others = sorted(pairs, key=lambda pair: pair[0] != language)
    other = "".join(f' <bdi class="second" lang="{tag}">{escape(name)}</bdi>' for tag, name in others)
    return Markup(f'<bdi lang="{first[0]}">{escape(first[1])}</bdi>{other}')  # noqa: S704 (escaped here)


def place(of: Any) -> Markup:
    """Where in the source something stands."""
    return place_of(of["start"], of["end"]) if isinstance(of, dict) else place_of(of.start, of.end)


def _in(language: str, label: str, iris: Sequence[str], chinese: ChineseNames) -> Markup:
    """A name in the language of a page: where that is Chinese, the Chinese names of what it names, if all are there."""
    known = [chinese[iri] for iri in iris if iri in chinese]
    whole = "：".join(known) if len(known) == len(iris) else ""
    return Labels(language)({"label": label, "label_zh": whole})


def _entity_of(mention: DossierMention) -> str:
    """The IRI of what a mention names."""
    return f"{_THINGS}{_TYPES.get(mention.type, mention.type)}/{mention.entity}"


def _to(iri: str, address: Address) -> str:
    """Where an IRI leads: one of ours to the service, another to the web, anything else nowhere."""
    if iri.startswith(BASE):
        return address(f"/{iri.removeprefix(BASE)}")
    return iri if iri.startswith(("https://", "http://")) else "#"


def _counterpart(mapping: MappingItem, address: Address) -> str:
    """Where what a mapping leads to has its page: here, or where its publisher has it."""
    if mapping.object_kind in ("goal-target", "sdg-indicator"):
        return address(f"/sdg/{mapping.object_number}")
    return _to(mapping.object, address)
