"""What the files of the vocabulary say in English, in the language of a page where there is a translation of it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
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

    def _text(self, topic: str, part: str, name: str) -> str | None:
        return self.texts.get(topic, {}).get(part, {}).get(name)


@cache
def translated(language: str) -> Translated:
    """What there is in a language: a file for each topic."""
    paths = sorted((FOLDER / language).glob("*.toml"))
    return Translated(language, {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in paths})
