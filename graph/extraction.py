"""The document's sentences to everything they say: mentions, agents, modalities, quantities, acts.

The order of precedence is that of names: what stands inside an instrument's title is part of the
title, and no group is looked for inside a body's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from graph.decisions import Decision
from graph.errors import VocabularyError
from graph.mentions.action_types import RULE, ActionTypeReader
from graph.mentions.agents import AgentFind, find_agents
from graph.mentions.bodies import BodyReader
from graph.mentions.instruments import InstrumentReader
from graph.mentions.labels import LabelMatcher, Match
from graph.mentions.modality import ModalityReader
from graph.model import (
    SCHEME_OF,
    Act,
    Document,
    Facts,
    Mention,
    MentionType,
    Provision,
    Quantity,
    QuantityFact,
    Sentence,
    SentenceFacts,
)
from graph.targets import find_quantities
from graph.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class _Find:
    """A mention before it has its place in the source; ``start`` and ``end`` index the sentence.

    ``reach`` encloses the words that a promised verb acts on.
    """

    type: MentionType
    entity: str
    start: int
    end: int
    rule: str
    qualifier: str | None = None
    reach: tuple[int, int] | None = None


def extract(
    document: Document,
    vocabulary: Vocabulary,
    decisions: Mapping[str, Sequence[Decision]],
    period: tuple[int, int],
) -> Facts:
    """Read every sentence of a document.

    Raises DecisionError for a decision whose words or effect are gone, ExtractionError for a
    number that no rule accounts for.
    """
    reader = _Reader(vocabulary)
    _check_sentences_exist(document, decisions)
    agents = _by_sentence(find_agents(document, vocabulary))
    quantities = find_quantities(document, vocabulary, period)
    provision_of = {s.code: (p, s) for p in document.provisions for s in p.sentences}
    mentions: list[Mention] = []
    sentences: list[SentenceFacts] = []
    acts: list[Act] = []
    for provision, sentence in provision_of.values():
        finds = _decide(reader.read(sentence), sentence, decisions.get(sentence.code, ()))
        acts += reader.acts(finds, sentence, provision, quantities)
        subjects = agents.get(sentence.code, ())
        finds += [_Find("agent", a.agent, a.start, a.end, a.rule) for a in subjects]
        mentions += [reader.mention(find, sentence, provision) for find in finds]
        sentences.append(
            SentenceFacts(
                sentence.code,
                tuple(dict.fromkeys(a.agent for a in subjects)),
                _modality(reader.modality, sentence, subjects),
            )
        )
    facts = [reader.quantity(q, *provision_of[q.sentence]) for q in quantities if q.status != "other"]
    mentions += [reader.number(q, *provision_of[q.sentence]) for q in quantities if q.status == "other"]
    return Facts(tuple(sorted(mentions, key=_reading_order)), tuple(sentences), tuple(facts), tuple(acts))


class _Reader:
    """The matchers of a build, and the step from a find to a mention."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._instruments = InstrumentReader(vocabulary)
        self._bodies = BodyReader(vocabulary)
        self._groups = LabelMatcher(vocabulary.concepts("groups"))
        self._rights = LabelMatcher(vocabulary.concepts("rights"))
        self._means = LabelMatcher(vocabulary.concepts("means"))
        self._actions = ActionTypeReader(vocabulary)
        self.modality = ModalityReader(vocabulary)

    def read(self, sentence: Sentence) -> list[_Find]:
        """What the labels find in a sentence."""
        text = sentence.text
        instruments = self._instruments.find(text)
        titles = [find.match for find in instruments]
        bodies = [find for find in self._bodies.find(text) if not _within(find.match, titles)]
        names = titles + [find.match for find in bodies]
        found = [_Find("instrument", f.instrument, f.match.start, f.match.end, f.rule, f.action) for f in instruments]
        found += [_Find("body", f.body, f.match.start, f.match.end, f.rule, f.role) for f in bodies]
        found += _plain("group", (m for m in self._groups.find(text) if not _within(m, names)))
        found += _plain("right", (m for m in self._rights.find(text) if not _within(m, titles)))
        found += _plain("means", (m for m in self._means.find(text) if not _within(m, names)))
        if sentence.role != "footnote":
            found += [_Find("action", f.type, f.start, f.end, RULE, reach=f.reach) for f in self._actions.read(text)]
        return found

    def acts(
        self, finds: Iterable[_Find], sentence: Sentence, provision: Provision, quantities: Iterable[Quantity]
    ) -> list[Act]:
        """What a sentence promises, in its order, each act with the entities within its reach."""
        named = [(f.start, f.end, f.type, f.entity) for f in finds if f.type not in ("action", "means")]
        named += [
            (q.start, q.end, "quantity", q.indicator) for q in quantities if q.sentence == sentence.code and q.indicator
        ]
        acts = []
        for find in sorted((f for f in finds if f.type == "action"), key=lambda f: (f.start, f.end, f.entity)):
            start, end = find.reach or (find.end, find.end)
            within = [(kind, entity) for s, e, kind, entity in sorted(named) if start <= s and e <= end]
            acts.append(Act(self.mention(find, sentence, provision), tuple(dict.fromkeys(within))))
        return acts

    def mention(self, find: _Find, sentence: Sentence, provision: Provision) -> Mention:
        """The mention that a find becomes; its confidence is that of its rule and of its concept."""
        start, end = sentence.placed.span(find.start, find.end)
        concept = self._vocabulary.get(SCHEME_OF[find.type], find.entity)
        return Mention(
            type=find.type,
            entity=find.entity,
            sentence=sentence.code,
            provision=provision.code,
            start=start,
            end=end,
            quote=sentence.text[find.start : find.end],
            rule=find.rule,
            confidence=min(self._confidence(find.rule), Decimal(concept.value("confidence") or 1)),
            qualifier=find.qualifier,
        )

    def quantity(self, quantity: Quantity, provision: Provision, sentence: Sentence) -> QuantityFact:
        """A target or parameter with the mention that evidences it."""
        return QuantityFact(quantity, self._numeral("quantity", quantity.indicator, quantity, sentence, provision))

    def number(self, quantity: Quantity, provision: Provision, sentence: Sentence) -> Mention:
        """The mention that accounts for a number which is neither target nor parameter."""
        return self._numeral("number", quantity.number_kind, quantity, sentence, provision)

    def _numeral(
        self, kind: MentionType, entity: str | None, quantity: Quantity, sentence: Sentence, provision: Provision
    ) -> Mention:
        if entity is None:
            raise VocabularyError(f"Nothing says what the number at {quantity.start} of {sentence.code} is.")
        qualifier = quantity.status if kind == "quantity" else None
        find = _Find(kind, entity, quantity.start, quantity.end, quantity.rule, qualifier)
        mention = self.mention(find, sentence, provision)
        return replace(mention, confidence=min(mention.confidence, quantity.confidence))

    def _confidence(self, rule: str) -> Decimal:
        return Decimal(self._vocabulary.get("rules", rule).value("confidence") or 1)


