"""Dossiers of the project's own plan, beside its text and beside what the JSON interface says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from functools import cache

import pytest

from api.db import Database
from api.dossiers.markdown import dossier_markdown
from api.dossiers.reading import Origin, read_dossier
from api.dossiers.subjects import SCHEMES, Subject, find_subject
from api.models.dossiers import Dossier
from api.models.items import Dataset
from api.reading import Reader
from graph.citation.records import load_work
from graph.config import Config
from graph.release import open_release
from scripts.main import main

SOURCE = (Config().plans / "cn-2026-2030" / "source.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def release(releases):
    return open_release(releases)


@pytest.fixture(scope="module")
def database(release) -> Iterator[Database]:
    with closing(Database(release.read_model)) as opened:
        yield opened


@pytest.fixture(scope="module")
def dossier(database, release):
    """Reads the dossier of ``kind/slug``, each once."""
    origin = Origin(release.version, release.sha256, load_work(Config()), "https://example.org/")

    @cache
    def read(name: str) -> Dossier:
        kind, slug = name.split("/")
        found = find_subject(database, kind, slug)
        assert found is not None
        return read_dossier(database, found, origin)

    return read


def subjects(database) -> list[Subject]:
    """Everything that a dossier can be of."""
    names = dict.fromkeys(SCHEMES, "SELECT slug FROM concepts WHERE scheme = ?") | {"chapter": ""}
    found = [
        find_subject(database, kind, slug)
        for kind, sql in names.items()
        for slug in (database.values(sql, (SCHEMES[kind],)) if sql else database.values("SELECT code FROM chapters"))
    ]
    return [subject for subject in found if subject]


def sentences(found):
    return [sentence for provision in (*found.measures, *found.statements) for sentence in provision.sentences]


def letters(text):
    """A text without what line breaks and page breaks change: spaces, hyphens, marks of footnotes."""
    return re.sub(r"[\s\-¹]", "", text)


@pytest.mark.parametrize(
    "name",
    ["right/health", "group/women", "instrument/ecological-and-environmental-code", "body/the-state", "chapter/4"],
)
def test_every_sentence_and_every_quote_stands_at_its_place_in_the_source(dossier, name):
    found = dossier(name)
    assert sentences(found)
    for sentence in sentences(found):
        assert letters(SOURCE[sentence.start : sentence.end]) == letters(sentence.text), sentence.code
        for mention in sentence.mentions:
            assert sentence.text[mention.position :].startswith(mention.quote), sentence.code
            assert letters(SOURCE[mention.start : mention.end]) == letters(mention.quote), sentence.code
    for named in (*found.instruments, *found.bodies, *found.groups, *found.rights):
        for mention in named.mentions:
            assert letters(SOURCE[mention.start : mention.end]) == letters(mention.quote), named.slug


def test_a_group_has_the_sentences_that_name_it_and_no_other(dossier):
    found = dossier("group/rural-women")
    assert [sentence.code for sentence in sentences(found)] == ["4.2.2.4", "4.2.5.2", "4.2.5.3", "4.2.7.6"]
    assert [(thing.slug, thing.qualifiers) for thing in found.instruments if thing.same_sentence] == [
        ("initiative-on-womens-participation-in-rural-revitalization", ["promote"]),
        ("law-on-rural-collective-economic-organizations", ["implement"]),
    ]
    assert found.targets == []
    assert {item.slug for item in found.hierarchy if item.depth < 0} == {"rural-residents", "women"}


def test_a_right_that_only_a_heading_names_has_the_sentences_of_its_section(dossier):
    found = dossier("right/health")
    assert not found.named
    assert [section.code for section in found.sections] == ["1.5"]
    assert [measure.code for measure in found.measures] == [f"1.5.{n}" for n in range(1, 15)]
    assert all(len(measure.sentences) == measure.sentence_count for measure in found.measures)
    maternal = next(target for target in found.targets if target.indicator == "maternal-mortality-rate")
    assert (maternal.comparator, maternal.value, maternal.unit_label) == ("<", 12, "per 100,000 live births")
    assert (maternal.deadline, maternal.deadline_stated, maternal.quote) == (2030, False, "12 per 100,000")
    assert {thing.slug: thing.qualifiers for thing in found.instruments}["healthcare-security-law"] == ["formulate"]
    article = next(m for m in found.mappings if m.object_label == "ICESCR, article 12")
    assert (article.party_status, article.verification, bool(article.source)) == ("party", "verified", True)


def test_a_law_says_what_is_done_to_it_and_what_its_status_is(dossier):
    found = dossier("instrument/ecological-and-environmental-code")
    assert [(tally.slug, tally.count) for tally in found.qualifiers] == [("implement", 3)]
    assert (found.legal_status, found.status_date) == ("adopted", "2026-03-12")
    assert [provision.code for provision in (*found.measures, *found.statements)] == ["3.1.1", "5.2.1", "0.18"]


def test_a_generic_agent_has_the_sentences_in_which_it_acts_as_it(dossier):
    quotes = {m.quote for sentence in sentences(dossier("body/the-state")) for m in sentence.mentions}
    assert {"The state", "It"} <= quotes


def test_a_treaty_is_asked_for_its_articles(dossier):
    found = dossier("instrument/convention-on-the-rights-of-the-child")
    gap = next(gap for gap in found.gaps if gap.criterion == "treaty-article-without-measure")
    assert gap.population == 41
    assert gap.count == len(gap.findings) > 0
    assert all(finding.subject.startswith("CRC, article ") for finding in gap.findings)


def test_every_dossier_counts_what_the_json_interface_counts_and_can_be_written(database, release):
    origin = Origin(release.version, release.sha256, load_work(Config()), "https://example.org/")
    reader = Reader(database, Dataset(version=release.version, sha256=release.sha256), lambda plan, code: code)
    tallies = {
        (row["scope"], row["code"], row["criterion"]): (row["findings"], row["population"])
        for row in database.rows("SELECT * FROM audit_tallies")
    }
    leaves = set(database.values("SELECT slug FROM concepts WHERE slug NOT IN (SELECT broader FROM broader)"))
    for subject in subjects(database):
        found = read_dossier(database, subject, origin)
        assert len(found.measures) == found.measure_count, subject.slug
        assert sum(s.role == "commitment" for s in sentences(found)) == found.commitment_count, subject.slug
        assert sum(t.status == "target" for t in found.targets) == found.target_count, subject.slug
        assert dossier_markdown(found).startswith("# ")
        if subject.scheme:
            single = reader.entity(subject.scheme, subject.slug)
            assert single is not None
            assert [m.code for m in found.measures] == [m.code for m in single.measures], subject.slug
            assert [t.quote for t in found.targets] == [t.quote for t in single.targets], subject.slug
            assert found.mappings == single.mappings
            assert sum(m.entity == subject.slug for s in sentences(found) for m in s.mentions) == single.mention_count
        if subject.kind == "chapter" or (subject.kind == "right" and subject.slug in leaves):
            for gap in found.gaps:
                assert (gap.count, gap.population) == tallies[subject.kind, subject.slug, gap.criterion]


@pytest.fixture
def run(releases, capsys):
    def call(*arguments):
        code = main(["dossier", *arguments, "--releases", str(releases)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_the_command_writes_markdown_json_and_a_page_of_its_own(run, tmp_path):
    code, out, _ = run("right/health")
    assert (code, out.splitlines()[0]) == (0, "# right to health · 健康权利")
    _, out, _ = run("group/rural-women", "--format", "json", "--service", "https://rights.example")
    assert json.loads(out)["citation"]["permalink"].startswith(
        "https://rights.example/dossier/group/rural-women?release="
    )
    path = tmp_path / "chapter.html"
    assert run("chapter/4", "--format", "html", "-o", str(path))[:2] == (0, "")
    page = path.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "<script" not in page
    assert "<link" not in page
    assert 'href="/' not in page


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("right/healt", "Nearest: right/health"),
        ("group/female", "group/"),
        ("women", "group/women"),
        ("laws/labour-law", "There are: right, group, instrument, body, indicator, chapter"),
        ("chapter/44", "Nearest: chapter/4"),
        ("right/", "There is no 'right/'"),
    ],
)
def test_an_unknown_name_is_met_with_the_nearest(run, name, message):
    code, out, err = run(name)
    assert (code, out) == (3, "")
    assert message in " ".join(err.split())
