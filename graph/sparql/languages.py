"""Language tags as they are written: ``zh-Hans``, where the store keeps ``zh-hans``.

Tags are compared without regard to case, and Oxigraph keeps them in small letters. Here they get
back the case that BCP 47 recommends (RFC 5646, section 2.1.1), in every serialisation, and
``LANG()`` gives and compares them in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from types import MappingProxyType

from graph.sparql.tokens import Token, tokens

LANG = "https://w3id.org/hrap/function/lang"

# Where a tag stands in each serialisation. Inside a literal the quote before it would be escaped,
# so nothing of a literal's own text can match.
_IN_JSON = re.compile(rb'(?P<before>"(?:xml:lang|@language)":")(?P<tag>[a-z0-9]+-[a-z0-9-]+)(?=")')
_IN_XML = re.compile(rb'(?P<before> xml:lang=")(?P<tag>[a-z0-9]+-[a-z0-9-]+)(?=")')
# Every literal is matched, so that the one after begins where it does; IRIs hold no quotes.
_IN_TURTLE = re.compile(rb'(?P<before>"(?:[^"\\]|\\.)*"@?)(?P<tag>(?<=@)[a-z0-9]+-[a-z0-9-]+)?', re.DOTALL)
_PLACES: Mapping[str, re.Pattern[bytes]] = MappingProxyType(
    {
        "json": _IN_JSON,
        "jsonld": _IN_JSON,
        "xml": _IN_XML,
        "rdfxml": _IN_XML,
        **dict.fromkeys(("tsv", "turtle", "ntriples", "nquads", "trig"), _IN_TURTLE),
    }
)


def canonical_tag(tag: str) -> str:
    """A language tag in the case that BCP 47 recommends: ``zh-Hans-CN``, ``en-US``, ``x-private``.

    Subtags are in small letters, but regions (two letters) in capitals and scripts (four letters)
    with one, unless they begin the tag or follow a single letter or digit.
    """
    found: list[str] = []
    for part in tag.lower().split("-"):
        special = bool(found) and len(found[-1]) > 1 and part.isalpha()
        if special and len(part) in (2, 4):
            part = part.upper() if len(part) == 2 else part.capitalize()  # noqa: PLW2901
        found.append(part)
    return "-".join(found)


def restored(data: bytes, form: str) -> bytes:
    """A serialisation with its language tags in canonical case; ``form`` is the format's name. CSV has no tags."""
    places = _PLACES.get(form)
    if places is None or (places is not _IN_TURTLE and b"lang" not in data):  # most data have no tags at all
        return data
    return places.sub(_restore, data)


def comparable(text: str, function: str = f"<{LANG}>") -> str:
    """A query in which LANG() gives and compares tags in canonical case.

    A constant that LANG(…) is compared with goes to small letters, as the store compares; that
    keeps the engine's own speed, and any case matches. LANGMATCHES ignores case already. Any other
    LANG() becomes ``function``, by default the one that ``LANG`` names, which the
    embedded store defines. A text without LANG comes back as it is.
    """
    if "lang" not in text.lower():
        return text
    found = tokens(text)
    changes: list[tuple[int, int, str]] = []
    for at, token in enumerate(found):
        if token.word == "LANG" and at + 1 < len(found) and found[at + 1].is_mark("("):
            constants = _compared(found, at)
            changes += [(c.start, c.end, c.text.lower()) for c in constants]
            if not constants and not _matched(found, at):
                changes.append((token.start, token.end, function))
    pieces, done = [], 0
    for start, end, new in sorted(set(changes)):
        pieces += [text[done:start], new]
        done = end
    return "".join([*pieces, text[done:]])


def _compared(found: Sequence[Token], at: int) -> list[Token]:
    """The constants that ``LANG(?x)`` at a place is compared with, by ``=``, ``!=`` or IN, on either side."""
    if len(found) < at + 4 or not found[at + 3].is_mark(")"):
        return []
    after = at + 4 + (found[at + 4 : at + 5] != () and found[at + 4].word == "NOT")
    here = found[after : after + 2]
    if len(here) == 2 and here[0].word == "IN":
        constants = [t for t in takewhile(lambda t: not t.is_mark(")"), _from(found, after + 2)) if not t.is_mark(",")]
        return constants if all(_is_plain(token) for token in constants) else []
    if len(here) == 2 and here[0].is_mark("=", "!=") and _is_plain(here[1]):
        return [here[1]]
    before = found[max(0, at - 2) : at]
    if len(before) == 2 and before[1].is_mark("=", "!=") and _is_plain(before[0]):
        return [before[0]]
    return []


def _from(found: Sequence[Token], at: int) -> Iterator[Token]:
    return (found[n] for n in range(at, len(found)))


def _is_plain(token: Token) -> bool:
    return token.kind == "string" and "\\" not in token.text


def _matched(found: Sequence[Token], at: int) -> bool:
    """Whether a place is the first argument of LANGMATCHES."""
    return at > 1 and found[at - 2].word == "LANGMATCHES"


def _restore(match: re.Match[bytes]) -> bytes:
    tag = match["tag"]
    return match["before"] + canonical_tag(tag.decode("ascii")).encode("ascii") if tag else match[0]
