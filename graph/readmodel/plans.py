"""A plan as rows of the read model: its tree, what was found in it, what accounts for it, its links and networks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from graph.coverage import SCHEME, LedgerEntry
from graph.iris import PlanIris
from graph.links.model import Link
from graph.model import SCHEME_OF, Document, Facts, Mention, MentionType, QuantityFact
from graph.names import Names
from graph.networks.analysis import Network
from graph.plan import Plan
from graph.readmodel.concepts import Row
from graph.readmodel.links import link_tables
from graph.readmodel.networks import network_tables
from graph.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class PlanContent:
    """A plan with its text's tree, what was found in it, what accounts for each part, its links and networks."""

    plan: Plan
    document: Document
    facts: Facts
    ledger: tuple[LedgerEntry, ...] = ()
    links: tuple[Link, ...] = ()
    networks: tuple[Network, ...] = ()


def plan_tables(contents: Sequence[PlanContent], vocabulary: Vocabulary, names: Names) -> dict[str, Iterable[Row]]:
    """The rows of every table of the plans, each in the order in which they are written.

    Raises VocabularyError where a fact names a concept that the vocabulary lacks.
    """
    fillers = [_PlanRows(content, vocabulary, names) for content in sorted(contents, key=lambda c: c.plan.id)]
    return {
        "plans": [filler.plan() for filler in fillers],
        "chapters": [row for filler in fillers for row in filler.chapters()],
        "sections": [row for filler in fillers for row in filler.sections()],
        "provisions": [row for filler in fillers for row in filler.provisions()],
        "sentences": [row for filler in fillers for row in filler.sentences()],
        "sentence_agents": [row for filler in fillers for row in filler.agents()],
        "concept_sentences": sorted({row for filler in fillers for row in filler.concept_sentences()}),
        "provision_rights": [row for filler in fillers for row in filler.rights()],
        "mentions": _numbered(row for filler in fillers for row in filler.mentions()),
        "targets": _numbered(row for filler in fillers for row in filler.targets()),
        "acts": [row for filler in fillers for row in filler.acts()],
        "act_objects": [row for filler in fillers for row in filler.act_objects()],
        "ledger": _numbered(row for filler in fillers for row in filler.ledger()),
        **link_tables(((content.plan.id, content.links) for content in contents), names),
        **network_tables((content.plan.id, content.networks) for content in contents),
    }


def _numbered(rows: Iterable[Row]) -> list[Row]:
    return [(number, *row) for number, row in enumerate(rows, 1)]


