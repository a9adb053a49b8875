"""Pages from templates: autoescaped, in the reader's language, with nothing from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from api.assets import read_assets
from api.explorer.translated import translated
from api.explorer.views import PARAMETER, View, view_of
from api.explorer.words import LANGUAGES, compact, grouped, words_of
from api.policy import content_security_policy
from api.representations import Body, has
from api.templating import RowsFirst
from graph.sparql.prefixes import PREFIXES

if TYPE_CHECKING:
    from api.service import Service
    from graph.release import Release

TEMPLATES = Path(__file__).with_name("templates")
VARY = "Accept-Language"


@cache
def page_environment() -> Environment:
    """The templates, compiled once a process, with escaping always on; an unknown name in one is an error."""
    loader = FileSystemLoader(TEMPLATES)
    environment = RowsFirst(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    assets = read_assets()
    environment.globals |= {"asset": assets.url, "script": assets.script, "languages": LANGUAGES, "lang": PARAMETER}
    environment.filters["code"] = _with_code
    environment.filters["grouped"] = grouped
    environment.filters["amount"] = _amount
    environment.globals["compact"] = compact
    environment.filters["variables"] = _with_variables
    environment.filters["term"] = _term
    environment.filters["percent"] = "{:.0%}".format
    environment.filters["weight"] = "{:g}".format
    return environment


def ready_environment() -> Environment:
    """The templates, each compiled, and the words that they speak with read, so that the first reader does not wait."""
    environment = page_environment()
    for name in environment.list_templates():
        environment.get_template(name)
    for language in LANGUAGES:
        words_of(language)
        translated(language)
    return environment


def page(service: Service, request: Request, template: str, *, images: tuple[str, ...] = (), **values: Any) -> Response:
    """A template as a response in the reader's language; ``images`` are further sources of pictures (see policy)."""
    view = view_of(request)
    return _answer(request, view, _body(service, view, template, **values), images)


def kept_page(service: Service, request: Request, template: str, values: Callable[[], Mapping[str, Any]]) -> Response:
    """The same for a page that depends on the release and the language alone: it is made once for each."""
    view = replace(view_of(request), query=())
    if (template, view) not in service.kept:
        service.kept[template, view] = _body(service, view, template, **values())
    return _answer(request, view, service.kept[template, view], ())


def _body(service: Service, view: View, template: str, **values: Any) -> Body:
    href = partial(_href, view, service.things.local)
    text = render(service.pages, view, service.release, template, href=href, **values)
    return Body(text.encode("utf-8", "replace"))


def page_response(request: Request, view: View, text: str, images: tuple[str, ...] = ()) -> Response:
    """The text of a page as a response; one that the browser has is not sent again."""
    return _answer(request, view, Body(text.encode("utf-8", "replace")), images)


def _answer(request: Request, view: View, body: Body, images: tuple[str, ...]) -> Response:
    headers = {"Vary": VARY, "Content-Language": view.language, "Cache-Control": "public, no-cache", "ETag": body.tag}
    if images:
        headers["Content-Security-Policy"] = content_security_policy(*images)
    if has(request, body.tag):
        return Response(status_code=304, headers=headers)
    return HTMLResponse(body.data, headers=headers)


def render(environment: Environment, view: View, release: Release, template: str, **values: Any) -> str:
    """A template as text. It knows how to speak (``t``, ``say``, ``label``), ``link``, ``view`` and ``release``."""
    own: dict[str, Any] = {
        "t": words_of(view.language),
        "link": view.link,
        "label": Labels(view.language),
        "view": view,
    }
    own["say"] = translated(view.language)
    return environment.get_template(template).render(**own, release=release, **values)


def _href(view: View, local: Callable[[str], str | None], iri: str) -> Markup:
    """The attribute that makes a link to what an IRI names; nothing where it leads nowhere that is safe to go."""
    path = local(iri)
    address = view.link(path) if path and path.startswith("/") else path
    return Markup(f' href="{escape(address)}"') if address else Markup("")  # noqa: S704 (escaped here)


class Labels:
    """Names things of the graph in the language of the page, or in the other one where they have no such name."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._order = (("label_zh", "zh-Hans"), ("label", "en"))[:: 1 if language == "zh-Hans" else -1]

    def __call__(self, thing: Mapping[str, Any]) -> Markup:
        """The name as an isolated text, marked with its language where that is not the language of the page."""
        for field, language in self._order:
            if name := thing.get(field):
                tag = "" if language == self._language else f' lang="{language}"'
                return Markup(f"<bdi{tag}>{escape(name)}</bdi>")  # noqa: S704 (escaped here, in a tenth of the time)
        return Markup("")

    def definition(self, thing: Mapping[str, Any]) -> Markup:
        """What it stands for, marked likewise."""
        definitions = {"label": thing.get("definition"), "label_zh": thing.get("definition_zh")}
        return self(definitions)

    def plain(self, thing: Mapping[str, Any]) -> str:
        """The name without any mark, for a title or an attribute."""
        return next((str(thing[field]) for field, _ in self._order if thing.get(field)), "")


def _with_code(text: str) -> Markup:
    """Text in which `backticks` mark code."""
    parts = [escape(part) for part in text.split("`")]
    marked = (Markup("<code>{}</code>").format(part) if i % 2 else part for i, part in enumerate(parts))
    return Markup("").join(marked)


def _with_variables(text: str) -> Markup:
    """A message of a shape, in which {?name} stands for what a query finds."""
    parts = re.split(r"\{\?(\w+)\}", text)
    marked = (Markup("<var>{}</var>").format(part) if i % 2 else escape(part) for i, part in enumerate(parts))
    return Markup("").join(marked)


def _amount(value: float) -> str:
    """A number as it is written in a text: thousands set apart, and the decimals that it has."""
    whole, point, decimals = f"{Decimal(repr(value)):f}".partition(".")
    decimals = decimals.rstrip("0")
    return f"{grouped(int(whole))}{point}{decimals}" if decimals else grouped(int(whole))


def _term(iri: str) -> str:
    """An IRI by its prefix and local name, where its prefix is known."""
    known = ((prefix, namespace) for prefix, namespace in PREFIXES.items() if iri.startswith(namespace))
    prefix, namespace = max(known, key=lambda pair: len(pair[1]), default=("", ""))
    return f"{prefix}:{iri.removeprefix(namespace)}" if prefix else iri
