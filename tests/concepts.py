"""Builders of concepts and vocabularies for tests."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Graph

from graph.config import Config
from graph.vocabulary import Concept, Vocabulary


def concept(
    slug: str,
    label: str | None = None,
    *,
    scheme: str = "groups",
    alternative: tuple[str, ...] = (),
    hidden: tuple[str, ...] = (),
    negative: tuple[str, ...] = (),
    broader: tuple[str, ...] = (),
    **properties: str,
) -> Concept:
    """A concept whose label is its slug in words unless another is given."""
    return Concept(
        iri=f"{Config().base}id/{scheme.removesuffix('s')}/{slug}",
        scheme=scheme,
        slug=slug,
        label=label or slug.replace("-", " "),
        chinese="标签",
        chinese_status="translated",
        definition="Something.",
        chinese_definition="某物。",
        alternative=alternative,
        hidden=hidden,
        negative=negative,
        broader=broader,
        properties={name: (value,) for name, value in properties.items()},
    )


def vocabulary(*concepts: Concept) -> Vocabulary:
    """A vocabulary of these concepts, without a graph behind it."""
    return Vocabulary(_by_scheme(concepts), Graph())


def _by_scheme(concepts: Iterable[Concept]) -> dict[str, dict[str, Concept]]:
    schemes: dict[str, dict[str, Concept]] = {}
    for item in concepts:
        schemes.setdefault(item.scheme, {})[item.slug] = item
    return schemes
