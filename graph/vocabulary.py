"""The concept files under ontology/concepts/, read into typed values with their labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS

from graph.config import Config
from graph.errors import VocabularyError
from graph.names import Names


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept with what the matcher and the read model need of it.

    ``properties`` holds the remaining own properties by local name, values as strings
    (slugs where the value is a concept), sorted.
    """

    iri: str
    scheme: str
    slug: str
    label: str
    chinese: str
    chinese_status: str
    definition: str
    chinese_definition: str
    alternative: tuple[str, ...]
    hidden: tuple[str, ...]
    negative: tuple[str, ...]
    broader: tuple[str, ...]
    properties: Mapping[str, tuple[str, ...]]

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label that may match in running text."""
        return (self.label, *self.alternative, *self.hidden)

    def value(self, name: str) -> str | None:
        """The only value of one of its own properties, or None."""
        return next(iter(self.properties.get(name, ())), None)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All concepts, by scheme and slug, and the graph they were read from."""

    schemes: Mapping[str, Mapping[str, Concept]]
    graph: Graph

    def concepts(self, scheme: str) -> tuple[Concept, ...]:
        """The concepts of a scheme in the order of their slugs; none if there is no such scheme."""
        return tuple(self.schemes.get(scheme, {}).values())

    def get(self, scheme: str, slug: str) -> Concept:
        """One concept. Raises VocabularyError where the scheme has none of that slug."""
        try:
            return self.schemes[scheme][slug]
        except KeyError as error:
            raise VocabularyError(
                f"There is no concept {slug!r} in the scheme {scheme!r}.",
                remedy=f"Add it to ontology/concepts/{scheme}.ttl or correct the name.",
            ) from error


def load_vocabulary(config: Config) -> Vocabulary:
    """Read ontology/concepts/*.ttl.

    Raises VocabularyError where a file is not Turtle, a concept lacks a label or scheme, two
    concepts of a scheme share a name, or a broader concept does not exist.
    """
    graph = read_turtle(sorted((config.ontology / "concepts").glob("*.ttl")), config)
    names = Names(config.base)
    concepts = [_concept(graph, subject, names) for subject in sorted(set(graph.subjects(SKOS.inScheme)), key=str)]
    schemes: dict[str, dict[str, Concept]] = {}
    for concept in sorted(concepts, key=lambda c: (c.scheme, c.slug)):
        schemes.setdefault(concept.scheme, {})[concept.slug] = concept
    for scheme, members in schemes.items():
        _check_names_unique(scheme, members.values())
        _check_broader_exists(scheme, members)
    return Vocabulary(schemes, graph)


def read_turtle(files: Iterable[Path], config: Config) -> Graph:
    """One graph of several Turtle files; VocabularyError names the file that does not parse."""
    graph = Graph()
    for path in files:
        try:
            graph.parse(data=config.read(path), format="turtle")
        except Exception as error:  # the parser raises whatever its grammar code meets
            reason = " ".join(str(error).split())[:300]
            raise VocabularyError(f"{path}: not valid Turtle: {reason}.", remedy="Correct that line.") from error
    return graph


def _concept(graph: Graph, node: object, names: Names) -> Concept:
    subject = URIRef(str(node))
    scheme = names.slug(str(graph.value(subject, SKOS.inScheme)))
    chinese_status = graph.value(subject, names.own("chineseLabelStatus"))
    return Concept(
        iri=str(subject),
        scheme=scheme,
        slug=names.slug(str(subject)),
        label=_one_label(graph, subject, "en"),
        chinese=_one_label(graph, subject, "zh-hans"),
        chinese_status=names.slug(str(chinese_status)) if chinese_status else "",
        definition=_definition(graph, subject, "en"),
        chinese_definition=_definition(graph, subject, "zh-hans"),
        alternative=_english(graph, subject, SKOS.altLabel),
        hidden=_english(graph, subject, SKOS.hiddenLabel),
        negative=_english(graph, subject, names.own("negativeLabel")),
        broader=tuple(sorted(names.slug(str(b)) for b in graph.objects(subject, SKOS.broader))),
        properties=_own_properties(graph, subject, names),
    )


def _one_label(graph: Graph, subject: URIRef, language: str) -> str:
    found = [str(o) for o in graph.objects(subject, SKOS.prefLabel) if _language(o) == language]
    if len(found) != 1:
        raise VocabularyError(
            f"{subject} has {len(found)} preferred labels in {language}: {sorted(found)}.",
            remedy="Give each concept exactly one in English and one in simplified Chinese.",
        )
    return found[0]


def _definition(graph: Graph, subject: URIRef, language: str) -> str:
    """The definition in a language; empty where there is none."""
    return next((str(o) for o in graph.objects(subject, SKOS.definition) if _language(o) == language), "")


def _english(graph: Graph, subject: URIRef, predicate: URIRef) -> tuple[str, ...]:
    return tuple(sorted(str(o) for o in graph.objects(subject, predicate) if _language(o) in ("en", "")))


def _language(node: object) -> str:
    return (getattr(node, "language", None) or "").lower()


def _own_properties(graph: Graph, subject: URIRef, names: Names) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for predicate, value in graph.predicate_objects(subject):
        local = names.term(str(predicate)) or ("source" if predicate == DCTERMS.source else None)
        if local and predicate != RDF.type:
            text = names.slug(str(value)) if str(value).startswith(names.things) else str(value)
            found.setdefault(local, []).append(text)
    return {name: tuple(sorted(values)) for name, values in sorted(found.items())}


def _check_names_unique(scheme: str, concepts: Iterable[Concept]) -> None:
    uses = Counter((name.casefold(), c.slug) for c in concepts for name in {c.label, *c.alternative})
    owners: dict[str, set[str]] = {}
    for name, slug in uses:
        owners.setdefault(name, set()).add(slug)
    doubled = {name: sorted(slugs) for name, slugs in owners.items() if len(slugs) > 1}
    if doubled:
        name, slugs = min(doubled.items())
        raise VocabularyError(
            f"ontology/concepts/{scheme}.ttl: the label {name!r} belongs to {' and '.join(slugs)}.",
            remedy="Give each its own label; words that stand for several concepts are hidden labels.",
        )


def _check_broader_exists(scheme: str, members: Mapping[str, Concept]) -> None:
    for concept in members.values():
        for parent in concept.broader:
            if parent not in members:
                raise VocabularyError(
                    f"ontology/concepts/{scheme}.ttl: {concept.slug} names the broader concept {parent}, "
                    "which does not exist.",
                    remedy="Add it or correct the name.",
                )
