"""A citation for reference managers: BibTeX, RIS and CSL-JSON. None has a date that the graph does not state."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from graph.citation.records import Citation

_SPECIAL = MappingProxyType(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def bibtex(citation: Citation) -> str:
    """An entry of BibTeX, for LaTeX."""
    fields = {
        "title": f"{{{_latex(citation.title)}}}",
        "author": " and ".join(f"{{{_latex(author)}}}" for author in citation.work.authors),
        "howpublished": _latex(f"{citation.work.title}, version {citation.version}"),
        "url": re.sub(r"[{}\\\s]", "", citation.permalink),
        "note": _latex(_note(citation)),
    }
    if citation.work.released:
        fields["year"] = citation.work.released[:4]
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{_key(citation)},\n{lines}}}\n"


def ris(citation: Citation) -> str:
    """A record of RIS, for Zotero, EndNote and others; its lines end with CR LF as the format has it."""
    lines = [
        ("TY", "DATA"),
        ("ID", _key(citation)),
        ("TI", citation.title),
        *(("AU", author) for author in citation.work.authors),
        *([("PY", citation.work.released[:4])] if citation.work.released else []),
        ("T2", citation.work.title),
        ("ET", citation.version),
        ("UR", citation.permalink),
        ("N1", _note(citation)),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines)


def csl(citation: Citation) -> str:
    """CSL-JSON, for citeproc, Zotero and pandoc."""
    item: dict[str, Any] = {
        "id": _key(citation),
        "type": "dataset",
        "title": citation.title,
        "author": [{"literal": author} for author in citation.work.authors],
        "container-title": citation.work.title,
        "version": citation.version,
        "URL": citation.permalink,
        "note": _note(citation),
    }
    if citation.work.released:
        item["issued"] = {"date-parts": [[int(part) for part in citation.work.released.split("-")]]}
    return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


WRITERS: Mapping[str, Callable[[Citation], str]] = MappingProxyType({"bibtex": bibtex, "ris": ris, "csl": csl})
"""For each format by its name: what writes it."""


def _key(citation: Citation) -> str:
    return f"hrap-{citation.question}-{citation.result_sha256[:8]}"


def _note(citation: Citation) -> str:
    release, result = citation.release_sha256[:12], citation.result_sha256[:12]
    rows = len(citation.rows)
    return f"{rows} row{'' if rows == 1 else 's'}; release SHA-256 {release}…, result SHA-256 {result}…"


def _latex(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in text)
