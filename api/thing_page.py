"""The page of one thing, from its description as expanded JSON-LD: what is said, in which words, what leads to it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from api.explorer.views import View
from api.pages import render
from graph.sparql.prefixes import KNOWN

if TYPE_CHECKING:
    from api.service import Service
    from api.things import Things

_LONGEST = 2000  # characters of a literal that a page shows
_MOST = 300  # things whose names are asked for
_RDFS, _SKOS = KNOWN["rdfs"], KNOWN["skos"]
_OA = KNOWN["oa"]
_NAMES = (f"{_SKOS}prefLabel", f"{_RDFS}label", f"{KNOWN['dcterms']}title")
_TYPE = f"{KNOWN['rdf']}type"
_PLAIN = f"{KNOWN['xsd']}integer"  # a number speaks for itself
_DEFINITIONS = (f"{_SKOS}definition", f"{_RDFS}comment", f"{KNOWN['dcterms']}description")

Statements = Mapping[str, Mapping[str, Sequence[Any]]]
"""Subject to property to values, each as expanded JSON-LD has it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as a page shows it; ``href`` is where it leads, if anywhere, ``code`` tells that it is an IRI."""

    text: str
    href: str | None = None
    language: str | None = None
    code: bool = False
    cut: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A property with its values."""

    property: Shown
    values: Sequence[Shown]


@dataclass(frozen=True, slots=True)
class Quote:
    """A mention: its words and their place in the text, what it is evidence of, and where it stands."""

    words: str
    start: int
    end: int
    mention: Shown
    provision: Shown | None
    bodies: Sequence[Shown] = field(default_factory=tuple)


def thing_page(service: Service, view: View, name: str, described: bytes, labels: bytes) -> bytes:
    """The page of the thing called ``name``, in UTF-8."""
    reading = _Reading(service.things, view.language, statements(described), statements(labels))
    iri = f"{service.names.things}{name}"
    page = render(
        service.pages,
        view,
        service.release,
        "thing.html",
        name=name,
        iri=iri,
        titles=reading.titles(iri),
        definitions=reading.literals(iri, _DEFINITIONS),
        types=reading.types(iri),
        rows=reading.rows(iri),
        quotes=reading.quotes(iri),
        incoming=reading.incoming(iri),
        json_path=service.things.json_path(name),
    )
    return page.encode("utf-8", "replace")


def statements(jsonld: bytes) -> Statements:
    """What expanded JSON-LD says, by subject; classes stand under rdf:type like any value."""
    found: dict[str, dict[str, list[Any]]] = {}
    for node in json.loads(jsonld or b"[]"):
        said = found.setdefault(node["@id"], {})
        for name, values in node.items():
            if name == "@type":
                said.setdefault(_TYPE, []).extend({"@id": value} for value in values)
            elif name != "@id":
                said.setdefault(name, []).extend(values)
    return MappingProxyType(found)


def unnamed(described: bytes, iri: str) -> list[str]:
    """What points to the thing, and whose name the description does not say; the first of many."""
    said = statements(described)
    others = {subject for subject in said if not any(name in said[subject] for name in _NAMES)}
    return sorted(other for other in others - {iri} if not other.startswith("_:"))[:_MOST]


def label_query(iris: Iterable[str], own: str) -> str:
    """A query for the names of things; ``own`` is the namespace of the ontology."""
    wanted = " ".join(f"<{iri}>" for iri in iris)
    names = " ".join(f"<{name}>" for name in (*_NAMES, *(f"{own}{name}" for name in ("heading", "quote", "code"))))
    return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {wanted} }} VALUES ?p {{ {names} }} ?s ?p ?o }}"


