"""A dossier whose every word is hostile, as a page, as a file and in Markdown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from api.dossiers.markdown import dossier_markdown
from api.dossiers.page import dossier_file, dossier_page, link_values
from api.explorer.views import View
from api.models.dossiers import Dossier
from api.pages import page_environment
from graph.release import Release

HOSTILE = '<script>alert(1)</script>" onload="x\u202e|[x](javascript:alert(1))'
RELEASE = Release(Path("."), "1", "0" * 64, 1, {})
WORDS = (
    *("label", "label_zh", "definition", "heading", "text", "quote", "other_quote", "title", "source", "note"),
    *("subject", "subject_label", "object_label", "reason", "unit_label", "denominator", "per", "indicator_label"),
    *("scope_note", "alternative_labels", "sources", "other_heading", "caveat", "state"),
)


class Everywhere(dict[str, str]):
    """A hostile name in Chinese for whatever is looked up."""

    def __contains__(self, iri):
        return True

    def __missing__(self, iri):
        return HOSTILE


def hostile(value, name=""):
    if isinstance(value, dict):
        return {key: hostile(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [hostile(inner, name) for inner in value]
    return HOSTILE if isinstance(value, str) and name in WORDS and value not in ("words", "section", "place") else value


@pytest.fixture(params=["group/women", "right/health", "chapter/1", "indicator/risk-rate"])
def dossier(client, request):
    found = hostile(client.get(f"/dossier/{request.param}?format=json").json())
    found["iri"] = "javascript:alert(1)"
    return Dossier.model_validate(found)


def test_hostile_words_stay_words_in_a_page(dossier):
    for text in (
        dossier_page(page_environment(), View("en"), RELEASE, dossier),
        dossier_page(page_environment(), View("zh-Hans"), RELEASE, dossier, Everywhere()),
        dossier_file(page_environment(), RELEASE, dossier, "https://e/"),
    ):
        assert "&lt;script&gt;" in text
        assert "<script>" not in text
        assert not re.search(r'<[^>]* onload="', text)
        assert 'href="javascript' not in text


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_lines_that_other_dossiers_have_written_are_those_of_the_page(service, language):
    written = {}
    for path in ("chapter/1", "body/china", "right/health", "group/women", "measure/1.1.1"):
        found = Dossier.model_validate(service.get(f"/dossier/{path}?format=json").json())
        alone = dossier_page(page_environment(), View(language), RELEASE, found)
        assert dossier_page(page_environment(), View(language), RELEASE, found, written=written) == alone
    assert len(written) > 1000


def test_hostile_words_stay_words_in_markdown(dossier):
    text = dossier_markdown(dossier)
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert "\u202e" not in text
    assert "<script" not in html
    assert 'href="javascript' not in html
    widths = {row.count("<td") for row in re.findall(r"<tr>.*?</tr>", html, re.S) if "<td" in row}
    assert widths <= {7, 9}


def test_a_criterion_that_counts_nothing_is_named_in_the_language_of_the_page():
    chinese = {"targets without a baseline": "未写明基线的目标"}
    for language, shown in (("zh-Hans", "未写明基线的目标"), ("en", "targets without a baseline")):
        by_label = link_values({}, language, str, chinese)["by_label"]
        assert by_label("targets without a baseline") == f"<bdi>{shown}</bdi>"
    assert link_values({}, "zh-Hans", str, {})["by_label"]("a <b>") == '<bdi lang="en">a &lt;b&gt;</bdi>'
