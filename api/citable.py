"""Addresses whose answers can be cited: which there are, and the one way in which each is written.

The same answer has the same address, whatever the order of its parameters, its format and which defaults are given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode

from fastapi.routing import APIRoute, APIRouter
from pydantic import BaseModel, ValidationError

from api.parameters import JSON_PREFIX, RELEASE, query_model, repeats, values_by_name
from api.problems import BAD_VALUE, CONFLICT, NOT_FOUND, ApiError
from graph.citation.records import Subject

PARAMETER = "of"
EXAMPLE = "/api/v1/links?measure=4.2.5"
_PREFIXES = (JSON_PREFIX, "/dossier/")
_FORM = re.compile(r"(?P<path>/[^?#\s\\]+)(\?(?P<query>[^#\s]*))?")
LONGEST = 4000
_FORMS = frozenset({"format", "lang", RELEASE})
"""Parameters that choose no other answer, but its form or which release may give it, on any path."""
_PAGING = frozenset({"limit", "offset"})
_SAFE = "/:,"


@dataclass(frozen=True, slots=True)
class Address:
    """A path and its parameters."""

    path: str
    pairs: tuple[tuple[str, str], ...]

    @property
    def query(self) -> str:
        return urlencode(self.pairs, safe=_SAFE)

    @property
    def text(self) -> str:
        return f"{quote(self.path, safe=_SAFE)}{'?' if self.pairs else ''}{self.query}"

    @property
    def releases(self) -> list[str]:
        """The releases that it is for."""
        return [value for name, value in self.pairs if name == RELEASE]


@dataclass(frozen=True, slots=True)
class Citable:
    """A path of the service that answers with a JSON document: its pattern, what it answers, and its parameters."""

    pattern: re.Pattern[str]
    words: str
    model: type[BaseModel] | None

    def written(self, address: Address) -> Address:
        """The address as it is written in citations; as it is where its parameters are wrong."""
        pairs = [pair for pair in address.pairs if pair[0] not in _FORMS]
        return Address(address.path, tuple(pairs if self.model is None else _plain(self.model, pairs)))

    def subject(self, address: Address) -> Subject:
        """What is cited where the address is asked."""
        place = self.pattern.fullmatch(address.path)
        about = {**place.groupdict()} if place else {}
        for name, value in address.pairs:
            about[name] = f"{about[name]}, {value}" if name in about else value
        return Subject(self.words, address.text.removeprefix("/"), about, address=address.text)


def citable_paths(routers: Iterable[APIRouter]) -> tuple[Citable, ...]:
    """The paths whose answers can be cited: those of the JSON interface that have a model, and the dossiers."""
    routes = [each for router in routers for each in router.routes if isinstance(each, APIRoute)]
    return tuple(
        Citable(route.path_regex, str(route.summary), query_model(route))
        for route in routes
        if route.include_in_schema and route.response_model and route.path.startswith(_PREFIXES)
    )


def read_address(text: str) -> Address:
    """An address that is to be cited. Raises ApiError for what is none of this service, or lasts too short."""
    if len(text) > LONGEST:
        detail = f"The address has {len(text):,} characters, more than {LONGEST:,}."
        raise ApiError(BAD_VALUE, detail, remedy="Choose by fewer values.", parameter=PARAMETER)
    form = _FORM.fullmatch(text)
    if form is None or not form["path"].startswith(_PREFIXES):
        raise _no_address(text)
    try:
        text.encode()
        path = unquote(form["path"], errors="strict")
        pairs = parse_qsl(form["query"] or "", keep_blank_values=True, errors="strict")
    except UnicodeError as error:
        raise _no_address(text) from error
    if any("\0" in part for part in (path, *chain(*pairs))):
        raise _no_address(text)
    if any(name == "after" for name, _ in pairs):
        detail = "A cursor ends with its release, so what it leads to cannot be cited."
        raise ApiError(CONFLICT, detail, remedy="Say offset= in place of after=.", parameter=PARAMETER)
    return Address(path, tuple(pairs))


def _no_address(text: str) -> ApiError:
    detail = f"{text[:200]!r} is no address of an answer: a path of this service with its parameters."
    return ApiError(BAD_VALUE, detail, remedy=f"Write it as in {EXAMPLE}, without a host.", parameter=PARAMETER)


def find_citable(paths: Iterable[Citable], address: Address) -> Citable:
    """The path of the service that an address is of. Raises ApiError where there is none, or it cannot be cited."""
    found = next((each for each in paths if each.pattern.fullmatch(address.path)), None)
    if found is None:
        remedy = "Cite an address that answers with JSON; a ready question by its own /citation, a query by `query`."
        detail = f"No answer at {address.path[:200]!r} is cited by its address."
        raise ApiError(NOT_FOUND, detail, remedy=remedy, parameter=PARAMETER)
    return found


def _plain(model: type[BaseModel], pairs: Sequence[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """Parameters by name, with the defaults that choose something; of several values each once, sorted."""
    given = values_by_name({name for name, several in repeats(model).items() if several}, pairs)
    try:
        asked = None if given is None else model.model_validate(given)
    except ValidationError:
        asked = None
    if asked is None:
        return pairs
    found = []
    for name, field in model.model_fields.items():
        value, public = getattr(asked, name), field.alias or name
        usual = name in _PAGING and value == field.default
        if not usual and value is not None and public not in _FORMS | getattr(model, "FORM_ONLY", set()):
            found += [(public, text) for text in _texts(public, value)]
    return sorted(found, key=lambda pair: pair[0])


def _texts(name: str, value: Any) -> Sequence[str]:
    """What is written for a value: numbers and truth in one way, whichever was asked by."""
    if isinstance(value, list):
        texts = [str(each) for each in value]
        return texts if name == "sort" else sorted({*texts})
    if isinstance(value, float):
        return [str(value).removesuffix(".0")]
    return [str(value).lower() if isinstance(value, bool) else str(value)]
