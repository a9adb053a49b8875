"""A release of the small plan, with facts and a vocabulary made by hand."""

from __future__ import annotations

import atexit
import hashlib
import json
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import TemporaryDirectory, mkdtemp

from rdflib import Dataset, Graph, URIRef

from graph.codebook.reading import load_codebook
from graph.config import Config
from graph.coverage import ledger
from graph.crosswalk.sssom import sssom_tsv
from graph.crosswalk.values import Correspondence, Counterpart, Crosswalk, Instrument, TreatyStatus, Typing
from graph.documents.writing import write_documents
from graph.dumps import write_dumps
from graph.links.model import Feature, Link, QuotePair, Reason, quote_of
from graph.model import Act, Document, Facts, Mention, MentionType, Quantity, QuantityFact, SentenceFacts
from graph.names import Names
from graph.networks.analysis import find_networks
from graph.networks.projections import load_projections
from graph.readmodel.codebook import codebook_tables
from graph.readmodel.crosswalk import crosswalk_tables
from graph.readmodel.plans import PlanContent
from graph.readmodel.writing import ReleaseInfo, write_read_model
from graph.release import CROSSWALK, REPORT
from graph.store import build_store
from graph.validation.results import ValidationReport, ValidationResult, report_graph
from graph.vocabulary import Vocabulary
from tests.concepts import concept, vocabulary
from tests.small_plan import read_plan

BASE = "https://w3id.org/hrap/id/"
SDG = "http://metadata.un.org/sdg/"
QUADS = "".join(
    f'<{BASE}plan/small/measure/1.1.{n}> <https://w3id.org/hrap/ontology#code> "1.1.{n}" <{BASE}graph/{graph}> .\n'
    for n, graph in ((1, "text"), (2, "mentions"))
)

_SHAPES = f"{BASE}shape/"
SMALL_RESULTS = (
    ValidationResult(
        severity="Warning",
        shape=f"{_SHAPES}concept-definition",
        focus=f"{BASE}group/women",
        path="http://www.w3.org/2004/02/skos/core#definition",
        value="",
        message="A concept has a definition.",
        quote="women",
        about=f"{BASE}group/women",
    ),
)
_FOUND = f"{BASE}plan/small/finding/measure-without-money/measure/"
_COUNTED = f"{BASE}plan/small/tally/measure-without-money"
_WORDS = (
    "without money",
    "无资金",
    "Info",
    "No money.",
    "Names none.",
    "A note.",
    "measures",
    '["A source"]',
    "SELECT",
)
AUDIT = {
    "audit_criteria": [("measure-without-money", f"{_SHAPES}measure-without-money", *_WORDS)],
    "audit_findings": [
        (
            number,
            f"{_FOUND}1.1.{number}",
            *("small", "measure-without-money", "Info", "1", "1.1", f"1.1.{number}", f"1.1.{number}", None),
            *(rights, "Words <b>", "Words <b>", number, number + 9, "No money.", unverified),
        )
        for number, rights, unverified in ((1, '["health"]', 0), (2, "[]", 1))
    ],
    "audit_tallies": [
        (1, _COUNTED, "small", "measure-without-money", "plan", "small", "Small Plan", 2, 2, 1, 1.0),
        (
            2,
            f"{_COUNTED}/chapter/1",
            "small",
            "measure-without-money",
            "chapter",
            "1",
            "Advancing Rights",
            2,
            2,
            1,
            1.0,
        ),
        (3, f"{_COUNTED}/right/health", "small", "measure-without-money", "right", "health", "health", 1, 2, 0, 0.5),
    ],
}
"""The audit as rows of the read model, made by hand."""

REASONS = ("guiding-statement", "heading", "lead-in", "no-tied-sentence", "note", "task-without-agent")


