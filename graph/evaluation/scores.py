"""The facts of a plan against two readings of it: recall, precision, qualifiers, and every miss and false find.

A fact agrees with a mark where both are of the same type and their words overlap. Recall is
taken over what both readings mark, precision over what neither marks, so that a difference
between two careful readers counts neither for nor against.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from graph.evaluation.readings import Mark, Reading
from graph.model import Facts, Mention, MentionType, QuantityFact


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_S = TypeVar("_S", bound=_Span)


@dataclass(frozen=True, slots=True)
class Ratio:
    """Hits of a total; a total of nothing is a full score."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        return self.hits / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True)
class Fault:
    """A miss, a false find, or a wrong qualifier, with its place and words."""

    what: str
    sentence: str
    quote: str
    detail: str


@dataclass(frozen=True, slots=True)
class Score:
    """How the facts of one type, or of one part of the text or one rule, agree with the readings."""

    name: str
    recall: Ratio
    precision: Ratio
    qualifier: Ratio
    faults: tuple[Fault, ...]

    @property
    def f1(self) -> float:
        both = self.recall.value + self.precision.value
        return 2 * self.recall.value * self.precision.value / both if both else 0.0


def score_mentions(kind: MentionType, facts: Facts, first: Reading, second: Reading, *, within: str = "") -> Score:
    """The score of instruments, bodies, groups or rights, in the provisions whose code starts with ``within``."""
    found = [m for m in facts.mentions if m.type == kind and m.provision.startswith(within)]
    a, b = (_inside(reading.marks[kind], within) for reading in (first, second))
    agreed = [mark for mark in a if _overlapping(mark, b)]
    missed = [mark for mark in agreed if not _overlapping(mark, found)]
    pairs = _pairs(found)
    false = [pair[0] for pair in pairs if not any(_overlapping(m, (*a, *b)) for m in pair)]
    qualified, wrong = _qualifiers(found, a, b)
    faults = [Fault("missed", m.sentence, m.quote, m.name) for m in missed]
    faults += [Fault("false", m.sentence, m.quote, f"{m.entity} ({m.rule})") for m in false]
    return Score(
        kind,
        Ratio(len(agreed) - len(missed), len(agreed)),
        Ratio(len(pairs) - len(false), len(pairs)),
        Ratio(len(qualified) - len(wrong), len(qualified)),
        (*faults, *wrong),
    )


def score_agents(facts: Facts, first: Reading, second: Reading) -> Score:
    """The score of the set of generic agents of each provision."""
    ours = _agent_sets((s.sentence.rsplit(".", 1)[0], agent) for s in facts.sentences for agent in s.agents)
    theirs = [_agent_sets((m.provision, m.name) for m in r.marks["agent"]) for r in (first, second)]
    read = sorted({*theirs[0], *theirs[1]})
    faults = [
        Fault("agents", code, _listed(ours, code), f"read as {_listed(theirs[0], code)} or {_listed(theirs[1], code)}")
        for code in read
        if all(ours.get(code, frozenset()) != reading.get(code, frozenset()) for reading in theirs)
    ]
    right = Ratio(len(read) - len(faults), len(read))
    return Score("agents per provision", right, right, right, tuple(faults))


def score_targets(facts: Facts, first: Reading, second: Reading) -> Score:
    """The score of targets: value, comparator, kind and deadline must all be those of a reading."""
    ours = [_Target(fact) for fact in facts.quantities if fact.quantity.status == "target"]
    a, b = ([m for m in r.marks["quantity"] if m.measured[0] == "target"] for r in (first, second))
    missed = [m for m in a if _overlapping(m, b) and not any(t.agrees(m) for t in ours)]
    false = [t for t in ours if not any(t.agrees(m) for m in (*a, *b))]
    agreed = [m for m in a if _overlapping(m, b)]
    faults = [Fault("missed", m.sentence, m.quote, " ".join(m.measured)) for m in missed]
    faults += [Fault("false", t.fact.quantity.sentence, t.fact.mention.quote, " ".join(t.measured)) for t in false]
    return Score(
        "target",
        Ratio(len(agreed) - len(missed), len(agreed)),
        Ratio(len(ours) - len(false), len(ours)),
        Ratio(0, 0),
        tuple(faults),
    )


