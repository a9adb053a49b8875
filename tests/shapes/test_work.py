"""What a validation costs grows with the plans, not with their square.

rdflib joins two groups of a query by looking up what the first found; three groups in a row it
pairs each with each. Work is counted in triples read from the store, so that no clock is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue, Expr
from rdflib.plugins.stores.memory import Memory

from graph.config import Config
from graph.validation.checking import load_shapes, validate
from graph.vocabulary import read_turtle

FOLDER = Path(__file__).parent
TOPICS = tuple(sorted({path.stem for path in Config().shapes.glob("*.ttl")} - {"audit"}))
SHAPES = load_shapes(Config(), *TOPICS)
QUERIES = {str(shape).rsplit("/", 1)[-1]: shape for shape in SHAPES.subjects(SH.sparql)}


class CountingStore(Memory):
    """A store that counts the triples that it hands out."""

    def __init__(self) -> None:
        super().__init__()
        self.read = 0

    def triples(self, *arguments: Any, **options: Any) -> Iterator[Any]:
        for triple in super().triples(*arguments, **options):
            self.read += 1
            yield triple


@cache
def plans(count: int) -> tuple[Graph, CountingStore]:
    """The small plan of the examples, some number of times under other names, with one ontology and vocabulary."""
    config, store = Config(), CountingStore()
    data = Graph(store=store)
    data += read_turtle(sorted(config.ontology.glob("*.ttl")), config)
    base = (FOLDER / "base.ttl").read_text(encoding="utf-8")
    for number in range(count):
        data.parse(data=base.replace("id/plan/x", f"id/plan/x{number}").replace("plans:x ", f"plans:x{number} "))
    return data, store


def work(shape: Any, count: int) -> int:
    """The triples read to check one shape in some number of plans."""
    alone = Graph() + SHAPES
    for target in (SH.targetClass, SH.targetNode):
        for other in set(alone.subjects(target)) - {shape}:
            alone.remove((other, target, None))
    data, store = plans(count)
    before = store.read
    validate(data, alone)
    return store.read - before


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_the_work_of_a_query_grows_with_the_number_of_plans(name: str) -> None:
    two, four, eight = (work(QUERIES[name], count) for count in (2, 4, 8))
    assert eight - four <= 2.2 * (four - two) + 10


def test_the_copies_are_plans_of_their_own() -> None:
    data, _ = plans(2)
    assert len(set(data.subjects(RDF.type, URIRef("https://w3id.org/hrap/ontology#Plan")))) == 2


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_a_query_has_no_more_groups_in_a_row_than_an_engine_joins_one_by_one(name: str) -> None:
    text = SHAPES.value(SHAPES.value(QUERIES[name], SH.sparql), SH.select)
    names = {
        str(SHAPES.value(node, SH.prefix)): SHAPES.value(node, SH.namespace)
        for node in SHAPES.objects(None, SH.declare)
    }
    joins = list(_joins(prepareQuery(str(text), initNs=names).algebra))
    assert not [join for join in joins if not join.get("lazy")]


@pytest.mark.parametrize("name", sorted(set(QUERIES) - {"plan-period"}))
def test_a_query_runs_once_whatever_the_number_of_plans_and_schemes(name: str) -> None:
    assert set(SHAPES.objects(QUERIES[name], SH.targetNode)) == {URIRef("https://w3id.org/hrap/id/dataset")}
    assert (QUERIES[name], SH.targetClass, None) not in SHAPES


def _joins(part: Any) -> Iterator[CompValue]:
    if isinstance(part, CompValue | Expr):
        if part.name == "Join":
            yield part
        for value in part.values():
            yield from _joins(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _joins(value)