class _Reading:
    """A description, read for a page."""

    def __init__(self, things: Things, language: str, said: Statements, more: Statements) -> None:
        self._things, self._language, self._said, self._more = things, language, said, more
        self._own = things.names.ontology
        self._names = (*_NAMES, f"{self._own}heading", f"{self._own}quote")

    def titles(self, iri: str) -> list[Shown]:
        """What it is called, in the language of the page first; the end of its IRI where it is called nothing."""
        found = self.literals(iri, self._names)
        return sorted(found, key=lambda s: (s.language != self._language, s.language or "")) or [
            Shown(self._tail(iri), code=True)
        ]

    def types(self, iri: str) -> list[Shown]:
        """The classes that it belongs to."""
        return [self.term(value["@id"]) for value in self._said.get(iri, {}).get(_TYPE, ())]

    def rows(self, iri: str) -> list[Row]:
        """What is said of it, except its classes, which are told apart."""
        said = self._said.get(iri, {})
        return [Row(self.term(name), self._values(said[name])) for name in sorted(said) if name != _TYPE]

    def quotes(self, iri: str) -> list[Quote]:
        """The mentions that it rests on, in the order of the text."""
        start, end, quote = (f"{self._own}{name}" for name in ("start", "end", "quote"))
        found = []
        for subject, said in self._said.items():
            if subject != iri and all(name in said for name in (start, end, quote)):
                places = [v["@id"] for v in said.get(f"{self._own}inProvision", ()) if v["@id"] != iri]
                bodies = [self.named(value["@id"]) for value in said.get(f"{_OA}hasBody", ()) if value["@id"] != iri]
                found.append(
                    Quote(
                        words=str(said[quote][0]["@value"]),
                        start=int(said[start][0]["@value"]),
                        end=int(said[end][0]["@value"]),
                        mention=self.named(subject),
                        provision=self.named(places[0]) if places else None,
                        bodies=bodies,
                    )
                )
        return sorted(found, key=lambda q: (q.start, q.end, q.mention.text))

    def incoming(self, iri: str) -> list[Row]:
        """What points to it, by property, except the mentions, which are told as quotes."""
        groups: dict[str, list[Shown]] = {}
        for subject, said in sorted(self._said.items()):
            for name, values in said.items():
                if name != f"{_OA}hasBody" and any(value.get("@id") == iri for value in values):
                    groups.setdefault(name, []).append(self.named(subject))
        return [Row(self.term(name), groups[name]) for name in sorted(groups)]

    def literals(self, iri: str, properties: Iterable[str]) -> list[Shown]:
        """The texts that it has by the first of these properties by which it has any."""
        for name in properties:
            for source in (self._said, self._more):
                if values := source.get(iri, {}).get(name):
                    return [shown for shown in self._values(values) if not shown.href]
        return []

    def term(self, iri: str) -> Shown:
        """A class or property: by its label where it is ours, else by its usual prefix."""
        label = self._things.terms.get(iri, {}).get(self._language)
        return Shown(label or _curie(iri), self._things.local(iri), code=label is None)

    def named(self, iri: str) -> Shown:
        """A thing by its name, the end of its IRI if it has none; before it the code that it has in the plan."""
        found = self.titles(iri)[0]
        code = next(iter(self.literals(iri, [f"{self._own}code"])), None)
        text = f"{code.text} {found.text}" if code and not found.code else found.text
        return Shown(text, self._things.local(iri), found.language, found.code)

    def _values(self, values: Iterable[Any]) -> list[Shown]:
        shown = [self._value(value) for value in values]
        return sorted(shown, key=lambda s: (s.href is None, s.language or "", s.text))

    def _value(self, value: Mapping[str, Any]) -> Shown:
        if "@id" in value:
            return self.named(value["@id"])
        text, cut = _cut(str(value["@value"]))
        kind = value.get("@type", "")
        return Shown(text, None, value.get("@language"), cut=cut, note="" if kind in ("", _PLAIN) else _curie(kind))

    def _tail(self, iri: str) -> str:
        """What an IRI ends with under ours; any other as it stands."""
        return iri.removeprefix(self._things.names.things) if iri.startswith(self._things.names.things) else _curie(iri)


def _cut(text: str) -> tuple[str, int]:
    """A text of bearable length, and how many characters were left out."""
    return text[:_LONGEST], max(len(text) - _LONGEST, 0)


def _curie(iri: str) -> str:
    """An IRI by its usual prefix, where it has one."""
    for prefix, namespace in KNOWN.items():
        if iri.startswith(namespace) and iri != namespace:
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
