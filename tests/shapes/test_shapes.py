"""Every shape has an example that passes and one that fails.

``<shape>_pass.ttl`` and ``<shape>_fail.ttl`` stand beside this file. Each is read together with the
ontology and with ``base.ttl``, a small graph that breaks nothing. A passing example meets its shape.
A failing one is checked against all shapes, and says what it breaks:

    ex:mention test:breaks shape:mention-quote , shape:mention-start .

and it must break exactly that, at exactly these nodes. What is marked belongs to the shape that the
file is named for: the shape itself, or its property shapes, all of which must be marked.

The ledger accounts for every part of a text. Examples of other shapes need not: what their ledger
lacks is added to it when they are read. Parts follow each other without a gap and are not empty;
examples of other shapes may show one part alone, and are not checked for that. An example with
parts past the end of the small text has two more measures there (``MORE_TEXT``).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from graph.config import Config
from graph.names import Names
from graph.validation.checking import load_shapes, validate
from graph.vocabulary import read_turtle

FOLDER = Path(__file__).parent
TEST = Namespace("https://w3id.org/hrap/test#")
PREFIX = "https://w3id.org/hrap/id/shape/"
FAILING = sorted(path.stem.removesuffix("_fail") for path in FOLDER.glob("*_fail.ttl"))
PASSING = sorted(path.stem.removesuffix("_pass") for path in FOLDER.glob("*_pass.ttl"))
TOPICS = tuple(sorted({path.stem for path in Config().shapes.glob("*.ttl")} - {"audit"}))
"""What must hold of the data; a shape that judges the plan itself is none of them."""
WHOLE = ("parts-complete", "parts-contiguous")
"""The shapes of the whole tree."""
MORE_TEXT = """
– Safe water. Water will be clean. Wells will be dug.

– Good food. Food will be safe.
"""
TEXT_CLASSES = ("Measure", "Statement", "Paragraph", "Heading", "Commitment", "Note")


@cache
def shapes() -> Graph:
    return load_shapes(Config(), *TOPICS)


@cache
def surroundings() -> Graph:
    config = Config()
    return read_turtle([*sorted(config.ontology.glob("*.ttl")), FOLDER / "base.ttl"], config)


def shape_alone(name: str) -> Graph:
    """The shapes, of which only one has a target."""
    alone = Graph() + shapes()
    for target in (SH.targetClass, SH.targetNode):
        for shape in set(alone.subjects(target)) - {URIRef(PREFIX + name)}:
            alone.remove((shape, target, None))
    return alone


def node_shapes() -> set[str]:
    return {str(node).removeprefix(PREFIX) for node in shapes().subjects(RDF.type, SH.NodeShape)}


def example(name: str) -> tuple[Graph, set[tuple[str, str]]]:
    """An example in its surroundings, and what it says it breaks: pairs of node and shape."""
    graph = Graph().parse(FOLDER / f"{name}.ttl")
    marks = {(str(node), str(shape)) for node, shape in graph.subject_objects(TEST.breaks)}
    graph.remove((None, TEST.breaks, None))
    data = with_more_text(graph, graph + surroundings())
    return data if name.rpartition("_")[0] in ledger_shapes() else accounted(data), marks


def with_more_text(example: Graph, data: Graph) -> Graph:
    """The data with a longer source text, where the example goes past the end of the small one."""
    own, file = Names().own, Names().thing("plan", "x", "text")
    ((_, _, text),) = surroundings().triples((file, own("text"), None))
    if any(int(str(end)) > len(str(text)) for end in example.objects(None, own("end"))):
        data.set((file, own("text"), Literal(f"{text}{MORE_TEXT}")))
    return data


@cache
def ledger_shapes() -> set[str]:
    alone = load_shapes(Config(), "coverage")
    return {str(node).removeprefix(PREFIX) for node in alone.subjects(RDF.type, SH.NodeShape)}


def accounted(graph: Graph) -> Graph:
    """The graph with a ledger entry for each provision, sentence and number that has none."""
    own = Names().own
    parts = {part for name in TEXT_CLASSES for part in graph.subjects(RDF.type, own(name))}
    numbers = {node for kind in ("quantity", "number") for node in graph.subjects(own("mentionType"), Literal(kind))}
    for i, part in enumerate(sorted(parts - set(graph.objects(None, own("accountsFor"))))):
        add_entry(graph, TEST[f"part-{i}"], "sentence", own("accountsFor"), part)
        graph.add((TEST[f"part-{i}"], own("listedFor"), Names().concept("ledger-reason", "heading")))
    for i, number in enumerate(sorted(numbers)):
        add_entry(graph, TEST[f"number-{i}"], "number", own("tiedBy"), number)
    return graph


def add_entry(graph: Graph, entry: URIRef, kind: str, link: URIRef, part: Node) -> None:
    names = Names()
    status = "tied" if kind == "number" else "listed"
    graph.add((entry, RDF.type, names.own("LedgerEntry")))
    graph.add((entry, names.own("ledgerKind"), Literal(kind)))
    graph.add((entry, names.own("ledgerStatus"), Literal(status)))
    graph.add((entry, names.own("inProvision"), names.thing("plan", "x", "measure", "1.1.1")))
    graph.add((entry, names.own("inPlan"), names.thing("plan", "x")))
    graph.add((entry, link, part))


def test_every_shape_has_both_examples() -> None:
    assert set(FAILING) == node_shapes()
    assert set(PASSING) == node_shapes()


def test_the_surroundings_break_nothing() -> None:
    assert validate(surroundings(), shapes()).results == ()


@pytest.mark.parametrize("name", PASSING)
def test_the_passing_example_meets_its_shape(name: str) -> None:
    data, marks = example(f"{name}_pass")
    assert not marks
    assert validate(data, shape_alone(name)).results == ()


@pytest.mark.parametrize("name", FAILING)
def test_the_failing_example_breaks_exactly_the_shape_that_it_is_named_for(name: str) -> None:
    data, marks = example(f"{name}_fail")
    properties = {str(shape) for shape in shapes().objects(URIRef(PREFIX + name), SH.property)}
    assert {shape for _, shape in marks} == (properties or {PREFIX + name})
    others = set() if name in WHOLE else {PREFIX + whole for whole in WHOLE}
    found = {(result.about, result.shape) for result in validate(data, shapes()).results}
    assert {(about, shape) for about, shape in found if shape not in others} == marks


def test_every_shape_of_every_file_has_a_name_a_message_and_a_severity() -> None:
    every = load_shapes(Config(), *TOPICS, "audit")
    named = {node for kind in (SH.NodeShape, SH.PropertyShape) for node in every.subjects(RDF.type, kind)}
    targeted = {node for kind in (SH.targetClass, SH.targetNode, SH.target) for node in every.subjects(kind)}
    assert {*targeted, *every.objects(None, SH.property), *every.subjects(SH.sparql)} <= named
    for shape in named:
        assert isinstance(shape, URIRef)
        assert str(shape).startswith(PREFIX)
        assert len(list(every.objects(shape, SH.message))) == 1
        assert every.value(shape, SH.severity) in {SH.Violation, SH.Warning, SH.Info}


def test_no_property_shape_is_anonymous() -> None:
    for shape in shapes().objects(None, SH.property):
        assert isinstance(shape, URIRef)
        assert (shape, RDF.type, SH.PropertyShape) in shapes()