def _plain(kind: MentionType, matches: Iterable[Match]) -> list[_Find]:
    return [_Find(kind, slug, m.start, m.end, "label") for m in matches for slug in m.slugs]


def _within(match: Match, others: Iterable[Match]) -> bool:
    return any(match.inside(other) for other in others)


def _decide(finds: list[_Find], sentence: Sentence, decisions: Sequence[Decision]) -> list[_Find]:
    """The finds after the decisions on their sentence, each of which must change something."""
    for decision in decisions:
        start, end = decision.span_in(sentence.text)
        same = [
            f
            for f in finds
            if (f.type, f.entity) == (decision.type, decision.entity) and f.start < end and start < f.end
        ]
        rest = [f for f in finds if f not in same]
        new = _Find(decision.type, decision.entity, start, end, "decision", decision.qualifier)
        if decision.do == "add":
            if any(f.qualifier == decision.qualifier for f in same):
                raise decision.error("the rules find this already")
            finds = [*finds, new]
        elif not same:
            raise decision.error("the rules find nothing there")
        elif decision.do == "drop":
            finds = rest
        else:
            if all(f.qualifier == decision.qualifier for f in same):
                raise decision.error("the rules say this already")
            finds = [*rest, replace(same[0], rule="decision", qualifier=decision.qualifier)]
    return finds


def _check_sentences_exist(document: Document, decisions: Mapping[str, Sequence[Decision]]) -> None:
    known = {sentence.code for sentence in document.sentences}
    for code, entries in decisions.items():
        if code not in known:
            raise entries[0].error("there is no such sentence")


def _modality(reader: ModalityReader, sentence: Sentence, subjects: Sequence[AgentFind]) -> str | None:
    if sentence.role != "commitment":
        return None
    return reader.read(sentence.text, sentence.text[subjects[0].end :] if subjects else "")


def _by_sentence(finds: Iterable[AgentFind]) -> dict[str, tuple[AgentFind, ...]]:
    found: dict[str, tuple[AgentFind, ...]] = {}
    for find in finds:
        found[find.sentence] = (*found.get(find.sentence, ()), find)
    return found


def _reading_order(mention: Mention) -> tuple[int, int, str, str, str]:
    return mention.start, mention.end, mention.type, mention.entity, mention.qualifier or ""