def small_vocabulary() -> Vocabulary:
    return vocabulary(
        concept("people"),
        concept("women", broader=("people",), alternative=("females",)),
        concept("rural-women", broader=("women",)),
        concept("health", "right to health", scheme="rights"),
        concept("health-law", "Health Law", scheme="instruments", instrumentKind="law"),
        concept("the-government", scheme="bodies", bodyKind="generic-agent"),
        concept("nurses", scheme="bodies", bodyKind="class-of-bodies"),
        concept("risk-rate", scheme="indicators", unit="percent"),
        concept("risk-age", scheme="indicators", unit="percent"),
        concept("reporting", scheme="themes"),
        concept("high", scheme="confidence-levels", confidenceValue="0.9"),
        concept("low", scheme="confidence-levels", confidenceValue="0.5"),
        concept("results", scheme="indicator-type-rules"),
        concept("terms", scheme="indicator-type-rules"),
        concept("percent", scheme="units"),
        concept("implement", scheme="actions"),
        concept("formulate", scheme="actions"),
        concept("implement", scheme="action-types"),
        concept("protect", scheme="action-types"),
        concept("responsible", scheme="roles"),
        concept("will", scheme="modalities"),
        concept("bare-task", scheme="modalities"),
        concept("first-word", scheme="ledger-reasons", hidden=("A", "Bringing", "It", "Training")),
        concept("place", "name of a place", scheme="ledger-reasons", hidden=("China",)),
        *(concept(slug, scheme="ledger-reasons") for slug in REASONS),
    )


TREATY = Instrument(
    "UPD",
    "union-pact",
    URIRef(f"{BASE}instrument/union-pact"),
    "公约",
    "",
    (TreatyStatus("CN", "signatory", "1999-01-02", "verified", "a page", "", ""),),
)


def small_crosswalk() -> Crosswalk:
    """A right, two groups, a theme and an indicator with one mapping each; two typings, one of them contested."""
    article = Counterpart("article", URIRef(f"{BASE}article/upd-1"), "1", "care", "", ("article", "upd-1"), TREATY)
    goal, rate = (
        Counterpart(kind, URIRef(f"{SDG}{code}"), number, "care", "", ("sdg", code), None, whole)
        for kind, code, number, whole in (("sdg", "3.1", "3.1", "3"), ("sdg-indicator", "C1", "3.1.1", "3.1"))
    )
    mappings = (
        _mapping("group", "rural-women", "relatedMatch", goal, "low", "unverified", note="number not seen"),
        _mapping("group", "women", "narrowMatch", article, "high", "verified"),
        _mapping("indicator", "risk-rate", "closeMatch", rate, "high", "verified", fit="close", caveat="per 10,000"),
        _mapping("right", "health", "closeMatch", article, "high", "verified"),
        _mapping("theme", "reporting", "relatedMatch", article, "low", "unverified", note="number not seen"),
    )
    typings = (
        Typing("risk-age", URIRef(f"{BASE}indicator/risk-age"), "structural", "terms", "an age", "outcome", "or so"),
        Typing("risk-rate", URIRef(f"{BASE}indicator/risk-rate"), "outcome", "results", "a result", "", ""),
    )
    return Crosswalk((TREATY,), (article, goal, rate), mappings, typings, Graph())


def _mapping(kind: str, slug: str, relation: str, other: Counterpart, *trust: str, **more: str) -> Correspondence:
    subject = URIRef(f"{BASE}{kind}/{slug}")
    label, note = slug.replace("-", " "), more.pop("note", "")
    return Correspondence(kind, slug, subject, label, relation, other, *trust, "a page", note, **more)


def mention(
    document: Document, kind: MentionType, entity: str, sentence: str, quote: str, *, qualifier: str | None = None
) -> Mention:
    """A mention of the words ``quote`` in a sentence, with their place in the source."""
    found = next(s for s in document.sentences if s.code == sentence)
    at = found.text.index(quote)
    start, end = found.placed.span(at, at + len(quote))
    provision = sentence.rpartition(".")[0]
    return Mention(kind, entity, sentence, provision, start, end, quote, "label", Decimal(1), qualifier)


