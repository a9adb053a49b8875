"""What to do about a query that is not SPARQL: where it went wrong, and what was probably meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from graph.errors import QuerySyntaxError
from graph.sparql.prefixes import KNOWN
from graph.sparql.tokens import Token, tokens

_POSITION = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): expected (?P<expected>.*)", re.DOTALL)
_CHARACTERS = re.compile(r"\[(?:'[^\]]*'|_)\](?:, )?")
_NOT_OFFERED = frozenset({"LATERAL", "SERVICE"})
_TERMS = frozenset({"iri", "name", "variable", "blank"})
_PAIRS = (("{", "}"), ("(", ")"), ("[", "]"))
# What may stand in names beside letters and digits, and does in some languages.
_IN_NAMES = re.compile("[\u00b7\u0300-\u036f\u200c\u200d\u203f\u2040\u2070-\u218f\U00010000-\U000effff]")
_CURLY = frozenset("“”„‟«»‘’‚‛")
_AGGREGATES = frozenset({"COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT"})

# Words of SQL and of other languages, with what SPARQL says instead.
_INSTEAD: Mapping[str, str] = MappingProxyType(
    {
        "AND": "Join conditions with &&.",
        "OR": "Join conditions with ||, or patterns with UNION.",
        "LIKE": 'Write FILTER (CONTAINS(LCASE(?text), "word")) or FILTER (REGEX(?text, "word", "i")).',
        "NULL": "Write FILTER (!BOUND(?x)), or FILTER NOT EXISTS { … }.",
        "JOIN": "Patterns in one group are joined already; OPTIONAL { … } is the outer join.",
        "TOP": "Write LIMIT at the end.",
        "ILIKE": 'Write FILTER (REGEX(?text, "word", "i")).',
    }
)


def syntax_error(text: str, message: str) -> QuerySyntaxError:
    """The engine's complaint about a query in words, with its line and column, and a hint."""
    found = tokens(text)
    undeclared = _undeclared(found)
    if undeclared and "Prefix not found" in message:
        first = undeclared[0]
        names = list(dict.fromkeys(_prefix(token) for token in undeclared))
        detail = f"Not SPARQL 1.1 at {_place(text, first.start)}: the prefix {names[0]}: is not declared."
        return QuerySyntaxError(detail, remedy=" ".join(_declaration(name) for name in names))
    if odd := _odd(found):
        detail = f"Not SPARQL 1.1 at {_place(text, odd.start)}: there stands the character U+{ord(odd.text[0]):04X}."
        return QuerySyntaxError(detail, remedy=_in_place_of(odd.text[0]))
    hint = next((hint for check in _CHECKS for hint in check(found, message)), "Correct the query at that place.")
    return QuerySyntaxError(_explained(message), remedy=hint)


def _explained(message: str) -> str:
    """The engine's message with its position in words, and without its long lists of characters."""
    found = _POSITION.match(message)
    if not found:
        return f"Not SPARQL 1.1: {message[:300]}."
    words = " ".join(_CHARACTERS.sub("", found["expected"]).split()).removeprefix("one of ").removesuffix(",")
    choices = [word for word in words.split(", ") if word and word not in _NOT_OFFERED]
    sentence = next((word for word in choices if word[0].isupper() and " " in word), "")
    expected = ", ".join(choices) or "something else"
    what = sentence or f"expected {expected[:300]}"
    return f"Not SPARQL 1.1 at line {found['line']}, column {found['column']}: {what}."


def _place(text: str, offset: int) -> str:
    line = text.count("\n", 0, offset) + 1
    return f"line {line}, column {offset - text.rfind(chr(10), 0, offset)}"


def _prefix(token: Token) -> str:
    return token.text.partition(":")[0]


def _undeclared(found: Sequence[Token]) -> list[Token]:
    """The prefixed names whose prefix no PREFIX line before them declares."""
    declared: set[str] = set()
    missing = []
    for before, token in zip((None, *found), found, strict=False):
        if token.kind == "name" and before and before.word == "PREFIX":
            declared.add(_prefix(token))
        elif token.kind == "name" and _prefix(token) not in declared:
            missing.append(token)
    return missing


def _odd(found: Sequence[Token]) -> Token | None:
    """The first character that stands for something in other texts, and for nothing in SPARQL."""
    others = (token for token in found if token.kind == "other" and not token.text[0].isascii())
    return next((token for token in others if not _IN_NAMES.match(token.text)), None)


