"""A report for a reader: grouped, counted, and complete where a program reads it."""

from __future__ import annotations

import csv
import io
import json

from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.namespace import SH

from graph.validation.checking import looked_at
from graph.validation.reports import report_csv, report_json, report_text
from graph.validation.results import ValidationReport, ValidationResult, report_graph


def result(shape: str, about: str, severity: str = "Violation") -> ValidationResult:
    return ValidationResult(severity, f"https://x/shape/{shape}", about, "", "", "Mend it.", "", about)  # type: ignore[arg-type]


MANY = ValidationReport(
    (*(result("a", f"https://x/{i:04}") for i in range(2000)), result("b", "https://x/z", "Warning"))
)


def test_the_text_has_each_shape_once_with_its_count_and_its_first_places() -> None:
    text = report_text(MANY)
    assert len(text.splitlines()) < 10
    assert "Violation: a, 2000 times" in text
    assert "and 1997 more" in text
    assert "Warning: b, 1 times" in text
    assert text.endswith("does not conform: 2001 results\n")


def test_tables_and_programs_get_every_result() -> None:
    assert len(list(csv.DictReader(io.StringIO(report_csv(MANY))))) == 2001
    content = json.loads(report_json(MANY))
    assert content["conforms"] is False
    assert len(content["results"]) == 2001
    assert content["results"][0]["about"] == "https://x/0000"


def test_a_blank_node_is_a_blank_node_in_the_report() -> None:
    graph = report_graph(ValidationReport((result("a", "_:b1"), result("a", "_:b2"))))
    assert set(graph.objects(None, SH.focusNode)) == {BNode("b1"), BNode("b2")}


def test_nodes_that_shapes_look_at_are_counted_with_those_of_narrower_classes() -> None:
    wide, narrow, rdfs = URIRef("x:wide"), URIRef("x:narrow"), "http://www.w3.org/2000/01/rdf-schema#"
    shapes = Graph().add((URIRef("x:shape"), SH.targetClass, wide))
    data = Graph().add((URIRef("x:a"), RDF.type, narrow)).add((URIRef("x:b"), RDF.type, Literal("other")))
    assert looked_at(data, shapes) == 0
    assert looked_at(data.add((narrow, URIRef(f"{rdfs}subClassOf"), wide)), shapes) == 1
