"""The tokens of a SPARQL text, by the terminals of SPARQL 1.1 Query, section 19.8.

No parser: it says where names, strings, IRIs and comments begin and end, so that words in them do
not count. Text that fits no terminal becomes a token of the kind ``other``, and never an error: a
string that is not closed goes to the end of its line. The time is linear in the text, whatever it is;
for that, prefixes are bounded in length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["iri", "string", "variable", "blank", "language", "name", "number", "word", "mark", "other"]

_SKIP = r"(?:[ \t\r\n]|\#[^\n\r]*)+"
_TERMINALS = r"""
      (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}
               |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<blank>_:\w(?:[\w.\-]*[\w\-])?)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:[^\W\d_](?:[\w.\-]{0,200}[\w\-])?)?:
               (?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])
                  (?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*(?<!\.))?)
    | (?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<word>[^\W\d]\w*)
    | (?P<mark>\^\^|\|\||&&|!=|<=|>=|[{}()\[\].,;/|^*+?!=<>&-])
    | (?P<other>["'][^\n\r]*|\\.|.)
    """
_FLAGS = re.VERBOSE | re.DOTALL
_NAMED = re.compile(f"(?P<skip>{_SKIP}) | {_TERMINALS}", _FLAGS)
# What most tokens are, where the next character leaves no doubt of it: found before all else is tried.
_PLAIN = r"[{}()\[\];,] | [?$]\w+ | [^\W\d]\w*+(?![\w.\-:]) | \d++(?![\w.])"
# What is skipped at the end is a match too: else it would be tried again from each of its characters.
_COUNTED = re.compile(
    rf"\s*+ (?:\#[^\n\r]*+ \s*+)*+ (?:{_PLAIN} | {re.sub('[?]P<[a-z]+>', '?:', _TERMINALS)}) | {_SKIP}", _FLAGS
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token with its place: ``text == source[start:end]``."""

    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def word(self) -> str:
        """A bare word in capitals, as keywords are compared; empty for anything else."""
        return self.text.upper() if self.kind == "word" else ""

    def is_mark(self, *marks: str) -> bool:
        """Whether it is one of these marks."""
        return self.kind == "mark" and self.text in marks


def scan(text: str) -> Iterator[Token]:
    """The tokens of a text one after the other, without spaces and comments."""
    for match in _NAMED.finditer(text):
        kind = match.lastgroup
        if kind != "skip":
            yield Token(kind, match[0], match.start())  # type: ignore[arg-type]


def token_count(text: str) -> int:
    """How many tokens a text has, or one more where it ends in blanks or a comment, in a tenth of their time."""
    return len(_COUNTED.findall(text))


def tokens(text: str) -> tuple[Token, ...]:
    """Every token of a text."""
    return tuple(scan(text))
