"""Pages from templates: autoescaped, without scripts, with nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from graph.sparql.prefixes import PREFIXES

TEMPLATES = Path(__file__).with_name("templates")
STATIC = Path(__file__).with_name("static")


def page_environment() -> Environment:
    """The templates, with escaping always on; an unknown name in one is an error."""
    loader = FileSystemLoader(TEMPLATES)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["code"] = _with_code
    environment.filters["grouped"] = _grouped
    environment.filters["variables"] = _with_variables
    environment.filters["term"] = _term
    return environment


def page(environment: Environment, request: Request, template: str, **values: Any) -> Response:
    """A template as a response."""
    return HTMLResponse(environment.get_template(template).render(request=request, **values))


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


def _term(iri: str) -> str:
    """An IRI by its prefix and local name, where its prefix is known."""
    known = ((prefix, namespace) for prefix, namespace in PREFIXES.items() if iri.startswith(namespace))
    prefix, namespace = max(known, key=lambda pair: len(pair[1]), default=("", ""))
    return f"{prefix}:{iri.removeprefix(namespace)}" if prefix else iri


def _grouped(number: int) -> str:
    """A number with its thousands set apart."""
    return f"{number:,}".replace(",", "\u202f")
