"""Words of others in Markdown, so that nothing of them is markup (CommonMark 0.31, 2.4 backslash escapes)."""

from __future__ import annotations

import re
import unicodedata

_MARKUP = frozenset("\\`*_[]<>|#&~!")
_INVISIBLE = ("Cc", "Cf", "Co", "Cs")
_BEFORE_A_MARKER = re.compile(r"\d{1,9}(?=[.)](?: |$))|(?=[-+](?:[ -]|$))")
"""What a line begins with, up to a sign that would make an item of a list or a rule of it."""


def plain(text: str) -> str:
    """Text on one line in which nothing is markup.

    Characters that show nothing, such as those that turn the direction of writing, are replaced by U+FFFD.
    """
    line = " ".join(text.split())
    shown = "".join(_shown(sign) for sign in line)
    before = _BEFORE_A_MARKER.match(shown)
    return f"{before[0]}\\{shown[before.end() :]}" if before else shown


def _shown(sign: str) -> str:
    if unicodedata.category(sign) in _INVISIBLE:
        return "\N{REPLACEMENT CHARACTER}"
    return f"\\{sign}" if sign in _MARKUP else sign