def _in_place_of(character: str) -> str:
    """What was meant by a character that a word processor, a web page or a keyboard puts in place of a plain one."""
    plain = unicodedata.normalize("NFKC", character)
    category = unicodedata.category(character)
    if character in _CURLY:
        return f"Write a straight quotation mark, \" or ', in place of {character}"
    if category == "Zs":
        return "Write a plain space in its place."
    if category == "Pd":
        return f"Write - in place of {character}"
    if category == "Cf":
        return "It does not show: leave it out, and save a file without byte order mark."
    if plain != character and plain.isascii():
        return f"Write {plain} in place of {character}"
    return "Leave it out, or put it into a string."


def _declaration(name: str) -> str:
    if name in KNOWN:
        return f"Begin the query with PREFIX {name}: <{KNOWN[name]}>"
    return f"Begin the query with a line PREFIX {name}: <…> that says which namespace {name}: is."


def _empty(found: Sequence[Token], _: str) -> Iterator[str]:
    if not found:
        yield "The query is empty. Begin with SELECT, ASK, CONSTRUCT or DESCRIBE."


def _unclosed(found: Sequence[Token], _: str) -> Iterator[str]:
    for token in found:
        if token.kind == "other" and token.text[0] in "\"'":
            yield f"A quotation mark {token.text[0]} is not closed. A text of several lines takes three of them."
            return
    for opening, closing in _PAIRS:
        more = sum(token.is_mark(opening) for token in found) - sum(token.is_mark(closing) for token in found)
        if more:
            missing = closing if more > 0 else opening
            yield f"{abs(more)} {missing} {'is' if abs(more) == 1 else 'are'} missing."
            return


def _sequences(found: Sequence[Token], message: str) -> Iterator[str]:
    """Habits that show in two or three tokens beside each other."""
    if "unbound" in message:
        yield "Beside an aggregate, name each variable in GROUP BY or take one value of it: (SAMPLE(?x) AS ?y)."
    for first, second in pairwise(found):
        if first.word == "SELECT" and second.word in _AGGREGATES:
            yield f"Write an aggregate in brackets and with a name: SELECT ({second.word}(?x) AS ?n)."
        if first.is_mark("=") and second.is_mark("=") and first.end == second.start:
            yield "Write = for equal."
        if first.word == "FILTER" and second.kind in ("variable", "number", "string"):
            yield "Write the condition of FILTER in brackets: FILTER (?x = 1)."
        if first.word == "FROM" and second.word not in ("", "NAMED"):
            yield "FROM names a graph by its IRI, and patterns stand in braces: SELECT * WHERE { ?s ?p ?o }."
        if first.kind == "number" and second.is_mark(",") and any(token.word == "LIMIT" for token in found):
            yield "Write LIMIT 5 OFFSET 10."


def _select_list(found: Sequence[Token], _: str) -> Iterator[str]:
    after = iter(found)
    if any(token.word == "SELECT" for token in after):
        for token in after:
            if token.is_mark(","):
                yield "Separate the variables of SELECT by spaces, without commas."
            if token.kind != "variable" and token.word not in ("DISTINCT", "REDUCED"):
                return


def _words(found: Sequence[Token], _: str) -> Iterator[str]:
    for token in found:
        if token.word in _INSTEAD:
            yield _INSTEAD[token.word]
        if token.kind == "iri" and token.text == "<>":
            yield "Write != for unequal."


def _incomplete(found: Sequence[Token], _: str) -> Iterator[str]:
    for before, first, second, after in zip(found, found[1:], found[2:], found[3:], strict=False):
        if before.is_mark("{", ".") and {first.kind, second.kind} <= _TERMS and after.is_mark("}", "."):
            yield f"A triple pattern has three parts; after {second.text[:60]} the third is missing."


def _iri(_: Sequence[Token], message: str) -> Iterator[str]:
    if "IRI parsing failed" in message:
        yield "An IRI in <…> is absolute, or relative to a BASE, and has no spaces: percent-encode them."


_CHECKS: tuple[Callable[[Sequence[Token], str], Iterator[str]], ...] = (
    _empty,
    _unclosed,
    _select_list,
    _sequences,
    _words,
    _incomplete,
    _iri,
)
