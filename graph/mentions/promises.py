"""Which verbs of a sentence are what it promises, and what each of them acts on.

A verb is promised where it

* follows "will", "should", "must" or "are to" ("will formulate"), also in the passive ("will be formulated"),
* stands in the present with the sentence's own subject ("the state prohibits", "is protected"),
* is the participle that a heading or a bare task opens with ("Improving the mechanism"), or follows "while",
* follows an announcement of effort that is promised ("will continue to", "will take steps to", "Efforts will be
  made to"),
* or is coordinated with a promised verb in the same form.

Verbs of subordinate clauses are not: those after "to" ("to ensure"), "that", "which", "so that", "thereby", of a
participle that trails a sentence (", ensuring"), and of gerunds after a preposition ("mechanisms for protecting").
A verb joined to such a one by a bare "and" belongs to it; one after a comma goes on with the promise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph.mentions.labels import Match
from graph.text import fold

_ADVERB = (
    r"(?:(?!(?:ap|sup|com|re|especial|particular)p?ly\b)[a-z]+ly"
    r"|also|each|further|now|still|always|better|well|together)"
)
_TRAILING_ADVERBS = re.compile(rf"(?:\b{_ADVERB} )+$", re.IGNORECASE)
_EFFORT = r"(?:efforts?|steps|measures|action|campaign|pace|headway|progress)"
_EFFORT_VERB = (
    r"(?:mak|tak|intensify|focus|increas|coordinat|continu|maintain|redoubl|step)(?:e|ing|es)?|step(?:ping)? up"
    r"|accelerat(?:e|ing)"
)
_TOWARDS = r"(?:to|in|on|at|towards)"
_LIGHT = re.compile(
    r"\b(?:(?:continu|striv)(?:e|es|ing) (?:actively )?to|(?:mov|work)(?:e|es|s|ing)? faster to"
    r"|work(?:ing)? (?:actively )?to|(?:priority|attention) will be given to|explor(?:e|ing) to|the aim is to"
    rf"|(?:{_EFFORT_VERB}) (?:[a-z-]+ ){{0,4}}?{_EFFORT} {_TOWARDS}"
    rf"|(?:efforts|measures|work|steps) will (?:[a-z]+ )?be [a-z]+ to) (?:{_ADVERB} )*(?=[a-z])",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(?:will|shall|should|must|(?:is|are) to)(?: not)? $")
_ANY_MODAL = re.compile(r"\b(?:will|shall|should|must|is to|are to)\b")
_BE = re.compile(r"\b(?:be|been) $")
_IS = re.compile(r"\b(?:is|are) $")
_RELATIVE = re.compile(r"\b(?:that|which|who|whom|whose|where|what|how)\b[^,;]*$")
_DIRECT_RELATIVE = re.compile(r"\b(?:that|which|who|where|so that(?: [a-z]+){1,4}) $")
_SUBJECT = re.compile(r"^(?:[^,]*, )*(?:It|it|China|(?:[Tt]he|[Tt]his) (?:[A-Za-z]+ ){1,3}) ?$")
_JOIN = re.compile(r"(?P<comma>, (?:and |or |but |as well as )?|; (?:and )?)$|(?:\band|\bor|\bas well as) $")
_BARE_JOIN = re.compile(rf"^(?:,| and| or|, and|, or) (?:{_ADVERB} )*$")
_BARE_VERB = re.compile(r"^[A-Za-z]+(?: (?:up|out|on|in|with|to|for|forward|against|down|in place))?$")
_BEFORE_GERUND = re.compile(r"\b(?:for|of|by|in|from|on|with|to|through|at|into|than|without|towards) $")
_SUBORDINATE = re.compile(
    r"\b(?:that|which|who|whose|whom|where|thereby|thus|in order to|so as to|can|may)\b"
    r"|\bto (?!(?:the|a|an|its|their|all)\b|(?:(?!access|address|assess|discuss|process)[a-z]+s|[a-z]+ing)\b)[a-z]+\b"
)
_PURPOSE = re.compile(
    r"\b(?:in order to|so that|so as to|thereby|thus)\b|, (?:with|aiming|including)\b|, [a-z]+ing (?:that|the|them)\b"
    r"|; |\bto (?=[a-z]+ )"
)
_NO_OBJECT = re.compile(
    r"^(?:[,.;:)]| (?:of|for|in|at|on|as|from|by|through|with|between|among|services?|mechanisms?|systems?|efforts"
    r"|personnel|will|should|must|is|are)\b|$)"
)
_WHILE = re.compile(r". while $")
_OPENING = re.compile(rf"^(?:{_ADVERB} )*$", re.IGNORECASE)
_INTRODUCTION = re.compile(r"^(?:To|By|In|With|While|Before|For|At|As|Under|Through|On|After)\b.*, ", re.DOTALL)
_CLAUSE = re.compile(r"; |, and |, while |, but ")
_IRREGULAR = re.compile(r"brought|built|drawn|given|grown|held|kept|led|made|sought|taken|taught|upheld")
_NOT_THIRD = frozenset(("access", "address", "assess", "discuss", "focus", "harness", "press", "process", "progress"))


@dataclass(frozen=True, slots=True)
class Promise:
    """A promised verb; ``reach`` are the words that it acts on, as indexes into the sentence."""

    verb: Match
    passive: bool
    reach: tuple[int, int]
    clause: int


def find_promises(sentence: str, verbs: Iterable[Match]) -> tuple[Promise, ...]:
    """The promised ones among the verbs of a sentence, in their order."""
    text = fold(sentence)
    walk = _Walk(text)
    found = list(walk.promises(sorted(verbs)))
    return tuple(_with_reaches(text, found))


class _Walk:
    """Goes through a sentence from left to right and keeps what form a coordinated verb would have."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._forms: frozenset[str] = frozenset()
        self._last = 0
        self._light_end = -1
        self._after_passive = False
        self._has_modal = bool(_ANY_MODAL.search(text))

    def promises(self, verbs: list[Match]) -> Iterator[Promise]:
        lights = [Match(m.start(), m.end(), "", ()) for m in _LIGHT.finditer(self._text)]
        free = [v for v in verbs if not any(v.overlaps(light) for light in lights)]
        for verb in sorted([*lights, *free]):
            form = self._form(verb)
            if form is None:
                continue
            passive = form == "participle"
            clause = self._clause_start(verb.start)
            self._after_passive = passive
            self._last = verb.end
            if verb.slugs:
                yield Promise(verb, passive, (verb.end, len(self._text)), clause)
            else:
                self._light_end = verb.end

    def _form(self, verb: Match) -> str | None:
        """The form in which a verb is promised; the forms that may be coordinated with it are kept."""
        before = _TRAILING_ADVERBS.sub("", self._text[: verb.start])
        word = re.split(r"\W", self._text[verb.start : verb.end].lower())[0]
        form = self._by_place(before, word, verb)
        if form is None:
            form = self._by_coordination(before, word, verb)
        return form

    def _by_place(self, before: str, word: str, verb: Match) -> str | None:
        forms = _forms_of(word)
        announced = not verb.slugs and " will " in self._text[verb.start : verb.end]
        if announced or self._after_modal(before, forms):
            return self._set("base", "base")
        if self._light_end == verb.start:
            return self._set("gerund" if "gerund" in forms else "base", *self._forms, *forms & {"base", "gerund"})
        if "participle" in forms and _BE.search(before) and self._is_promised_be(before):
            return self._set("participle", "participle", "base")
        if "gerund" in forms and self._opens(before):
            return self._set("gerund", "gerund", *self._forms)
        return self._present(before, forms)

    def _after_modal(self, before: str, forms: frozenset[str]) -> bool:
        modal = _MODAL.search(before) if "base" in forms else None
        return bool(modal and not _DIRECT_RELATIVE.search(before[: modal.start()]))

    def _opens(self, before: str) -> bool:
        """Whether a gerund there is the sentence's own, or follows a "while" inside it."""
        return bool(_OPENING.match(before) and not self._has_modal) or bool(_WHILE.search(before))

    def _present(self, before: str, forms: frozenset[str]) -> str | None:
        if self._forms:
            return None
        if "third" in forms and _SUBJECT.match(before):
            return self._set("third", "third")
        if "participle" in forms and not self._has_modal and _IS.search(before) and not _RELATIVE.search(before):
            return self._set("participle", "participle")
        return None

    def _is_promised_be(self, before: str) -> bool:
        head = _TRAILING_ADVERBS.sub("", _BE.sub("", before))
        if modal := _MODAL.search(head):
            return not _DIRECT_RELATIVE.search(head[: modal.start()])
        return head.endswith("and ") or len(head) == self._light_end

    def _by_coordination(self, before: str, word: str, verb: Match) -> str | None:
        join = _JOIN.search(before)
        allowed = self._forms | ({"base"} if _ANY_MODAL.search(before, self._last) else set())
        shared = _forms_of(word) & allowed
        if not join or not shared or ("participle" not in shared and self._is_noun(verb)):
            return None
        if not join["comma"] and self._subordinate(join.start(), min(shared)):
            return None
        self._forms = frozenset(allowed)
        return min(shared)

    def _is_noun(self, verb: Match) -> bool:
        """Whether nothing follows that the word could act on: "access to care and support for families"."""
        return " " not in self._text[verb.start : verb.end] and bool(_NO_OBJECT.match(self._text[verb.end :]))

    def _subordinate(self, end: int, form: str) -> bool:
        """Whether a subordinate clause with a verb of that form opens between the last promised verb and a place."""
        between = self._text[self._last : end]
        gerunds = re.finditer(r"\b[a-z]+ing\b", between) if form == "gerund" else ()
        return bool(_SUBORDINATE.search(between)) or any(_BEFORE_GERUND.search(between[: m.start()]) for m in gerunds)

    def _set(self, form: str, *allowed: str) -> str:
        self._forms = frozenset(allowed)
        return form

    def _clause_start(self, place: int) -> int:
        """Where the clause of a verb begins, so that a passive's subject can be told."""
        between = self._text[self._last : place]
        if self._last == 0:
            introduction = _INTRODUCTION.match(between)
            return max(introduction.end() if introduction else 0, between.rfind("; ") + 1)
        starts = [m.end() for m in _CLAUSE.finditer(between)]
        return self._last + (starts[0 if self._after_passive else -1] if starts else 0)


