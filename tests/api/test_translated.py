"""What the vocabulary says in English, in the language of a page."""

from __future__ import annotations

import re

import pytest

from api.explorer.dump_words import dump_words
from api.explorer.translated import FOLDER, translated
from api.explorer.words import LANGUAGES
from api.problems import TYPES
from api.routes.problems import problem_types
from graph.audit.criteria import load_criteria
from graph.config import Config
from graph.dump_list import read_list
from graph.release import open_release

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


def test_pages_of_criteria_problems_and_downloads_are_chinese(client):
    criterion = client.get("/audit/measure-without-money?lang=zh-Hans", headers={"Accept": "text/html"}).text
    assert "若措施没有表示为某一目的投入资金的词语" in criterion
    assert "项措施</bdi>，符合的有" in criterion
    problem = client.get("/problem/unknown-value?lang=zh-Hans", headers={"Accept": "text/html"}).text
    assert "改用 <code>nearest</code> 中的一个" in problem
    assert '<html lang="zh-Hans">' in problem
    downloads = client.get("/dumps?lang=zh-Hans", headers={"Accept": "text/html"}).text
    assert "一个计划。" in downloads
    assert "命名图 text，Turtle 格式" in downloads
