"""What a page says of the files of a release."""

from __future__ import annotations

from markupsafe import Markup

from api.explorer.translated import translated
from graph.dump_list import Dump

_TOPIC = "dumps"


def dump_words(language: str, dump: Dump) -> Markup:
    """What a file holds: a table or a network by its name, any other by that of the file."""
    return translated(language)(_TOPIC, *_named(language, dump), dump.title)


def _named(language: str, dump: Dump) -> tuple[str, str]:
    """The part of the words that a file is described in, and its name there."""
    file = dump.file.removesuffix(".gz")
    stem = file.partition(".")[0]
    if dump.part == "table" and file.endswith(".csv"):
        return "tables", stem
    if dump.part == "network":
        known = translated(language).texts.get(_TOPIC, {}).get("networks", {})
        return "networks", max((name for name in known if stem.endswith(f"-{name}")), key=len, default=stem)
    return "files", file
