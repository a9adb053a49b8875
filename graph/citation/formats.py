"""A citation for reference managers: BibTeX, RIS and CSL-JSON. None has a date that the graph does not state."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from graph.citation.records import Citable

_SPECIAL = MappingProxyType(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def bibtex(citation: Citable) -> str:
    """An entry of BibTeX, for LaTeX."""
    fields = {
        "title": f"{{{_latex(citation.title)}}}",
        "author": " and ".join(f"{{{_latex(author)}}}" for author in citation.work.authors),
        "howpublished": _latex(f"{citation.work.title}, version {citation.version}"),
        "url": re.sub(r"[{}\\\s]", "", citation.permalink),
        "note": _latex(citation.note),
    }
    if citation.work.released:
        fields["year"] = citation.work.released[:4]
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{citation.key},\n{lines}}}\n"


def ris(citation: Citable) -> str:
    """A record of RIS, for Zotero, EndNote and others; its lines end with CR LF as the format has it."""
    lines = [
        ("TY", "DATA"),
        ("ID", citation.key),
        ("TI", citation.title),
        *(("AU", author) for author in citation.work.authors),
        *([("PY", citation.work.released[:4])] if citation.work.released else []),
        ("T2", citation.work.title),
        ("ET", citation.version),
        ("UR", citation.permalink),
        ("N1", citation.note),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines)


def csl(citation: Citable) -> str:
    """CSL-JSON, for citeproc, Zotero and pandoc."""
    item: dict[str, Any] = {
        "id": citation.key,
        "type": "dataset",
        "title": citation.title,
        "author": [{"literal": author} for author in citation.work.authors],
        "container-title": citation.work.title,
        "version": citation.version,
        "URL": citation.permalink,
        "note": citation.note,
    }
    if citation.work.released:
        item["issued"] = {"date-parts": [[int(part) for part in citation.work.released.split("-")]]}
    return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


def plain(citation: Citable) -> str:
    """A sentence, for a footnote."""
    work, authors = citation.work, ", ".join(citation.work.authors)
    year = f" ({work.released[:4]})" if work.released else ""
    edition = f"{work.title}, version {citation.version}, {citation.note}"
    return f"{authors}{year}: {citation.title}. {edition}. {citation.permalink}"


WRITERS: Mapping[str, Callable[[Citable], str]] = MappingProxyType({"bibtex": bibtex, "ris": ris, "csl": csl})
"""For each format by its name: what writes it."""


def _latex(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in text)
