"""The words of the interface, in each of its languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from markupsafe import Markup, escape

LANGUAGES: Mapping[str, str] = MappingProxyType({"en": "English", "zh-Hans": "简体中文"})
"""Language tags (BCP 47) with the name of the language in itself; the first is the one that is always there."""

FOLDER = Path(__file__).parent.parent / "languages"

_MILLION = 1_000_000
_RANGE = re.compile(r"^\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*|\*)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?$")

Text = str | Mapping[str, str]
"""A text, or one for each number that it may speak of: ``one`` and ``other``."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; called with a key and the values for its placeholders."""

    language: str
    texts: Mapping[str, Text]

    def __call__(self, key: str, **values: object) -> Markup:
        """The text, escaped; ``n`` chooses between singular and plural. Raises KeyError for what is not there."""
        text = self.texts[key]
        if not isinstance(text, str):
            text = text["one" if values["n"] == 1 and "one" in text else "other"]
        # The plain format of str, on what has been escaped: that of Markup does the same in ten times the time.
        if not values:
            return _plain(text)
        return Markup(_escaped(text).format(**{name: escape(_shown(value)) for name, value in values.items()}))  # noqa: S704


@cache
def words_of(language: str) -> Words:
    """The words of a language, from every file of its folder; a key is the name of its file, a dot and its own name."""
    texts: dict[str, Text] = {}
    for path in sorted((FOLDER / language).glob("*.toml")):
        for name, text in tomllib.loads(path.read_text(encoding="utf-8")).items():
            texts[f"{path.stem}.{name}"] = text
    return Words(language, MappingProxyType(texts))


def grouped(number: int) -> str:
    """A number with its thousands set apart."""
    return f"{number:,}".replace(",", "\u202f")


def compact(number: float) -> str:
    """A number of an axis in few characters, such as ``0.6``, ``10 000`` or ``150M``, for million."""
    if abs(number) >= _MILLION:
        return f"{number / _MILLION:g}M"
    return grouped(int(number)) if number == int(number) else f"{number:g}"


def accepted_language(header: str | None) -> str:
    """The language that an Accept-Language header prefers (RFC 9110, section 12.5.4); any Chinese is taken for ours."""
    best, quality = next(iter(LANGUAGES)), 0.0
    for part in (header or "")[:1000].split(","):
        if found := _RANGE.match(part):
            language, q = _language(found[1]), float(found[2] or 1)
            if language and q > quality:
                best, quality = language, q
    return best


def _language(tag: str) -> str | None:
    main = tag.partition("-")[0].lower()
    return next((name for name in LANGUAGES if main in ("*", name.partition("-")[0])), None)


@cache
def _escaped(text: str) -> str:
    return str(escape(text))


@cache
def _plain(text: str) -> Markup:
    return Markup(_escaped(text).format())  # noqa: S704 (escaped here)


def _shown(value: object) -> object:
    return grouped(value) if isinstance(value, int) else value