def by_rule(kind: MentionType, facts: Facts, first: Reading, second: Reading) -> list[tuple[str, Ratio]]:
    """The precision of each rule: of the entities in provisions that it found, how many a reading has."""
    marks = (*first.marks[kind], *second.marks[kind])
    pairs = _pairs(m for m in facts.mentions if m.type == kind)
    rules = sorted({m.rule for pair in pairs for m in pair})
    of = {rule: [pair for pair in pairs if any(m.rule == rule for m in pair)] for rule in rules}
    held = {rule: [pair for pair in of[rule] if any(_overlapping(m, marks) for m in pair)] for rule in rules}
    return [(rule, Ratio(len(held[rule]), len(of[rule]))) for rule in rules]


def disagreements(first: Reading, second: Reading) -> list[Fault]:
    """What one reading marks and the other does not, or qualifies otherwise."""
    found = []
    for kind in ("instrument", "body", "group", "right"):
        a, b = first.marks[kind], second.marks[kind]
        found += [Fault(f"{kind}: first only", m.sentence, m.quote, m.name) for m in a if not _overlapping(m, b)]
        found += [Fault(f"{kind}: second only", m.sentence, m.quote, m.name) for m in b if not _overlapping(m, a)]
        for mark in a:
            other = {m.qualifier for m in _overlapping(mark, b)}
            if other and mark.qualifier not in other:
                found.append(Fault(f"{kind}: otherwise", mark.sentence, mark.quote, f"{mark.qualifier} / {other}"))
    return found


@dataclass(frozen=True, slots=True)
class _Target:
    fact: QuantityFact

    @property
    def measured(self) -> tuple[str, ...]:
        q = self.fact.quantity
        value = "" if q.value is None else f"{float(q.value):g}"
        return q.status, value, q.comparator or "", q.kind or "", str(q.deadline or ""), str(q.deadline_stated)

    def agrees(self, mark: Mark) -> bool:
        return _overlap(self.fact.mention, mark) and self.measured == mark.measured


def _qualifiers(found: Sequence[Mention], a: Sequence[Mark], b: Sequence[Mark]) -> tuple[list[Mention], list[Fault]]:
    """The mentions whose qualifier a reading gives, and those that have none of those given."""
    qualified, wrong = [], []
    for mention in found:
        first, second = ({m.qualifier for m in _overlapping(mention, marks)} for marks in (a, b))
        right = (first & second) or (first | second)
        if mention.qualifier is None or not right - {None}:
            continue
        qualified.append(mention)
        if mention.qualifier not in right:
            expected = " or ".join(sorted(str(q) for q in right))
            wrong.append(
                Fault("otherwise", mention.sentence, mention.quote, f"{mention.qualifier}, read as {expected}")
            )
    return qualified, wrong


def _pairs(found: Iterable[Mention]) -> list[list[Mention]]:
    """The mentions of each entity in each provision, which count once."""
    pairs: dict[tuple[str, str], list[Mention]] = {}
    for mention in found:
        pairs.setdefault((mention.provision, mention.entity), []).append(mention)
    return list(pairs.values())


def _inside(marks: Iterable[Mark], within: str) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks if mark.provision.startswith(within))


def _overlap(left: _Span, right: _Span) -> bool:
    return left.start < right.end and right.start < left.end


def _overlapping(span: _Span, others: Iterable[_S]) -> list[_S]:
    return [other for other in others if _overlap(span, other)]


def _listed(sets: Mapping[str, frozenset[str]], code: str) -> str:
    return ", ".join(sorted(sets.get(code, ()))) or "none"


def _agent_sets(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    sets: dict[str, frozenset[str]] = {}
    for provision, agent in pairs:
        sets[provision] = sets.get(provision, frozenset()) | ({agent} - {"none"})
    return sets
