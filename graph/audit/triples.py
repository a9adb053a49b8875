"""The audit as triples: each finding a SHACL validation result, each tally a DQV quality measurement.

Follows the SHACL results vocabulary (https://www.w3.org/TR/shacl/#results-vocabulary) and the Data
Quality Vocabulary (https://www.w3.org/TR/vocab-dqv/).
"""

from __future__ import annotations

from decimal import Decimal

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH

from graph.assertions.literals import decimal, english, integer
from graph.audit.findings import Audit, Finding, Tally
from graph.iris import PlanIris
from graph.names import DQV, Names


def audit_graph(audit: Audit, names: Names) -> Graph:
    """The graph ``audit/<plan>``."""
    graph = Graph()
    severities = {criterion.slug: SH[criterion.severity] for criterion in audit.criteria}
    for finding in audit.findings:
        _add_finding(graph, finding, severities[finding.criterion], audit.plan, names)
    for tally in audit.tallies:
        _add_tally(graph, tally, audit.plan, names)
    return graph


def finding_iri(finding: Finding, plan: str, names: Names) -> URIRef:
    """The IRI of a finding: the plan, the criterion, and the end of the IRI of what meets it."""
    parts = [_tail(node, plan, names) for node in (finding.focus, finding.value) if node is not None]
    if finding.provision is not None:
        parts = parts[:1]
    return names.thing("plan", plan, "finding", finding.criterion, *parts)


def tally_iri(tally: Tally, plan: str, names: Names) -> URIRef:
    """The IRI of a tally: the plan, the criterion, and the chapter or right that it is of, if any."""
    place = () if tally.scope == "plan" else (tally.scope, names.slug(tally.on))
    return names.thing("plan", plan, "tally", tally.criterion, *place)


def _add_finding(graph: Graph, finding: Finding, severity: URIRef, plan: str, names: Names) -> None:
    node = finding_iri(finding, plan, names)
    graph.add((node, RDF.type, names.own("AuditFinding")))
    graph.add((node, SH.sourceShape, names.thing("shape", finding.criterion)))
    graph.add((node, SH.sourceConstraintComponent, SH.SPARQLConstraintComponent))
    graph.add((node, SH.resultSeverity, severity))
    graph.add((node, SH.resultMessage, english(finding.message)))
    graph.add((node, SH.focusNode, finding.focus))
    graph.add((node, names.own("inPlan"), PlanIris(names, plan).plan))
    if finding.value is not None:
        graph.add((node, SH.value, finding.value))
    if finding.provision is not None:
        graph.add((node, names.own("inProvision"), finding.provision))
    if finding.unverified:
        graph.add((node, names.own("verificationStatus"), names.concept("verification-status", "unverified")))


def _add_tally(graph: Graph, tally: Tally, plan: str, names: Names) -> None:
    node = tally_iri(tally, plan, names)
    graph.add((node, RDF.type, names.own("AuditTally")))
    graph.add((node, DQV.isMeasurementOf, names.thing("shape", tally.criterion)))
    graph.add((node, DQV.computedOn, tally.on))
    graph.add((node, DQV.value, decimal(Decimal(str(tally.share)))))
    graph.add((node, names.own("inPlan"), PlanIris(names, plan).plan))
    graph.add((node, names.own("findingCount"), integer(tally.findings)))
    graph.add((node, names.own("populationCount"), integer(tally.population)))
    graph.add((node, names.own("unverifiedCount"), integer(tally.unverified)))


def _tail(node: URIRef, plan: str, names: Names) -> str:
    """``measure/1.5.2`` of a thing of the plan, ``group/women`` of a concept."""
    return str(node).removeprefix(f"{names.things}plan/{plan}/").removeprefix(names.things)
