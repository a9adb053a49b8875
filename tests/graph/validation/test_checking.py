"""What a validation says, and how: its report, its errors, its speed."""

from __future__ import annotations

import socket
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import OWL, RDF, SH

from graph.config import DEFAULT_BASE, Config
from graph.errors import ShapeError, ValidationError
from graph.names import Names
from graph.validation.checking import load_shapes, require_conformity, validate
from graph.validation.results import ValidationReport, report_graph
from graph.vocabulary import read_turtle

HRAP = Namespace(f"{DEFAULT_BASE}ontology#")
EX = Namespace("https://example.org/")
EXAMPLES = Path(__file__).parents[2] / "shapes"

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shape: <https://w3id.org/hrap/id/shape/> .
@prefix hrap: <https://w3id.org/hrap/ontology#> .

shape:fact a sh:NodeShape ; sh:targetClass hrap:Fact ; sh:property shape:fact-value , shape:fact-unit .
shape:fact-value a sh:PropertyShape ; sh:path hrap:value ; sh:maxCount 1 ; sh:minInclusive 0 ;
    sh:severity sh:Violation ; sh:message "Give one value that is not negative."@en .
shape:fact-unit a sh:PropertyShape ; sh:path hrap:unit ; sh:minCount 1 ;
    sh:severity sh:Warning ; sh:message "Give the unit."@en .
"""


def fact(name: str, *values: int) -> Graph:
    """A fact without a unit, with some values, that rests on a mention of its own."""
    graph = Graph()
    graph.add((EX[name], RDF.type, HRAP.Fact))
    graph.add((EX[name], HRAP.evidence, EX[f"{name}-mention"]))
    graph.add((EX[f"{name}-mention"], HRAP.quote, Literal(f"the words of {name}", lang="en")))
    for value in values:
        graph.add((EX[name], HRAP.value, Literal(value)))
    return graph


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(data=SHAPES, format="turtle")


def test_a_result_names_shape_node_property_value_message_and_quote(shapes: Graph) -> None:
    (result,) = validate(fact("a", -1), shapes).violations
    assert result.shape == f"{DEFAULT_BASE}id/shape/fact-value"
    assert (result.focus, result.path, result.value) == (str(EX.a), str(HRAP.value), "-1")
    assert result.about == result.focus
    assert result.message == "Give one value that is not negative."
    assert result.quote == "the words of a"


def test_only_violations_break_conformity(shapes: Graph) -> None:
    report = validate(fact("a", 1), shapes)
    assert report.conforms
    assert [result.severity for result in report.results] == ["Warning"]
    require_conformity(report)


def test_results_are_sorted_with_the_gravest_first(shapes: Graph) -> None:
    report = validate(fact("b", -1) + fact("a", -2), shapes)
    assert [(r.severity, r.focus) for r in report.results] == [
        ("Violation", str(EX.a)),
        ("Violation", str(EX.b)),
        ("Warning", str(EX.a)),
        ("Warning", str(EX.b)),
    ]


def test_a_report_cannot_be_altered(shapes: Graph) -> None:
    report = validate(fact("a", -1), shapes)
    with pytest.raises(FrozenInstanceError):
        report.results = ()  # type: ignore[misc]


def test_validation_leaves_the_data_as_it_was(shapes: Graph) -> None:
    data = fact("a", -1)
    before = set(data)
    validate(data, shapes)
    assert set(data) == before


def test_a_query_over_a_whole_graph_is_about_the_node_that_is_wrong() -> None:
    data = read_turtle([EXAMPLES / "base.ttl", EXAMPLES / "quote-equals-source_fail.ttl"], Config())
    results = validate(data, load_shapes(Config(), "prefixes", "evidence", "mentions")).violations
    (result,) = [result for result in results if result.shape.endswith("/quote-equals-source")]
    assert result.about == str(EX.mention)
    assert result.focus == f"{DEFAULT_BASE}id/dataset"
    assert result.quote == "women"
    assert "women" in result.message


def test_the_error_names_the_triple_the_quote_and_the_remedy(shapes: Graph) -> None:
    with pytest.raises(ValidationError) as caught:
        require_conformity(validate(fact("a", -1), shapes))
    message = str(caught.value)
    assert f"<{EX.a}> <{HRAP.value}> -1" in message
    assert "the words of a" in message
    assert "Give one value that is not negative." in message


def test_the_error_shows_the_first_violations_and_counts_the_rest(shapes: Graph) -> None:
    data = Graph()
    for number in range(9):
        data += fact(f"f{number}", -1)
    with pytest.raises(ValidationError, match=r"9 times[\s\S]*And 4 more"):
        require_conformity(validate(data, shapes))


def test_the_report_serialises_alike_whatever_the_order_of_the_data(shapes: Graph) -> None:
    one = report_graph(validate(fact("a", -1, 2) + fact("b", -3), shapes))
    other = report_graph(validate(fact("b", -3) + fact("a", 2, -1), shapes))
    assert one.serialize(format="turtle") == other.serialize(format="turtle")
    assert all(isinstance(node, URIRef) for node in one.subjects())


def test_the_report_graph_says_whether_the_data_conforms(shapes: Graph) -> None:
    for report, conforms in ((validate(fact("a", 1), shapes), True), (validate(fact("a", -1), shapes), False)):
        graph = report_graph(report)
        assert graph.value(predicate=RDF.type, object=SH.ValidationReport) is not None
        assert [bool(value) for value in graph.objects(None, SH.conforms)] == [conforms]
        assert len(list(graph.objects(None, SH.result))) == len(report.results)


def test_an_empty_report_conforms() -> None:
    assert ValidationReport(()).conforms


def test_the_report_uses_the_base_it_is_given(shapes: Graph) -> None:
    graph = report_graph(validate(fact("a", -1), shapes), Names("https://mirror.example/"))
    assert any(str(node).startswith("https://mirror.example/id/validation/") for node in graph.subjects())


def test_shapes_are_read_under_the_base_of_the_configuration() -> None:
    shapes = load_shapes(Config(base="https://mirror.example/"), "evidence", "mentions")
    assert (None, SH.targetClass, URIRef("https://mirror.example/ontology#Mention")) in shapes
    assert DEFAULT_BASE not in shapes.serialize(format="nt")


def test_a_shapes_file_that_is_not_turtle_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("@prefix ex: <https://example.org/> .\n\nex:a ex:b [ .\n", encoding="utf-8")
    with pytest.raises(ShapeError, match=r"broken\.ttl, line 3: not valid Turtle"):
        load_shapes(Config(shapes=tmp_path))


@pytest.mark.parametrize("topics", [(), ("no-such-topic",)])
def test_missing_shapes_are_an_error(tmp_path: Path, topics: tuple[str, ...]) -> None:
    with pytest.raises(ShapeError, match="is not there"):
        load_shapes(Config(shapes=tmp_path), *topics)


def test_shapes_that_are_no_shacl_are_an_error() -> None:
    shapes = Graph().parse(data=SHAPES.replace("sh:maxCount 1", 'sh:maxCount "many"'), format="turtle")
    with pytest.raises(ShapeError, match="cannot be applied"):
        validate(fact("a", 1), shapes)


def test_nothing_is_fetched(shapes: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a validation opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    data = fact("a", 1)
    data.add((EX.ontology, RDF.type, OWL.Ontology))
    data.add((EX.ontology, OWL.imports, URIRef("http://localhost:9/ontology")))
    assert validate(data, shapes).conforms