def _forms_of(word: str) -> frozenset[str]:
    if word.endswith("ing") and len(word) > 5:
        return frozenset({"gerund"})
    if word in ("set", "put"):
        return frozenset({"base", "participle"})
    if word.endswith("ed") or _IRREGULAR.fullmatch(word):
        return frozenset({"participle"})
    if word.endswith("s") and word not in _NOT_THIRD:
        return frozenset({"third"})
    return frozenset({"base"})


def _with_reaches(text: str, found: list[Promise]) -> Iterator[Promise]:
    """The promises with what they act on; verbs that are joined share it."""
    reaches: list[tuple[int, int]] = []
    for i in reversed(range(len(found))):
        promise = found[i]
        following = found[i + 1] if i + 1 < len(found) else None
        if promise.passive:
            reaches.append(_subject(text, found, i))
        elif following and _shares_object(text, promise, following):
            reaches.append(reaches[-1])
        else:
            limit = following.clause if following and following.passive else len(text)
            reaches.append((promise.verb.end, _object_end(text, promise.verb.end, following, limit)))
    for promise, reach in zip(found, reversed(reaches), strict=True):
        yield replace(promise, reach=reach)


def _shares_object(text: str, promise: Promise, following: Promise) -> bool:
    verb = text[promise.verb.start : promise.verb.end]
    return bool(_BARE_JOIN.match(_between(text, promise, following)) and _BARE_VERB.match(verb))


def _between(text: str, first: Promise, second: Promise) -> str:
    return text[first.verb.end : second.verb.start]


def _object_end(text: str, start: int, following: Promise | None, limit: int) -> int:
    end = min(limit, following.verb.start) if following else limit
    cut = _PURPOSE.search(text, start, max(start, end))
    return cut.start() if cut else max(start, end)


def _subject(text: str, found: list[Promise], i: int) -> tuple[int, int]:
    """The words before a passive's auxiliary; participles that are joined share a subject."""
    first = i
    while first and found[first - 1].passive and _BARE_JOIN.match(_between(text, found[first - 1], found[first])):
        first -= 1
    start = found[first].clause
    auxiliary = [m.start() for m in re.finditer(r"\b(?:will|should|must|is|are)\b", text[: found[first].verb.start])]
    end = auxiliary[-1] if auxiliary and auxiliary[-1] >= start else found[first].verb.start
    return start, end
