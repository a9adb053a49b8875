"""What the vocabulary says in English, in the language of a page."""

from __future__ import annotations

import json
import re
import string
from pathlib import Path

import pytest

import api
import graph
from api.explorer.dump_words import dump_words
from api.explorer.translated import FOLDER, translated
from api.explorer.words import LANGUAGES
from api.problems import TYPES
from api.routes.problems import problem_types
from graph.audit.criteria import load_criteria
from graph.config import Config
from graph.dump_list import read_list
from graph.release import TERMS, open_release

OTHERS = [language for language in LANGUAGES if language != "en"]
CHINESE = re.compile("[一-鿿]")


@pytest.fixture(scope="module")
def release(releases):
    return open_release(releases)


def test_every_folder_of_translations_belongs_to_a_language():
    assert {path.name for path in FOLDER.iterdir()} == {*OTHERS}


@pytest.mark.parametrize("language", OTHERS)
def test_every_criterion_is_explained_and_no_other(language):
    texts, criteria = dict(translated(language).texts["criteria"]), load_criteria(Config())
    assert {*texts.pop("counts")} == {criterion.counts for criterion in criteria}
    assert {*texts} == {criterion.slug for criterion in criteria}
    assert all({*said} == {"definition", "scope_note"} for said in texts.values())
    assert all(CHINESE.search(text) for said in texts.values() for text in said.values())


@pytest.mark.parametrize("language", OTHERS)
def test_every_type_of_problem_is_explained_and_no_other(language):
    texts = translated(language).texts["problems"]
    assert {*texts} == {*TYPES}
    assert all({*said} == {"title", "meaning", "remedy"} for said in texts.values())
    assert all(CHINESE.search(text) for said in texts.values() for text in said.values())


def test_what_is_code_in_one_language_is_code_in_the_other():
    codes = re.compile("`[^`]*`")
    for problem in problem_types(Config()):
        said = translated("zh-Hans").texts["problems"][problem.type.rpartition("/")[2]]
        for part in ("meaning", "remedy"):
            assert sorted(codes.findall(getattr(problem, part))) == sorted(codes.findall(said[part])), problem.type


@pytest.mark.parametrize("language", OTHERS)
def test_every_file_of_a_release_is_described_and_no_other_table_or_network(language, release):
    dumps = [dump for dump in read_list(release.dumps) if not dump.graph]
    assert [dump.file for dump in dumps if 'lang="en"' in dump_words(language, dump)] == []
    texts = translated(language).texts["dumps"]
    files = {dump.file.removesuffix(".gz") for dump in dumps}
    assert {*texts["tables"]} == {file.removesuffix(".csv") for file in files if file.endswith(".csv")}
    assert all(any(file.endswith(f"-{name}.gexf") for file in files) for name in texts["networks"])
    assert {*texts["files"]} <= files


def test_a_file_is_described_in_english_as_its_list_does(release):
    for dump in read_list(release.dumps):
        assert dump_words("en", dump).striptags() == dump.title


def test_what_has_no_translation_stays_english_and_is_text():
    own = "A <b>criterion</b>."
    assert translated("zh-Hans")("criteria", "no-such", "definition", own) == (
        '<bdi lang="en">A &lt;b&gt;criterion&lt;/b&gt;.</bdi>'
    )
    assert translated("en")("criteria", "no-such", "definition", own) == "<bdi>A &lt;b&gt;criterion&lt;/b&gt;.</bdi>"


@pytest.mark.parametrize("language", OTHERS)
def test_every_translated_message_is_one_that_the_service_makes(language):
    source = "".join(
        path.read_text(encoding="utf-8") for package in (api, graph) for path in Path(package.__path__[0]).rglob("*.py")
    )
    messages = translated(language).texts["messages"]["sentences"]
    for own, said in messages.items():
        parts = [(text, name) for text, name, _, _ in string.Formatter().parse(own)]
        longest = max((text for text, _ in parts), key=len).strip("\"'")
        assert longest in source or longest.replace('"', '\\"') in source, own
        gaps = {name for _, name, _, _ in string.Formatter().parse(said) if name}
        assert gaps <= {name for _, name in parts if name}, said
        assert CHINESE.search(said), own


