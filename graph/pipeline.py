"""The steps in order, and nothing else: from the plans' texts to a release that serves."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.graph import ReadOnlyGraphAggregate

from graph import __version__
from graph.assertions.accounts import coverage_graph
from graph.assertions.evidence import evidence_graph
from graph.assertions.statements import statements_graph
from graph.assertions.tree import tree_graph
from graph.audit.criteria import criteria_graph, load_criteria
from graph.audit.findings import Audit, audit
from graph.audit.triples import audit_graph
from graph.codebook.reading import codebook_graph, load_codebook
from graph.config import Config
from graph.counts import count
from graph.coverage import ledger
from graph.crosswalk.reading import load_crosswalk
from graph.crosswalk.sssom import sssom_tsv
from graph.crosswalk.triples import crosswalk_graph
from graph.crosswalk.values import Crosswalk
from graph.dataset import join, nquads, of_graphs, union
from graph.decisions import load_decisions
from graph.description import Input, describe
from graph.document import parse_document
from graph.documents.writing import write_documents
from graph.dump_sorts import load_sorts
from graph.dumps import write_dumps
from graph.errors import ReleaseDrift
from graph.extraction import extract
from graph.fingerprint import PATH, Fingerprint, read_fingerprint, take_fingerprint
from graph.inference import infer
from graph.iris import PlanIris
from graph.links.kept_apart import load_kept_apart
from graph.links.linking import find_links
from graph.links.rules import Rules, load_rules
from graph.links.triples import links_graph
from graph.names import Names
from graph.networks.analysis import find_networks
from graph.networks.projections import Projection, load_projections
from graph.plan import Plan, find_plans
from graph.readmodel.audit import audit_tables
from graph.readmodel.codebook import codebook_tables
from graph.readmodel.crosswalk import crosswalk_tables
from graph.readmodel.plans import PlanContent
from graph.readmodel.writing import ReleaseInfo, write_read_model
from graph.release import CROSSWALK, DOCUMENTS, GRAPH, READ_MODEL, REPORT, STORE, Release, building, publish
from graph.source import Source, read_source
from graph.store import build_store
from graph.validation.checking import load_shapes, require_conformity, validate
from graph.validation.engines import EngineName
from graph.validation.results import ValidationReport, report_graph
from graph.vocabulary import Vocabulary, load_vocabulary, read_turtle

Step = Callable[[str], AbstractContextManager[None]]
"""Called with the name of a step; the step runs inside the context it returns."""


@dataclass(frozen=True, slots=True)
class Built:
    """A build in memory: its named graphs, the typed values behind them, and what was checked."""

    dataset: Mapping[URIRef, Graph]
    contents: tuple[PlanContent, ...]
    vocabulary: Vocabulary
    report: ValidationReport
    quads: bytes
    crosswalk: Crosswalk
    mappings: str
    audits: tuple[Audit, ...]
    fingerprint: Fingerprint


def make(config: Config, step: Step, engine: EngineName = "pyshacl") -> Built:
    """Build and check the graph of all plans in memory.

    Raises the errors of the steps; ValidationError where the graph breaks a shape.
    """
    names = Names(config.base)
    with step("vocabulary"):
        plans = find_plans(config.plans)
        vocabulary = load_vocabulary(config)
        shared = {
            names.thing("graph", "ontology"): read_turtle(sorted(config.ontology.glob("*.ttl")), config),
            names.thing("graph", "vocabulary"): vocabulary.graph,
            names.thing("graph", "codebook"): codebook_graph(config),
        }
    contents, dataset = [], dict(shared)
    for plan in plans:
        with step(f"{plan.id}: text to mentions"):
            source, content = _read(plan, vocabulary)
        with step(f"{plan.id}: triples"):
            dataset |= _graphs(source, content, vocabulary, names)
        with step(f"{plan.id}: inference"):
            dataset[PlanIris(names, plan.id).graph("inferred")] = infer(union(dataset), config)
        with step(f"{plan.id}: ledger"):
            entries = coverage_graph(plan, content.document, content.ledger, vocabulary, names)
            dataset[PlanIris(names, plan.id).graph("coverage")] = entries
        contents.append(content)
    with step("crosswalk"):
        crosswalk = load_crosswalk(config, vocabulary)
        dataset[names.thing("graph", "crosswalk")] = crosswalk_graph(crosswalk, names)
    with step("links"):
        rules, projections = load_rules(config, vocabulary), load_projections(config)
        contents = [_linked(content, vocabulary, crosswalk, rules, projections) for content in contents]
        for content in contents:
            linked = links_graph(content.plan, content.document, content.links, vocabulary, names)
            dataset[PlanIris(names, content.plan.id).graph("links")] = linked
    with step("validation"):
        merged = union(dataset)
        report = validate(merged, load_shapes(config), names, engine)
        require_conformity(report)
    with step("serialisation"):
        written = nquads(dataset)
    with step("audit"):
        audits = _audits(dataset, merged, written, plans, config)
        graphs = _audit_graphs(audits, config)
        dataset |= graphs
    with step("provenance"):
        inputs = _inputs(config, plans)
        graphs[names.thing("graph", "provenance")] = describe(dataset, inputs, names, load_sorts(config))
        dataset |= graphs
        quads = join(written, nquads(graphs))
        mappings = sssom_tsv(crosswalk, vocabulary, names)
        counts = count(contents, dataset)
        pairs = [(content.document, content.facts) for content in contents]
        print_of = take_fingerprint(version=__version__, quads=quads, inputs=inputs, counts=counts, plans=pairs)
    return Built(dataset, tuple(contents), vocabulary, report, quads, crosswalk, mappings, audits, print_of)


def read_plans(config: Config) -> tuple[PlanContent, ...]:
    """The plans with what their texts say, without triples and checks."""
    vocabulary = load_vocabulary(config)
    return tuple(_read(plan, vocabulary)[1] for plan in find_plans(config.plans))


def release(built: Built, root: Path, config: Config, step: Step) -> Release:
    """Write a release of a build under ``root`` and make it current. Raises ReleaseError; the last one stays."""
    info = ReleaseInfo(__version__, built.fingerprint.sha256, sum(len(g) for g in built.dataset.values()))
    with building(root) as folder:
        with step("graph"):
            (folder / GRAPH).write_bytes(built.quads)
            (folder / CROSSWALK).write_text(built.mappings, encoding="utf-8")
            (folder / REPORT).write_text(
                report_graph(built.report, Names(config.base)).serialize(format="turtle"), encoding="utf-8"
            )
            built.fingerprint.write(folder / PATH)
        with step("documents"):
            write_documents(folder / DOCUMENTS, built.dataset, config)
        with step("store"):
            build_store(folder / GRAPH, folder / STORE)
        with step("read model"):
            names = Names(config.base)
            more = {
                **crosswalk_tables(built.crosswalk, built.vocabulary, names),
                **audit_tables(built.audits, ReadOnlyGraphAggregate([*built.dataset.values()]), names),
                **codebook_tables(load_codebook(config)),
            }
            write_read_model(folder / READ_MODEL, built.contents, built.vocabulary, info, names, more=more)
        with step("dumps"):
            networks = {content.plan.id: content.networks for content in built.contents}
            write_dumps(folder, networks, config)
        with step("swap"):
            manifest = {
                "version": info.version,
                "sha256": info.sha256,
                "quads": info.quads,
                "counts": dict(built.fingerprint.counts),
                "plans": [content.plan.id for content in built.contents],
            }
            return publish(folder, root, manifest)


def drift(built: Built, config: Config) -> tuple[str, ...]:
    """Where a build differs from the committed fingerprint; nothing where it does not."""
    committed = read_fingerprint(config.plans / PATH)
    return built.fingerprint.differences(committed) if committed else ("there is no committed fingerprint yet",)


def require_no_drift(built: Built, config: Config) -> None:
    """Raise ReleaseDrift, naming the places, where a build differs from the committed fingerprint."""
    if places := drift(built, config):
        raise ReleaseDrift(
            "The build differs from the committed fingerprint: " + "; ".join(places[:20]) + ".",
            remedy="If that is meant, accept it: hrap build --accept.",
        )


def _read(plan: Plan, vocabulary: Vocabulary) -> tuple[Source, PlanContent]:
    source = read_source(plan)
    document = parse_document(source, plan)
    facts = extract(document, vocabulary, load_decisions(plan.folder), plan.period)
    return source, PlanContent(plan, document, facts, ledger(document, facts, vocabulary))


def _graphs(source: Source, content: PlanContent, vocabulary: Vocabulary, names: Names) -> dict[URIRef, Graph]:
    plan, document, facts = content.plan, content.document, content.facts
    iris = PlanIris(names, plan.id)
    return {
        iris.graph("text"): tree_graph(plan, source, document, names),
        iris.graph("mentions"): evidence_graph(plan, document, facts, vocabulary, names),
        iris.graph("assertions"): statements_graph(plan, document, facts, names),
    }


def _linked(
    content: PlanContent,
    vocabulary: Vocabulary,
    crosswalk: Crosswalk,
    rules: Rules,
    projections: Iterable[Projection],
) -> PlanContent:
    document, facts, apart = content.document, content.facts, load_kept_apart(content.plan.folder)
    links = find_links(document, facts, vocabulary, crosswalk, rules, apart)
    return replace(content, links=links, networks=find_networks(document, facts, links, vocabulary, projections))


def _audits(
    dataset: Mapping[URIRef, Graph], merged: Graph, quads: bytes, plans: Iterable[Plan], config: Config
) -> tuple[Audit, ...]:
    """The criteria asked of each plan, over its own graphs and those that all plans share."""
    names, criteria = Names(config.base), load_criteria(config)
    own = {plan.id: {name for name in dataset if names.slug(name) == plan.id} for plan in plans}
    of_plans = frozenset[URIRef]().union(*own.values())
    return tuple(
        audit(merged, plan, criteria, names, of_graphs(quads, {n for n in dataset if n in graphs or n not in of_plans}))
        for plan, graphs in own.items()
    )


def _audit_graphs(audits: Iterable[Audit], config: Config) -> dict[URIRef, Graph]:
    """The criteria and the findings as named graphs. Raises ValidationError where a finding is incomplete."""
    names = Names(config.base)
    graphs = {names.thing("graph", "audit"): criteria_graph(config)}
    graphs |= {PlanIris(names, done.plan).graph("audit"): audit_graph(done, names) for done in audits}
    require_conformity(validate(union(graphs), load_shapes(config, "prefixes", "findings"), names))
    return graphs


def _inputs(config: Config, plans: Iterable[Plan]) -> tuple[Input, ...]:
    """Every file that the graph derives from, with its hash."""
    files = [(f"ontology/{p.relative_to(config.ontology)}", p) for p in config.ontology.rglob("*") if p.is_file()]
    files += [(f"shapes/{p.relative_to(config.shapes)}", p) for p in config.shapes.glob("*.ttl")]
    for plan in plans:
        folder = f"graph/plans/{plan.id}"
        files += [(f"{folder}/{p.relative_to(plan.folder)}", p) for p in plan.folder.rglob("*") if p.is_file()]
    return tuple(Input(name, hashlib.sha256(path.read_bytes()).hexdigest()) for name, path in sorted(files))
