"""The language of searches: words, "phrases", prefix*, AND, OR, NOT or -, and parentheses.

A search is parsed into a tree of our own, of which the index gets quoted words only: nothing that
a reader types is ever syntax to it. What can be read in one way only is forgiven, with a note.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from graph.errors import SearchError
from graph.readmodel.search import HAN

MAX_LENGTH = 500
"""Characters of a search."""
MAX_TERMS = 32
MAX_DEPTH = 16
_LEAST_PREFIX = 3

_TOKEN = re.compile(r'(?P<quote>"[^"]*"?)|(?P<bracket>[()])|(?P<minus>-(?=["(\w]))|(?P<word>[^\s"()]+)')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»「」『』〝〞＂", '"') | {"（": "(", "）": ")"})
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_SYNTAX = 'Use words, "phrases", prefix*, AND, OR, NOT and parentheses.'


@dataclass(frozen=True, slots=True)
class Term:
    """Words to be found one after another: mostly one word; its last may be a beginning only."""

    words: tuple[str, ...]
    shown: str
    prefix: bool = False
    quoted: bool = False

    def __str__(self) -> str:
        return self.shown


@dataclass(frozen=True, slots=True)
class AllOf:
    """Everything of ``parts`` and nothing of ``without``."""

    parts: tuple[Node, ...]
    without: tuple[Node, ...] = ()

    def __str__(self) -> str:
        found = " AND ".join(_inner(part) for part in self.parts)
        return found + "".join(f" NOT {_inner(part)}" for part in self.without)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of ``parts``."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(_inner(part) for part in self.parts)


Node = Term | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Reading:
    """A search as it was read: its tree, and what was made of what was not quite right."""

    tree: Node
    notes: tuple[str, ...]

    @property
    def text(self) -> str:
        return str(self.tree)


def read(text: str, stop_words: Collection[str] = ()) -> Reading:
    """Parse a search. Stop words outside of phrases are passed over where there are others.

    Raises SearchError where there is nothing to look for, or more than the limits allow.
    """
    if len(text) > MAX_LENGTH:
        raise SearchError(f"The search has more than {MAX_LENGTH} characters.", remedy="Search for fewer words.")
    parser = _Parser([*_tokens(text)])
    tree = parser.any_of(0)
    terms = [*positive(tree)] if tree else []
    if tree is None or not terms:
        raise SearchError("The search has no word to look for.", remedy=_SYNTAX)
    if parser.terms > MAX_TERMS:
        raise SearchError(f"The search has more than {MAX_TERMS} words.", remedy="Search for fewer words.")
    stops = {t for t in terms if not t.quoted and not t.prefix and len(t.words) == 1 and t.words[0] in stop_words}
    if stops and len(stops) < len({*terms}):
        tree = _without(tree, stops) or tree
        parser.notes.append("Passed over: " + ", ".join(sorted(str(term) for term in stops)) + ".")
    return Reading(tree, tuple(dict.fromkeys(parser.notes)))


def positive(node: Node) -> Iterator[Term]:
    """The terms that are to be found, without those that are not."""
    if isinstance(node, Term):
        yield node
    else:
        for part in node.parts:
            yield from positive(part)


def sole_words(node: Node) -> tuple[str, ...]:
    """The words of a search that is nothing but words; none where it chooses, excludes or leaves endings open."""
    parts = (node,) if isinstance(node, Term) else node.parts if isinstance(node, AllOf) and not node.without else ()
    terms = [part for part in parts if isinstance(part, Term) and not part.prefix]
    return tuple(word for term in terms for word in term.words) if len(terms) == len(parts) else ()


def _inner(node: Node) -> str:
    return str(node) if isinstance(node, Term) else f"({node})"


def _without(node: Node, stops: Collection[Term]) -> Node | None:
    """The tree without some of its terms; those that a search excludes stay."""
    if isinstance(node, Term):
        return None if node in stops else node
    parts = tuple(kept for part in node.parts if (kept := _without(part, stops)))
    if isinstance(node, AllOf):
        return _all(parts, node.without)
    return _any(parts)


def _all(parts: tuple[Node, ...], without: tuple[Node, ...]) -> Node | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 and not without else AllOf(parts, without)


def _any(parts: tuple[Node, ...]) -> Node | None:
    return AnyOf(parts) if len(parts) > 1 else next(iter(parts), None)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a search, each with its kind; control characters and halves of surrogate pairs are spaces."""
    known = "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Cn") else c for c in text)
    for match in _TOKEN.finditer(known.translate(_QUOTES)):
        yield str(match.lastgroup), match.group()