def test_a_message_keeps_what_was_given_and_names_what_the_service_calls_by_a_word():
    say = translated("zh-Hans").message
    assert say("There is no right '<b>'.") == "<bdi>没有权利“&lt;b&gt;”。</bdi>"
    assert say('There is no right "\'".') == "<bdi>没有权利“&#39;”。</bdi>"
    assert say("Something unheard of, <i>.") == '<bdi lang="en">Something unheard of, &lt;i&gt;.</bdi>'
    assert translated("en").message("There is no right 'x'.") == "<bdi>There is no right &#39;x&#39;.</bdi>"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/nothing", "/nothing 没有内容。"),
        ("/id/group/wimen", "没有事物“group/wimen”。"),
        ("/targets?right=nothing", "没有权利“nothing”。"),
        ("/targets?nothing=1", "没有参数“nothing”。"),
        ("/search?q=a&page=0", "参数 page（&#39;0&#39;）应是 1 到 1000 之间的整数。"),
        ("/search?q=-health", "搜索只说明了不要找什么。"),
        ("/search?q=(health", "有一个括号没有闭合，视为到末尾为止。"),
        ("/query?query=SELECT+*+{", "第 1 行第 11 列不合 SPARQL 1.1："),
        ("/query?query=DROP+ALL", "DROP 是更新操作，而本图谱只可读取。"),
    ],
)
def test_a_page_says_in_chinese_what_is_wrong_with_what_was_asked(client, path, said):
    page = client.get(path, headers={"Accept": "text/html", "Accept-Language": "zh-CN"})
    assert f"<bdi>{said}" in page.text


@pytest.mark.parametrize("language", OTHERS)
def test_the_page_of_the_interface_is_translated_whole_and_nothing_else_is(client, language):
    page = client.get("/docs", headers={"Accept": "text/html", "Accept-Language": language}).text
    assert {*re.findall('lang="en"[^>]*>([^<\\n]+)<', page)} <= {"English", "SPARQL"}
    described = client.get("/openapi.json").json()
    operations = [operation for item in described["paths"].values() for operation in item.values()]
    texts = {described["info"]["description"], *(tag for operation in operations for tag in operation["tags"])}
    for operation in operations:
        parameters = [parameter["description"] for parameter in operation.get("parameters", [])]
        texts |= {operation["summary"], operation.get("description", ""), *parameters}
    plain = {" ".join(text.split()) for text in texts}
    sentences = translated(language).texts["interface"]["sentences"]
    assert [own for own in sentences if own not in plain and not re.search(r"\{keys\}", own)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_definition_and_note_of_the_ontology_is_translated_and_nothing_else_is(releases, language):
    glossary = json.loads((open_release(releases).documents / TERMS).read_text(encoding="utf-8"))
    terms = [term for topic in glossary["topics"] for term in (*topic["classes"], *topic["properties"])]
    texts = {glossary["ontology"]["definition"], *(each["definition"] for each in (*glossary["topics"], *terms))}
    texts |= {note for term in terms for note in term["notes"]}
    assert {*translated(language).texts["ontology"]["sentences"]} == {" ".join(text.split()) for text in texts}


def test_pages_of_criteria_problems_and_downloads_are_chinese(client):
    criterion = client.get("/audit/measure-without-money?lang=zh-Hans", headers={"Accept": "text/html"}).text
    assert "若措施没有表示为某一目的投入资金的词语" in criterion
    assert "项措施</bdi>，符合的有" in criterion
    problem = client.get("/problem/unknown-value?lang=zh-Hans", headers={"Accept": "text/html"}).text
    assert "改用 <code>nearest</code> 中的一个" in problem
    assert '<html lang="zh-Hans">' in problem
    downloads = client.get("/dumps?lang=zh-Hans", headers={"Accept": "text/html"}).text
    assert "一个计划。" in downloads
    assert "命名图 <code>text</code>，Turtle 格式" in downloads
