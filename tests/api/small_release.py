"""A release of the small plan, with facts and a vocabulary made by hand."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from pathlib import Path

from graph.coverage import ledger
from graph.model import Act, Document, Facts, Mention, MentionType, Quantity, QuantityFact, SentenceFacts
from graph.readmodel import PlanContent, ReleaseInfo, write_read_model
from graph.store import build_store
from graph.vocabulary import Vocabulary
from tests.concepts import concept, vocabulary
from tests.small_plan import read_plan

BASE = "https://w3id.org/hrap/id/"
QUADS = "".join(
    f'<{BASE}plan/small/measure/1.1.{n}> <https://w3id.org/hrap/ontology#code> "1.1.{n}" <{BASE}graph/{graph}> .\n'
    for n, graph in ((1, "text"), (2, "mentions"))
)

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
    return PlanContent(plan, document, facts, ledger(document, facts, small_vocabulary()))


def write_release(root: Path, name: str = "small-release", quads: str = QUADS) -> Path:
    """A release of the small plan under ``root``, made the current one; the root."""
    folder = root / name
    folder.mkdir(parents=True)
    (folder / "graph.nq").write_text(quads, encoding="utf-8")
    sha256 = hashlib.sha256(quads.encode()).hexdigest()
    count = build_store(folder / "graph.nq", folder / "store")
    content = small_content(root / "plans" / name)
    write_read_model(folder / "hrap.sqlite", [content], small_vocabulary(), ReleaseInfo("1.2.3", sha256, count))
    manifest = {"version": "1.2.3", "sha256": sha256, "quads": count, "counts": {"measures": 2}, "plans": ["small"]}
    (folder / "release.json").write_text(json.dumps(manifest), encoding="utf-8")
    make_current(root, name)
    return root


def make_current(root: Path, name: str) -> None:
    """Turn the link in one step, as a build does."""
    (root / "next").symlink_to(name)
    (root / "next").replace(root / "current")
