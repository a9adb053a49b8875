"""The interface speaks two languages: the same keys, the same placeholders, and pages that stay in the one chosen."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.explorer.words import FOLDER, LANGUAGES, Words, accepted_language, words_of
from api.pages import TEMPLATES, Labels, page_environment
from tests.api.test_pages import Links

FIRST, *OTHERS = LANGUAGES
KEYS = sorted(words_of(FIRST).texts)
PAGES = (
    *(
        "/",
        "/dossier/group/women",
        "/docs",
        "/sparql",
        "/codebook",
        "/dumps",
        "/ontology",
        "/shapes/targets",
        "/id/plan/small/measure/1.1.1",
    ),
    *("/targets", "/matrix", "/networks", "/networks/rights-groups", "/networks/measures"),
)
HTML = {"Accept": "text/html"}


def forms(text: str | Mapping[str, str]) -> list[str]:
    return [text] if isinstance(text, str) else [*text.values()]


def placeholders(text: str | Mapping[str, str]) -> set[str]:
    return {name for form in forms(text) for _, name, _, _ in string.Formatter().parse(form) if name}


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_the_same_things(language):
    assert sorted(words_of(language).texts) == KEYS
    for key in KEYS:
        ours, theirs = words_of(FIRST).texts[key], words_of(language).texts[key]
        assert placeholders(ours) - {"n"} == placeholders(theirs) - {"n"}, key


def test_no_text_is_empty_and_none_is_left_in_the_other_language():
    for key in KEYS:
        assert all(form.strip() for language in LANGUAGES for form in forms(words_of(language).texts[key])), key
    assert not [key for key in KEYS if any(re.search("[一-鿿]", form) for form in forms(words_of("en").texts[key]))]


def test_every_file_of_words_belongs_to_a_language():
    assert {path.name for path in FOLDER.iterdir()} == {*LANGUAGES}
    assert all(path.suffix == ".toml" for path in FOLDER.rglob("*") if path.is_file())


def test_templates_ask_for_words_that_exist_and_every_word_is_asked_for():
    asked, begun = set(), set()
    for path in TEMPLATES.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        for call in re.findall(r"\bt\(([^,)]+)", text):
            asked |= set(re.findall(r'"(\w+\.\w+)"(?! ~)', call))
            begun |= set(re.findall(r'"(\w+\.\w*)" ~', call))
    assert asked <= {*KEYS}
    assert not [key for key in KEYS if key not in asked and not key.startswith(tuple(begun))]


def test_a_text_is_escaped_and_so_are_the_values_in_it():
    words = Words("en", {"x.y": "<b> {what}", "x.n": {"one": "{n} thing", "other": "{n} things"}})
    assert words("x.y", what="<i>") == "&lt;b&gt; &lt;i&gt;"
    assert [words("x.n", n=n) for n in (0, 1, 2000)] == ["0 things", "1 thing", "2\u202f000 things"]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "en"),
        ("zh", "zh-Hans"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("fr-CH, fr;q=0.9, en;q=0.8, zh;q=0.5", "en"),
        ("fr, zh-TW;q=0.3", "zh-Hans"),
        ("en;q=0, zh;q=0", "en"),
        ("zh;q=nonsense, *", "en"),
    ],
)
def test_the_browser_says_which_language_it_prefers(header, language):
    assert accepted_language(header) == language


@given(st.text())
def test_any_header_gives_a_language(header):
    assert accepted_language(header) in LANGUAGES


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_in_the_language_asked_for(client, path):
    for language in LANGUAGES:
        by_header = client.get(path, headers={**HTML, "Accept-Language": language})
        by_address = client.get(f"{path}?lang={language}", headers={**HTML, "Accept-Language": "en"})
        for response in (by_header, by_address):
            assert f'<html lang="{language}">' in response.text
            assert response.headers["content-language"] == language
            assert "accept-language" in response.headers["vary"].lower()


@pytest.mark.parametrize("path", PAGES)
def test_links_to_pages_keep_the_language_that_was_chosen(client, path):
    found = Links(client.get(f"{path}?lang=zh-Hans", headers=HTML).text).found
    pages = [
        link for link in found if link.startswith("/") and not re.match(r"/(static|api|dumps/|openapi|\.well)", link)
    ]
    assert pages
    assert not [link for link in pages if "lang=" not in link and "format=" not in link and "query=" not in link]


def test_the_switch_leads_to_the_same_page_in_the_other_language(client):
    found = Links(client.get("/dumps?format=html", headers=HTML).text).found
    assert {"/dumps?format=html&lang=en", "/dumps?format=html&lang=zh-Hans"} <= {*found}


def test_a_thing_is_named_in_the_language_of_the_page():
    template = page_environment().from_string("{{ label(thing) }}")
    thing = {"label": "<health>", "label_zh": "健康"}
    assert template.render(label=Labels("zh-Hans"), thing=thing) == "<bdi>健康</bdi>"
    assert template.render(label=Labels("en"), thing=thing) == "<bdi>&lt;health&gt;</bdi>"
    without = {"label": "health", "label_zh": None}
    assert template.render(label=Labels("zh-Hans"), thing=without) == '<bdi lang="en">health</bdi>'
