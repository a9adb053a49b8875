"""The IRIs of a plan's own things: its tree, its mentions and its facts.

Graph and read model take every IRI from here, so that the two cannot come apart. Concepts carry
their IRI themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import URIRef

from graph.model import Act, Mention, Provision, QuantityFact, Sentence
from graph.names import Names

_SENTENCE_PATH = {"heading": "heading", "commitment": "commitment", "footnote": "note"}


@dataclass(frozen=True, slots=True)
class PlanIris:
    """Makes the IRIs of one plan."""

    names: Names
    plan_id: str

    @property
    def plan(self) -> URIRef:
        return self.names.thing("plan", self.plan_id)

    @property
    def text(self) -> URIRef:
        """The source text as a whole."""
        return self._of("text")

    def graph(self, name: str) -> URIRef:
        """A named graph of this plan, such as ``text`` or ``mentions``."""
        return self.names.thing("graph", name, self.plan_id)

    def chapter(self, code: str) -> URIRef:
        return self._of("chapter", code)

    def section(self, code: str) -> URIRef:
        return self._of("section", code)

    def provision(self, provision: Provision) -> URIRef:
        return self._of(provision.kind, provision.code)

    def sentence(self, sentence: Sentence) -> URIRef:
        return self._of(_SENTENCE_PATH[sentence.role], sentence.code)

    def mention(self, mention: Mention) -> URIRef:
        """One IRI for the same words and entity, whatever their qualifiers."""
        return self._of("mention", f"{mention.start}-{mention.end}", mention.type, mention.entity)

    def selection(self, start: int, end: int) -> URIRef:
        return self._of("selection", f"{start}-{end}")

    def quote_selector(self, start: int, end: int) -> URIRef:
        return self._of("selection", f"{start}-{end}", "quote")

    def position_selector(self, start: int, end: int) -> URIRef:
        return self._of("selection", f"{start}-{end}", "position")

    def ledger_entry(self, kind: str, start: int, end: int) -> URIRef:
        return self._of("ledger", f"{start}-{end}", kind)

    def acts(self, acts: Iterable[Act]) -> tuple[URIRef, ...]:
        """The IRIs of acts, in the order given, counted within each sentence from 1."""
        seen: Counter[str] = Counter()
        made: list[URIRef] = []
        for act in acts:
            seen[act.mention.sentence] += 1
            made.append(self._of("act", act.mention.sentence, str(seen[act.mention.sentence])))
        return tuple(made)

    def instrument_action(self, sentence: str, instrument: str, action: str) -> URIRef:
        return self._of("instrument-action", sentence, instrument, action)

    def body_role(self, sentence: str, body: str, role: str) -> URIRef:
        return self._of("body-role", sentence, body, role)

    def link(self, first: str, second: str) -> URIRef:
        """The link between two measures, by their codes."""
        return self._of("link", first, second)

    def link_reason(self, first: str, second: str, kind: str, parts: Iterable[str]) -> URIRef:
        return self._of("link", first, second, kind, *parts)

    def word_use(self, start: int, end: int) -> URIRef:
        return self._of("word-use", f"{start}-{end}")

    def quantities(self, facts: Iterable[QuantityFact]) -> tuple[URIRef, ...]:
        """The IRIs of targets and parameters, in the order given, which is that of the text.

        The second use of an indicator in a provision ends with ``-2``, the third with ``-3``.
        """
        seen: Counter[tuple[str, ...]] = Counter()
        made: list[URIRef] = []
        for fact in facts:
            path = (fact.quantity.status, fact.mention.provision, fact.mention.entity)
            seen[path] += 1
            number = seen[path]
            made.append(self._of(*path[:2], path[2] if number == 1 else f"{path[2]}-{number}"))
        return tuple(made)

    def _of(self, *parts: str) -> URIRef:
        return self.names.thing("plan", self.plan_id, *parts)
