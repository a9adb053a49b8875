"""``hrap audit`` over a small release whose words are hostile to markup."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser

import pytest

from graph.release import open_release
from scripts.audit_report import Report, as_html, as_markdown, as_text
from scripts.main import main
from tests.api.small_release import write_release

CRITERION = "measure-without-money"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return write_release(tmp_path_factory.mktemp("small"))


@pytest.fixture
def run(small, capsys):
    def call(*arguments):
        code = main(["audit", *arguments, "--releases", str(small)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


class Tags(HTMLParser):
    """The names of all elements of a page, and the values of attributes that would load something."""

    def __init__(self, page):
        super().__init__()
        self.names, self.loads = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        self.loads += [value for name, value in attrs if name in ("src", "href") and not value.startswith("#")]


@pytest.mark.parametrize("write", [as_markdown, as_html, lambda report: str(as_text(report).renderables[0])])
def test_a_criterion_that_counts_nothing_at_a_place_is_said_in_a_line(small, write):
    assert "Nothing is counted here for: measures that name no money." in write(
        Report((), open_release(small), ("measures that name no money",))
    )
    assert "Nothing is counted here" not in write(Report((), open_release(small)))


def test_criteria_that_count_something_are_not_said_to_count_nothing(run):
    assert "Nothing is counted here" not in run("--chapter", "1")[1]


def test_the_text_shows_the_share_the_source_and_the_words(run):
    code, out, _ = run()
    assert code == 0
    assert "2 of 2 measures, 100.0%" in out
    assert "1 of the 2 rest on a status that is unverified" in out
    assert "source: A source" in out
    assert "“Words <b>” [1–10]" in out


def test_a_page_needs_nothing_else_runs_no_script_and_escapes_text(run):
    page = Tags(run("--format", "html")[1])
    assert "script" not in page.names
    assert "b" not in page.names
    assert page.loads == []
    assert page.names.count("h2") == 1
    assert page.names[0] == "html"


def test_markdown_takes_no_markup_from_the_text(run):
    out = run("--format", "markdown")[1]
    assert "| without money | 2 | 2 | 100.0% | Info |" in out
    assert "Words \\<b\\>" in out


def test_json_and_csv_hold_counts_and_findings(run):
    (part,) = json.loads(run("--format", "json")[1])["criteria"]
    assert (part["count"], part["population"], len(part["findings"])) == (2, 2, 2)
    assert [row["count"] for row in csv.DictReader(io.StringIO(run("--format", "csv")[1]))] == ["2"]
    rows = csv.DictReader(io.StringIO(run("--format", "csv", "--list", "--criterion", CRITERION)[1]))
    assert [row["measure"] for row in rows] == ["1.1.1", "1.1.2"]


def test_one_chapter_or_one_right_has_counts_of_its_own(run):
    assert "1 of 2 measures, 50.0%" in run("--right", "health")[1]
    assert "2 of 2 measures, 100.0%" in run("--chapter", "1")[1]


@pytest.mark.parametrize("wrong", [("--criterion", "x"), ("--chapter", "99"), ("--right", "x")])
def test_a_name_that_does_not_exist_is_told_with_those_that_do(run, wrong):
    code, _, err = run(*wrong)
    assert code == 3
    assert "There are:" in err
