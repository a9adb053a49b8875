"""What the files of the vocabulary say in English, in the language of a page where there is a translation of it."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

FOLDER = Path(__file__).parent.parent / "translations"

_OWN = "en"
"""The language that the vocabulary is written in."""


@dataclass(frozen=True, slots=True)
class Translated:
    """Says in the language of a page what is called by a topic, a part of it and a name; else what it says itself."""

    language: str
    texts: Mapping[str, Mapping[str, Mapping[str, str]]]

    def __call__(self, topic: str, part: str, name: str, own: str) -> Markup:
        """The text, set apart from what stands around it, and marked where it stays English."""
        text = self._text(topic, part, name)
        tag = "" if text or self.language == _OWN else f' lang="{_OWN}"'
        return Markup(f"<bdi{tag}>{escape(text or own)}</bdi>")  # noqa: S704 (escaped here)

    def plain(self, topic: str, part: str, name: str, own: str) -> str:
        """The same without any mark, for a title."""
        return self._text(topic, part, name) or own

    def message(self, own: str, topic: str = "messages") -> Markup:
        """A text that is its own name, such as what is wrong with a request; white space is all the same."""
        own = " ".join(own.split())
        text = self._text(topic, "sentences", own)
        if text is None:
            text = next((said for pattern in _patterns(self.language, topic) if (said := pattern.say(own))), None)
        tag = "" if text or self.language == _OWN else f' lang="{_OWN}"'
        return Markup(f"<bdi{tag}>{escape(text or own)}</bdi>")  # noqa: S704 (escaped here)

    def _text(self, topic: str, part: str, name: str) -> str | None:
        return self.texts.get(topic, {}).get(part, {}).get(name)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A sentence with gaps, the same in another language, and the words that may stand in a gap."""

    own: re.Pattern[str]
    said: str
    words: Mapping[str, str]

    def say(self, sentence: str) -> str | None:
        """The sentence in the other language, if it is this one."""
        found = self.own.fullmatch(sentence)
        return self.said.format(**{n: self.words.get(v, v) for n, v in found.groupdict().items()}) if found else None


@cache
def _patterns(language: str, topic: str) -> Sequence[_Pattern]:
    """The sentences of a topic that have gaps, each written ``{name}``."""
    texts = translated(language).texts.get(topic, {})
    return tuple(
        _Pattern(re.compile(_gapped(own), re.DOTALL), said, texts.get("words", {}))
        for own, said in texts.get("sentences", {}).items()
        if re.search(r"\{\w+\}", own)
    )


def _gapped(own: str) -> str:
    parts = string.Formatter().parse(own)
    return "".join(re.escape(text) + (f"(?P<{name}>.+?)" if name else "") for text, name, _, _ in parts)


@cache
def translated(language: str) -> Translated:
    """What there is in a language: a file for each topic."""
    paths = sorted((FOLDER / language).glob("*.toml"))
    return Translated(language, {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in paths})
