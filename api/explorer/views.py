"""How a page is to be shown: in which language, and at which address, so that its links stay in that language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote, quote_plus

from fastapi import Request

from api.explorer.navigation import Navigation
from api.explorer.words import LANGUAGES, accepted_language

PARAMETER = "lang"
_PROGRAMS = "/api/"

_WORD = re.compile(r"[A-Za-z0-9._-]*")
_PLAIN = re.compile(r"/[A-Za-z0-9/._-]*(#[A-Za-z0-9._-]+)?")

Language = Literal["en", "zh-Hans"]
"""The same as the languages that there are words for, as the type of a parameter."""


@dataclass(frozen=True, slots=True)
class View:
    """The language of a page, whether its address says so, its path and query without that, and the doors beside it."""

    language: str
    chosen: bool = False
    path: str = "/"
    query: tuple[tuple[str, str], ...] = ()
    navigation: Navigation = field(default_factory=Navigation)

    def link(self, path: str, **query: object) -> str:
        """The address of another page, in the language that was chosen, if any; parameters that are None fall away.

        The JSON interface speaks no language, and takes no such parameter.

        ``path`` is encoded here; it may end with ``#`` and the name of a place on the page.
        """
        if not query and not self.chosen and _PLAIN.fullmatch(path):
            return path  # as most links are
        before, hash_, place = path.partition("#")
        pairs = [(name, str(value)) for name, given in query.items() for value in _several(given)]
        kept = [(PARAMETER, self.language)] if self.chosen and not path.startswith(_PROGRAMS) else []
        return _address(quote(before, safe="/:@!$&'()*,;=~"), [*pairs, *kept]) + (hash_ and f"#{quote(place)}")

    @property
    def address(self) -> str:
        """The address of this page."""
        kept = [(PARAMETER, self.language)] if self.chosen else []
        return _address(quote(self.path, safe="/:@!$&'()*,;=~"), [*self.query, *kept])

    def switched(self, language: str) -> str:
        """The address of this page in a language."""
        return _address(quote(self.path, safe="/:@!$&'()*,;=~"), [*self.query, (PARAMETER, language)])


def view_of(request: Request) -> View:
    """The language that ``?lang=`` names, or else the one that the browser prefers."""
    asked = request.query_params.get(PARAMETER)
    chosen = asked in LANGUAGES
    language = asked if asked and chosen else accepted_language(request.headers.get("accept-language"))
    query = tuple((name, value) for name, value in request.query_params.multi_items() if name != PARAMETER)
    return View(language, chosen, request.url.path, query, request.app.state.navigation)


def _address(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    query = "&".join(f"{_encoded(name)}={_encoded(value)}" for name, value in pairs)
    return f"{path}?{query}" if query else path


def _encoded(text: str) -> str:
    return text if _WORD.fullmatch(text) else quote_plus(text)


def _several(given: object) -> Iterable[object]:
    if given is None:
        return ()
    return given if isinstance(given, list | tuple) else (given,)
