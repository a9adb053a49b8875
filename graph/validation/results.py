"""What a validation found: values, and the RDF in which SHACL describes them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal as OneOf

from rdflib import BNode, Graph, URIRef
from rdflib import Literal as Value
from rdflib.namespace import RDF, SH, XSD
from rdflib.term import Node

from graph.errors import ReleaseError
from graph.names import Names

Severity = OneOf["Violation", "Warning", "Info"]

SEVERITIES: dict[Node | None, Severity] = {SH.Violation: "Violation", SH.Warning: "Warning", SH.Info: "Info"}
_RANKS: tuple[Severity, ...] = ("Violation", "Warning", "Info")


@dataclass(frozen=True, slots=True)
class ValidationResult:
    """One thing that breaks a shape.

    ``shape`` is the shape that it breaks, ``focus`` the node that was looked at, ``path`` the
    property and ``value`` the node that is wrong, both empty where the shape names none. ``quote``
    is what the plan says at the place in question, or empty.
    """

    severity: Severity
    shape: str
    focus: str
    path: str
    value: str
    message: str
    quote: str
    about: str

    @property
    def triple(self) -> str:
        """The statement that is wrong, as far as it is known: subject, property, value."""
        if not self.path:
            return f"<{self.about}>"
        return f"<{self.focus}> <{self.path}> {self.value or '(nothing)'}"


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What a validation found, the gravest first; only violations make it fail."""

    results: tuple[ValidationResult, ...]

    @property
    def conforms(self) -> bool:
        """Whether no shape of severity Violation is broken."""
        return not self.violations

    @property
    def violations(self) -> tuple[ValidationResult, ...]:
        return self.of("Violation")

    def of(self, severity: Severity) -> tuple[ValidationResult, ...]:
        """The results of one severity."""
        return tuple(result for result in self.results if result.severity == severity)


def gravest_first(result: ValidationResult) -> tuple[int, str, str, str, str, str]:
    """The order of results in a report."""
    rank = _RANKS.index(result.severity)
    return rank, result.shape, result.about, result.path, result.value, result.message


def report_graph(report: ValidationReport, names: Names | None = None) -> Graph:
    """The report as SHACL describes it, but with IRIs for its nodes, so that it serialises alike each time.

    ``sh:conforms`` is true where there are no violations, whatever warnings there are.
    """
    names = names or Names()
    graph = Graph()
    for prefix, namespace in (("sh", str(SH)), ("hrap", names.ontology), ("shape", names.things + "shape/")):
        graph.bind(prefix, namespace)
    root = names.thing("validation", "report")
    graph.add((root, RDF.type, SH.ValidationReport))
    graph.add((root, SH.conforms, Value(report.conforms)))
    for result in report.results:
        node = names.thing("validation", "result", _fingerprint(result))
        graph.add((root, SH.result, node))
        for predicate, value in _description(result, names):
            graph.add((node, predicate, value))
    return graph


def read_report(text: str, names: Names | None = None) -> ValidationReport:
    """A report that was written as SHACL describes it. Raises ReleaseError where the text is none."""
    try:
        graph = Graph().parse(data=text, format="turtle")
    except Exception as error:  # the parser raises whatever its grammar code meets
        raise ReleaseError(
            f"The validation report is not Turtle: {error}.", remedy="Build the release again."
        ) from error
    if graph.value(predicate=RDF.type, object=SH.ValidationReport) is None:
        raise ReleaseError("The validation report has no report in it.", remedy="Build the release again.")
    quote = (names or Names()).own("quote")
    results = []
    for node in graph.objects(None, SH.result):
        told = {predicate: str(value) for predicate, value in graph.predicate_objects(node)}
        results.append(
            ValidationResult(
                severity=SEVERITIES[graph.value(node, SH.resultSeverity)],
                shape=told[SH.sourceShape],
                focus=told[SH.focusNode],
                path=told.get(SH.resultPath, ""),
                value=told.get(SH.value, ""),
                message=told[SH.resultMessage],
                quote=told.get(quote, ""),
                about=told[SH.focusNode],
            )
        )
    return ValidationReport(tuple(sorted(results, key=gravest_first)))


def _fingerprint(result: ValidationResult) -> str:
    key = "\n".join((result.shape, result.focus, result.path, result.value, result.message))
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _description(result: ValidationResult, names: Names) -> list[tuple[Node, Node]]:
    described: list[tuple[Node, Node]] = [
        (RDF.type, SH.ValidationResult),
        (SH.resultSeverity, SH[result.severity]),
        (SH.sourceShape, URIRef(result.shape)),
        (SH.focusNode, _node(result.focus)),
        (SH.resultMessage, Value(result.message, lang="en")),
    ]
    if result.path:
        described.append((SH.resultPath, URIRef(result.path)))
    if result.value:
        described.append((SH.value, _node(result.value)))
    if result.quote:
        described.append((names.own("quote"), Value(result.quote, lang="en")))
    return described


def _node(text: str) -> Node:
    if text.startswith("_:"):
        return BNode(text.removeprefix("_:"))
    return URIRef(text) if "://" in text and " " not in text else Value(text, datatype=XSD.string)
