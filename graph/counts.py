"""The figures that say what a build came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from graph.dataset import Dataset
from graph.readmodel.plans import PlanContent


def count(contents: Iterable[PlanContent], dataset: Dataset) -> Mapping[str, int]:
    """Counts over all plans, by plain plural names."""
    found: Counter[str] = Counter({"quads": sum(len(graph) for graph in dataset.values())})
    for content in contents:
        document, facts = content.document, content.facts
        found["chapters"] += sum(1 for chapter in document.chapters if chapter.numeral)
        found["sections"] += len(document.sections)
        for provision in document.provisions:
            found[f"{provision.kind}s"] += 1
        for sentence in document.sentences:
            found[f"{sentence.role}s"] += 1
        for fact in facts.quantities:
            found[f"{fact.quantity.status}s"] += 1
        found["agents"] += sum(len(sentence.agents) for sentence in facts.sentences)
        for mention in facts.mentions:
            found[f"{mention.type} mentions"] += 1
            found["facts by decision" if mention.rule == "decision" else "facts by rule"] += 1
        for entry in content.ledger:
            found[f"ledger {entry.what}s {entry.status}"] += 1
        for kind in ("instrument", "body", "group", "right"):
            found[f"distinct {kind} entities"] += len({m.entity for m in facts.mentions if m.type == kind})
    return dict(sorted(found.items()))