def small_facts(document: Document) -> Facts:
    number = mention(document, "quantity", "risk-rate", "1.1.1.1", "3 percent")
    quantity = Quantity(
        "1.1.1.1",
        0,
        9,
        "target",
        "quantity-to",
        value=Decimal("3.50"),
        unit="percent",
        comparator="=",
        indicator="risk-rate",
        kind="level",
        direction="decrease",
        deadline=2030,
        deadline_stated=True,
    )
    return Facts(
        mentions=(
            mention(document, "agent", "the-government", "1.1.1.1", "The government"),
            mention(document, "group", "women", "1.1.1.1", "women"),
            mention(document, "instrument", "health-law", "1.1.1.2", "Health Law", qualifier="implement"),
            mention(document, "body", "nurses", "1.1.2.1", "nurses", qualifier="responsible"),
            mention(document, "right", "health", "0.2.1", "life"),
            mention(document, "action", "implement", "1.1.1.2", "implement"),
        ),
        sentences=(
            SentenceFacts("1.1.1.1", ("the-government",), "will"),
            SentenceFacts("1.1.1.2", ("the-government",), "will"),
            SentenceFacts("1.1.2.1", (), "bare-task"),
        ),
        quantities=(QuantityFact(quantity, number),),
        acts=(
            Act(
                mention(document, "action", "implement", "1.1.1.2", "implement"),
                (("instrument", "health-law"), ("quantity", "risk-rate")),
            ),
        ),
    )


def small_content(folder: Path) -> PlanContent:
    plan, _, document = read_plan(folder)
    facts = small_facts(document)
    links, words = (small_link(facts),), small_vocabulary()
    networks = find_networks(document, facts, links, words, load_projections(Config()))
    return PlanContent(plan, document, facts, ledger(document, facts, words), links, networks)


def small_link(facts: Facts) -> Link:
    """The two measures, linked by the people whom they name and by two words."""
    women, nurses = (quote_of(m) for m in facts.mentions if m.entity in ("women", "nurses"))
    shared = (QuotePair(women, nurses),)
    group = Feature("group", ("people",))
    reasons = (
        Reason(group, "people", 2, Decimal("3.00"), Decimal("3.00"), shared, ("group", "people")),
        Reason(
            Feature("wording", ()), "all", 1, Decimal("0.50"), Decimal("0.50"), shared * 2, similarity=Decimal("0.25")
        ),
    )
    return Link("1.1.1", "1.1.2", Decimal("3.50"), reasons, (1, 1))


def write_release(
    root: Path, name: str = "small-release", quads: str = QUADS, plans: tuple[str, ...] = ("small",)
) -> Path:
    """A release of the small plan under ``root``, with these quads, made the current one; the root.

    Of several plans each is the small one, under its own name.
    """
    copytree(_release(quads, plans), root / name)
    make_current(root, name)
    return root


@cache
def _release(quads: str, plans: tuple[str, ...]) -> Path:
    """A folder with the release of these quads, made once and kept until the process ends."""
    folder = Path(mkdtemp())
    atexit.register(rmtree, folder)
    (folder / "graph.nq").write_text(quads, encoding="utf-8")
    sha256 = hashlib.sha256(quads.encode()).hexdigest()
    count = build_store(folder / "graph.nq", folder / "store")
    dataset = Dataset().parse(data=quads, format="nquads")
    write_documents(folder / "documents", {graph.identifier: graph for graph in dataset.graphs()}, Config())
    with TemporaryDirectory() as texts:
        content = small_content(Path(texts))
    contents = [replace(content, plan=replace(content.plan, id=plan)) for plan in plans]
    info = ReleaseInfo("1.2.3", sha256, count)
    crosswalk = crosswalk_tables(small_crosswalk(), small_vocabulary(), Names())
    more = {**crosswalk, **AUDIT, **codebook_tables(load_codebook(Config()))}
    write_read_model(folder / "hrap.sqlite", contents, small_vocabulary(), info, more=more)
    (folder / CROSSWALK).write_text(sssom_tsv(small_crosswalk(), small_vocabulary(), Names()), encoding="utf-8")
    report = report_graph(ValidationReport(SMALL_RESULTS)).serialize(format="turtle")
    (folder / REPORT).write_text(report, encoding="utf-8")
    write_dumps(folder, dict.fromkeys(plans, content.networks), Config())
    manifest = {"version": "1.2.3", "sha256": sha256, "quads": count, "counts": {"measures": 2}, "plans": [*plans]}
    (folder / "release.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def make_current(root: Path, name: str) -> None:
    """Turn the link in one step, as a build does."""
    (root / "next").symlink_to(name)
    (root / "next").replace(root / "current")