def _words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case: runs of letters and digits, with accents, and single Chinese characters."""
    return tuple(HAN.sub(r" \g<0> ", re.sub(r"[^\w\u0300-\u036f]|_", " ", text)).lower().split())


@dataclass(slots=True)
class _Parser:
    """Recursive descent over the parts, from ``position`` on."""

    tokens: list[tuple[str, str]]
    position: int = 0
    terms: int = 0
    notes: list[str] = field(default_factory=list)

    def any_of(self, depth: int) -> Node | None:
        """Alternatives, up to a closing bracket or the end."""
        if depth > MAX_DEPTH:
            raise SearchError(
                f"The search has brackets more than {MAX_DEPTH} deep.", remedy="Search with fewer brackets."
            )
        parts = [self._all_of(depth)]
        while self._take("word", "OR"):
            parts.append(self._all_of(depth))
        if depth == 0 and self._take("bracket", ")"):
            self.notes.append("A closing bracket without an opening one was passed over.")
            rest = self.any_of(0)
            return _all(tuple(part for part in (*parts, rest) if part), ())
        found = tuple(part for part in parts if part)
        if len(found) < len(parts) and len(parts) > 1:
            self.notes.append("An OR without words on both sides was passed over.")
        return _any(found)

    def _all_of(self, depth: int) -> Node | None:
        """What must all hold, up to an OR."""
        parts: list[Node] = []
        without: list[Node] = []
        while (kind := self._kind()) and not self._is("word", "OR") and not self._is("bracket", ")"):
            if kind == "word" and self._take("word", "AND"):
                if not parts or not self._begins():
                    self.notes.append("An AND without words on both sides was passed over.")
                continue
            excluded = self._take("word", "NOT") or self._take("minus", "-")
            found = self._one(depth) if not excluded or self._begins() else None
            if found:
                (without if excluded else parts).append(found)
        if without and not parts:
            raise SearchError(
                "The search says only what is not to be found.", remedy="Add a word that is, as in: health NOT mental."
            )
        return _all(tuple(parts), tuple(without))

    def _one(self, depth: int) -> Node | None:
        """A group, a phrase or a word; None where it holds no letter or digit."""
        kind, text = self.tokens[self.position]
        self.position += 1
        if text == "(":
            return self._group(depth)
        if kind == "quote" and (len(text) == 1 or not text.endswith('"')):
            self.notes.append("A quotation mark was not closed: the phrase goes on to the end.")
        words = _words(text if kind == "quote" else _POSSESSIVE.sub("", text))
        self.terms += len(words)
        if not words:
            return None
        if kind == "quote":
            return Term(words, f'"{text.strip(chr(34)).strip()}"', quoted=True)
        prefix = text.endswith("*") and not HAN.fullmatch(words[-1])
        if prefix and len(words[-1]) < _LEAST_PREFIX:
            raise SearchError(
                f"{text[:80]!r} stands for too many words.", remedy="Give three letters or more before the *."
            )
        runs = [words] if prefix else _runs(words)
        shown = [text.lower()] if len(runs) == 1 else ["".join(run) for run in runs]
        return _all(tuple(Term(run, name, prefix) for run, name in zip(runs, shown, strict=True)), ())

    def _group(self, depth: int) -> Node | None:
        found = self.any_of(depth + 1)
        if not self._take("bracket", ")"):
            self.notes.append("A bracket was not closed: the group goes on to the end.")
        return found

    def _kind(self) -> str | None:
        return self.tokens[self.position][0] if self.position < len(self.tokens) else None

    def _is(self, kind: str, text: str) -> bool:
        return self.position < len(self.tokens) and self.tokens[self.position] == (kind, text)

    def _take(self, kind: str, text: str) -> bool:
        taken = self._is(kind, text)
        self.position += taken
        return taken

    def _begins(self) -> bool:
        """Whether something to look for may begin here."""
        ends = (("word", "OR"), ("word", "AND"), ("bracket", ")"))
        return self.position < len(self.tokens) and self.tokens[self.position] not in ends


def _runs(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Words typed without a space between them, cut where Chinese and other scripts meet."""
    runs: list[tuple[str, ...]] = []
    for word in words:
        same = runs and bool(HAN.fullmatch(word)) == bool(HAN.fullmatch(runs[-1][-1]))
        runs[-1:] = [(*runs[-1], word)] if same else [*runs[-1:], (word,)]
    return runs
