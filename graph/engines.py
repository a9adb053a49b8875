"""The SHACL engines: each makes a report, as RDF, of a graph and shapes.

pySHACL is the reference. rudof, written in Rust and installed on request, is several times faster
on the same shapes. Neither infers anything, and neither fetches anything.
"""

from __future__ import annotations

from typing import Literal as OneOf

import pyshacl
from rdflib import Graph
from rdflib.namespace import SH

from graph.errors import InputError, ShapeError

EngineName = OneOf["pyshacl", "rudof"]

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)


def raw_report(data: Graph, shapes: Graph, engine: EngineName) -> Graph:
    """The report of an engine, with ``sh:result`` nodes as SHACL describes them.

    Raises ShapeError where the engine cannot apply the shapes, InputError where it is not installed.
    """
    flat = by_property(shapes)
    return _pyshacl(data, flat) if engine == "pyshacl" else _rudof(data, flat)


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
