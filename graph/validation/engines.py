"""The SHACL engines: each makes a report, as RDF, of a graph and shapes.

pySHACL is the reference; of a large graph it checks one half of the shapes here, and the other in
a process beside, where there are two cores. rudof, written in Rust and installed on request, is several times faster
on the same shapes. Neither infers anything, and neither fetches anything.
"""

from __future__ import annotations

from typing import Literal as OneOf

import pyshacl
from rdflib import Graph
from rdflib.namespace import SH

from graph.errors import InputError, ShapeError
from graph.validation.forking import available_cores, forked

EngineName = OneOf["pyshacl", "rudof"]

_LARGE = 20_000  # triples from which on a second process saves more than it costs
_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)


def raw_report(data: Graph, shapes: Graph, engine: EngineName) -> Graph:
    """The report of an engine, with ``sh:result`` nodes as SHACL describes them.

    Raises ShapeError where the engine cannot apply the shapes, InputError where it is not installed.
    """
    flat = by_property(shapes)
    if engine == "rudof":
        return _rudof(data, flat)
    if len(data) < _LARGE or available_cores() < 2:
        return _pyshacl(data, flat)
    mine, others = halves(flat)
    with forked(lambda: list(_pyshacl(data, others))) as answer:
        found = _pyshacl(data, mine)
        beside = answer()
    for triple in _pyshacl(data, others) if beside is None else beside:
        found.add(triple)
    return found


def halves(shapes: Graph) -> tuple[Graph, Graph]:
    """The same shapes twice, each with every other of the targets, so that both together look at everything once.

    The shapes that ask a query, which cost most, are dealt out first.
    """
    targeted = {shape for kind in _TARGETS for shape in shapes.subjects(kind)}
    dealt = sorted(targeted, key=lambda shape: ((shape, SH.sparql, None) not in shapes, str(shape)))
    parts = []
    for number in (0, 1):
        part = Graph()
        part += shapes
        for shape in dealt[1 - number :: 2]:
            for kind in _TARGETS:
                part.remove((shape, kind, None))
        parts.append(part)
    return parts[0], parts[1]


def by_property(shapes: Graph) -> Graph:
    """The same shapes, where a property shape has the targets of the node shapes that it is a part of.

    What is found stays the same: a result names the property shape and the node. But an engine looks
    at all nodes of a property shape at once; otherwise pySHACL sets up each one anew for each node,
    which takes four times as long.
    """
    flat = Graph()
    flat += shapes
    for node, part in shapes.subject_objects(SH.property):
        targets = [(kind, target) for kind in _TARGETS for target in shapes.objects(node, kind)]
        for kind, target in targets:
            flat.add((part, kind, target))
        if targets:
            flat.remove((node, SH.property, part))
    return flat


def _pyshacl(data: Graph, shapes: Graph) -> Graph:
    try:
        _, found, _ = pyshacl.validate(
            data, shacl_graph=shapes, inference="none", advanced=False, inplace=True, do_owl_imports=False
        )
    except Exception as error:  # pySHACL raises errors of its own, of rdflib and of pyparsing for a bad shape
        raise _unusable(error) from error
    if not isinstance(found, Graph):
        raise ShapeError("The shapes cannot be applied: there is no report.", remedy="Check the shapes graph.")
    return found


def _rudof(data: Graph, shapes: Graph) -> Graph:
    try:
        import pyrudof  # noqa: PLC0415 - an extra that most installations do without
    except ImportError as error:
        raise InputError(
            "The engine rudof is not installed.",
            remedy="Install it with: pip install 'hrap[engines]', or leave out --engine.",
        ) from error
    session = pyrudof.Rudof()
    strict = pyrudof.ReaderMode.Strict
    try:
        session.read_data(data.serialize(format="nt"), pyrudof.RDFFormat.NTriples, reader_mode=strict)
        session.read_shacl(shapes.serialize(format="turtle"), pyrudof.ShaclFormat.Turtle, reader_mode=strict)
        session.validate_shacl()
        found = session.serialize_shacl_validation_results(pyrudof.ResultShaclValidationFormat.NTriples)
    except pyrudof.RudofError as error:
        raise _unusable(error) from error
    return Graph().parse(data=found, format="nt")


def _unusable(error: Exception) -> ShapeError:
    reason = " ".join(str(error).split())[:300]
    return ShapeError(f"The shapes cannot be applied: {reason}.", remedy="Correct the shape.")
