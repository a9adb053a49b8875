"""Pages in Chinese are Chinese: what stays in another language is marked as such, or is a name or code."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from tests.api.crawl import HTML
from tests.every_page import PAGES, REFUSED

EVERY = {**PAGES, **{name: path for name, (path, _) in REFUSED.items()}}
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
CODE = frozenset({"code", "kbd", "pre", "samp", "script", "style", "textarea"})
SPOKEN = frozenset({"alt", "aria-label", "placeholder", "title"})
"""Attributes that are read out or shown."""

WORD = re.compile(r"[A-Za-z]{2,}")
CODES = re.compile(r"\S*(?:[A-Za-z]\S*[._/:?=<>#(-]\S*[A-Za-z0-9]|[a-z][A-Z]|\d[A-Za-z]|[A-Za-z]\d)\S*|/\S+")
"""Addresses, file names and other identifiers: signs, digits or capitals within."""

_NAMES = """
BY CC CSL CSV DCAT GEXF HTTP IRI JSON OpenAPI PNG RDF RIS SHA SHACL SPARQL SSSOM SVG SQLite TSV TriG Turtle UNBIS UTF
VoID XML BibTeX GraphML HPV PM Louvain PageRank Markdown on the Web RFC GET POST QUERY JavaScript Python curl gzip
hrap pandas jsonlite Node Accept Ctrl Enter Escape Tab ASK CONSTRUCT DESCRIBE FROM LIMIT OFFSET ORDER SELECT OPTIONAL
NOW RAND UUID STRUUID BNODE SERVICE GRAPH HTML Gephi Link Range Prometheus SKOS QUDT AND OR NOT VALUES CN en true false
II III IV VI VII VIII child children childhood
"""
NAMES = frozenset(_NAMES.split())
"""Names, numerals, codes of a language or a state, words of query languages, and examples of the help on searching."""


class Spoken(HTMLParser):
    """What a page shows or says in its own language, and what it marks as English."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._open: list[tuple[str, str]] = []
        self.own: list[str] = []
        self.english: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self._open.append((tag, given.get("lang", "")))
        for name in sorted(SPOKEN & {*given}):
            self._hear(given[name])
        if tag in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        while any(tag == each for each, _ in self._open) and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(tag in CODE for tag, _ in self._open):
            self._hear(data)

    def _hear(self, text: str) -> None:
        language = next((language for _, language in reversed(self._open) if language), "")
        if text.strip():
            (self.own if language.startswith("zh") else self.english).append(" ".join(text.split()))


def foreign(page: Spoken) -> list[str]:
    """What is not Chinese in what a page says in its own language, but for names, codes, quotes of what was asked."""
    marked = sorted((text for text in page.english if len(text) > 8), key=len, reverse=True)
    found = []
    for said in page.own:
        text = CODES.sub(" ", re.sub("“[^”]*”", " ", said))
        for quoted in marked:
            text = text.replace(quoted, " ")
        if {*WORD.findall(text)} - NAMES:
            found.append(said)
    return found


@pytest.mark.parametrize("path", EVERY.values(), ids=EVERY)
def test_a_page_in_chinese_marks_all_that_is_not(service, path):
    page = service.get(path, headers={**HTML, "Accept-Language": "zh-CN"})
    assert '<html lang="zh-Hans">' in page.text
    assert foreign(Spoken(page.text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>措施 measures</p>", ["措施 measures"]),
        ('<p>措施<bdi lang="en"> measures</bdi>，以 CSV 给出</p>', []),
        ("<p>列名 <code>measure</code>，见 /api/v1/measures 和 target-kind</p>", []),
        ('<button aria-label="Close">×</button>', ["Close"]),
        ('<title>A long heading · 计划</title><h1 lang="en">A long heading</h1>', []),
        ("<br><img alt='Chart'><p>图</p>", ["Chart"]),
        ('<div lang="en">One<div lang="zh-Hans">二 two</div>three</div>', ["二 two"]),
    ],
)
def test_english_that_is_not_marked_is_found(text, found):
    assert foreign(Spoken(f'<html lang="zh-Hans">{text}</html>')) == found