class _PlanRows:
    """The rows of one plan, table by table."""

    def __init__(self, content: PlanContent, vocabulary: Vocabulary, names: Names) -> None:
        self._plan, self._document, self._facts = content.plan, content.document, content.facts
        self._ledger = content.ledger
        self._vocabulary = vocabulary
        self._names, self._iris = names, PlanIris(names, content.plan.id)

    def plan(self) -> Row:
        plan = self._plan
        return (
            plan.id,
            str(self._iris.plan),
            plan.titles["en"],
            plan.titles.get("zh-Hans"),
            plan.title_status,
            plan.publisher,
            plan.jurisdiction,
            plan.language,
            plan.issued,
            *plan.period,
            plan.rights_note,
            plan.sha256,
        )

    def chapters(self) -> Iterator[Row]:
        for position, c in enumerate(self._document.chapters, 1):
            iri = str(self._iris.chapter(c.code))
            yield (self._plan.id, c.code, iri, c.numeral, c.title, c.page, position, *c.span)

    def sections(self) -> Iterator[Row]:
        for position, s in enumerate(self._document.sections, 1):
            iri = str(self._iris.section(s.code))
            yield (self._plan.id, s.code, iri, s.chapter, s.number, s.title, s.right, s.page, position, *s.span)

    def provisions(self) -> Iterator[Row]:
        for p in self._document.provisions:
            head = (self._plan.id, p.code, str(self._iris.provision(p)), p.kind, p.type, p.chapter, p.section)
            yield (*head, p.heading, p.text, p.order, *p.span)

    def sentences(self) -> Iterator[Row]:
        modality = {s.sentence: s.modality for s in self._facts.sentences}
        owner = {s.code: p.code for p in self._document.provisions for s in p.sentences}
        for position, s in enumerate(self._document.sentences, 1):
            firmness = modality.get(s.code) if s.role == "commitment" else None
            head = (self._plan.id, s.code, str(self._iris.sentence(s)), owner[s.code], s.role, firmness)
            yield (*head, s.text, s.paragraph, position, *s.span)

    def agents(self) -> list[Row]:
        return sorted({(self._plan.id, s.sentence, agent) for s in self._facts.sentences for agent in s.agents})

    def rights(self) -> list[Row]:
        of_section = {s.code: s.right for s in self._document.sections}
        by_section = {
            (self._plan.id, p.code, right, "section", "")
            for p in self._document.provisions
            if (right := of_section.get(p.section or ""))
        }
        by_name = {
            (self._plan.id, m.provision, m.entity, "text", m.sentence)
            for m in self._facts.mentions
            if m.type == "right"
        }
        return sorted(by_section | by_name)

    def concept_sentences(self) -> Iterator[Row]:
        plan = self._plan.id
        right_of = {s.code: s.right for s in self._document.sections}
        for p in self._document.provisions:
            if right := right_of.get(p.section or ""):
                yield from (("rights", right, plan, p.code, s.code) for s in p.sentences)
        for m in self._mentions():
            yield (SCHEME_OF[m.type], m.entity, plan, m.provision, m.sentence)
        for sentence in self._facts.sentences:
            provision = sentence.sentence.rpartition(".")[0]
            yield from (("bodies", agent, plan, provision, sentence.sentence) for agent in sentence.agents)

    def mentions(self) -> Iterator[Row]:
        """In the order of the text; the mention of a quantity is listed like any other."""
        for m in self._mentions():
            head = (str(self._iris.mention(m)), self._plan.id, m.provision, m.sentence, m.type, m.entity)
            what = (self._label(m.type, m.entity), m.qualifier, m.quote)
            yield (*head, *what, m.start, m.end, m.rule, float(m.confidence))

    def targets(self) -> Iterator[Row]:
        iris = self._iris.quantities(self._facts.quantities)
        for iri, fact in sorted(zip(iris, self._facts.quantities, strict=True), key=lambda f: _place(f[1].mention)):
            yield (str(iri), self._plan.id, *self._quantity(fact))

    def acts(self) -> Iterator[Row]:
        for iri, act in zip(self._iris.acts(self._facts.acts), self._facts.acts, strict=True):
            m, number = act.mention, int(self._names.slug(iri))
            head = (self._plan.id, m.sentence, number, str(iri), m.provision, m.entity)
            yield (*head, self._label(m.type, m.entity), m.quote, m.start, m.end)

    def act_objects(self) -> Iterator[Row]:
        for iri, act in zip(self._iris.acts(self._facts.acts), self._facts.acts, strict=True):
            head = (self._plan.id, act.mention.sentence, int(self._names.slug(iri)))
            yield from ((*head, kind, entity, self._label(kind, entity)) for kind, entity in act.objects)

    def _label(self, kind: MentionType, entity: str) -> str:
        return self._vocabulary.get(SCHEME_OF[kind], entity).label

    def ledger(self) -> Iterator[Row]:
        """In the order of the text; what ties an entry goes into one column, as JSON."""
        for e in self._ledger:
            reason = self._vocabulary.get(SCHEME, e.reason).label if e.reason else None
            head = (str(self._iris.ledger_entry(e.what, e.start, e.end)), self._plan.id, e.provision, e.sentence)
            by = json.dumps(e.by, ensure_ascii=False)
            yield (*head, e.what, e.status, by, e.reason, reason, e.quote, e.start, e.end)

    def _mentions(self) -> list[Mention]:
        of_quantities = (fact.mention for fact in self._facts.quantities)
        return sorted({*self._facts.mentions, *of_quantities}, key=_place)

    def _quantity(self, fact: QuantityFact) -> Row:
        q, m = fact.quantity, fact.mention
        unit = self._vocabulary.get("units", q.unit or "")
        what = (m.entity, self._vocabulary.get("indicators", m.entity).label, q.comparator, q.kind, q.direction)
        size = (_number(q.value), unit.slug, unit.label, q.denominator, q.per)
        when = (q.deadline, int(q.deadline_stated), q.status)
        return (m.provision, m.sentence, *what, *size, *when, m.quote, m.start, m.end)


def _place(mention: Mention) -> tuple[int, int, str, str, str]:
    return (mention.start, mention.end, mention.type, mention.entity, mention.qualifier or "")


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
