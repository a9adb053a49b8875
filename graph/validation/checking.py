"""The graph against the shapes: what breaks which shape, in which words of the plan.

Values keep the form in which the text has them ("3.50" is not "3.5") only where
``rdflib.NORMALIZE_LITERALS`` is off when the data is read; the step that loads the data sees to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from rdflib import BNode, Graph, URIRef
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from graph.config import Config
from graph.errors import ShapeError, ValidationError
from graph.names import Names
from graph.validation.engines import EngineName, raw_report
from graph.validation.results import SEVERITIES, ValidationReport, ValidationResult, gravest_first

_SHOWN = 5


def load_shapes(config: Config, *topics: str) -> Graph:
    """The shapes of some topics, such as ``evidence``, or every one but those of the audit, in one graph.

    Raises ShapeError, naming the file and the line, where one is not Turtle, and where there is none.
    """
    files = [config.shapes / f"{topic}.ttl" for topic in topics] or _files(config)
    if not files or not all(path.is_file() for path in files):
        named = ", ".join(topics) or "no file"
        raise ShapeError(f"{config.shapes}: {named} is not there.", remedy="Restore the folder from the project.")
    shapes = Graph()
    for path in files:
        try:
            shapes.parse(data=config.read(path), format="turtle")
        except Exception as error:  # the parser raises whatever its grammar code meets
            line = getattr(error, "lines", 0) + 1
            reason = " ".join(str(getattr(error, "message", error)).split())[:200]
            where = f"{path}, line {line}"
            raise ShapeError(f"{where}: not valid Turtle: {reason}.", remedy="Correct that line.") from error
    return shapes


def _files(config: Config) -> list[Path]:
    """Every file of shapes that data must meet; those of the audit tell features of a plan, not faults."""
    return sorted(path for path in config.shapes.glob("*.ttl") if path.stem != "audit")


def validate(
    data: Graph, shapes: Graph, names: Names | None = None, engine: EngineName = "pyshacl"
) -> ValidationReport:
    """Check a graph, with its vocabulary and ontology in it, against shapes.

    Nothing is inferred and nothing is fetched. Raises ShapeError where the shapes are no SHACL.
    """
    found = raw_report(data, shapes, engine)
    reader = _Reader(found, data, shapes, names or Names())
    results = {reader.result(node) for node in found.objects(None, SH.result)}
    return ValidationReport(tuple(sorted(results, key=gravest_first)))


def looked_at(data: Graph, shapes: Graph) -> int:
    """How many nodes of the data the shapes choose by their class.

    The shapes that look through the whole graph with one query are not counted: they find nothing
    in a graph that has nothing of ours.
    """
    classes = {kind for target in shapes.objects(None, SH.targetClass) for kind in _with_narrower(data, target)}
    return len({node for kind in classes for node in data.subjects(RDF.type, kind)})


def _with_narrower(data: Graph, kind: Node) -> set[Node]:
    return {narrower for narrower in data.transitive_subjects(RDFS.subClassOf, kind) if narrower is not None}


def require_conformity(report: ValidationReport) -> None:
    """Raise ValidationError where the report has violations, and show the first few of them."""
    violations = report.violations
    if not violations:
        return
    shown = [_shown(result) for result in violations[:_SHOWN]]
    rest = len(violations) - len(shown)
    raise ValidationError(
        "\n".join([f"The graph breaks {len(violations)} times what must hold:", *shown]),
        remedy=f"\nAnd {rest} more: the validation report has them all." if rest else "",
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the results that pySHACL found, and what the data says of the nodes in them."""

    found: Graph
    data: Graph
    shapes: Graph
    names: Names

    def result(self, node: Node) -> ValidationResult:
        focus, value = self._one(node, SH.focusNode), self._one(node, SH.value)
        path, severity = self._one(node, SH.resultPath), self._one(node, SH.resultSeverity)
        about = self._about(node, focus, value)
        return ValidationResult(
            severity=SEVERITIES.get(severity, "Violation"),
            shape=_name(self._named(self._one(node, SH.sourceShape))),
            focus=_text(focus),
            path=_name(path),
            value=_text(value) if path is not None or value != focus else "",
            message=self._message(node, value),
            quote=self._quote(about),
            about=_text(about),
        )

    def _one(self, node: Node, predicate: URIRef) -> Node | None:
        return self.found.value(node, predicate)

    def _about(self, node: Node, focus: Node | None, value: Node | None) -> Node | None:
        """What is wrong: a query over a whole plan or scheme reports it as the value, other shapes as the focus."""
        by_query = self._one(node, SH.sourceConstraintComponent) == SH.SPARQLConstraintComponent
        return value if by_query and isinstance(value, URIRef) else focus

    def _message(self, node: Node, value: Node | None) -> str:
        """What the result says; where an engine leaves that out, what its shape says of such a value."""
        said = sorted(str(message) for message in self.found.objects(node, SH.resultMessage))
        written = str(self.shapes.value(self._one(node, SH.sourceShape), SH.message) or "")
        if said and written not in said:
            return said[0]
        return re.sub(r"\{\?(\w+)\}", lambda name: _filled(name[1], value), written)

    def _named(self, shape: Node | None) -> Node | None:
        """The shape, or the named one that an unnamed shape is a part of."""
        while isinstance(shape, BNode):
            shape = min(self.shapes.subjects(None, shape), key=str, default=None)
        return shape

    def _quote(self, node: Node | None) -> str:
        """What the plan says in the mention or sentence that ``node`` is or rests on."""
        if node is None:
            return ""
        own, data = self.names.own, self.data
        mentions = [node, *data.objects(node, own("evidence"))]
        quotes = [(str(data.value(m, own("start"))), str(q)) for m in mentions for q in data.objects(m, own("quote"))]
        if quotes:
            return min(quotes)[1]
        is_whole_file = data.value(node, own("sha256")) is not None
        return "" if is_whole_file else str(data.value(node, own("text")) or "")


def _name(node: Node | None) -> str:
    """The IRI of a node; an unnamed path or shape has no name that would last."""
    return str(node) if isinstance(node, URIRef) else ""


def _text(node: Node | None) -> str:
    """An IRI, the words of a literal, or the label of a blank node."""
    return "" if node is None else f"_:{node}" if isinstance(node, BNode) else str(node)


def _filled(name: str, value: Node | None) -> str:
    return _text(value) if name == "value" else "…"


def _shown(result: ValidationResult) -> str:
    lines = [f"- {result.triple}", f"  breaks {result.shape.rsplit('/', 1)[-1]}. {result.message}"]
    if result.quote:
        lines.insert(1, f'  where the plan says "{result.quote[:200]}"')
    return "\n".join(lines)
