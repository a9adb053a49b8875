from __future__ import annotations

import csv
import io
import json

import pytest

from scripts.main import main


@pytest.fixture
def run(releases, capsys):
    """Run the command on the session's release; its exit code, output and messages."""

    def call(*arguments):
        code = main(["search", *arguments, "--releases", str(releases)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_hits_are_shown_with_how_the_search_was_read(run):
    code, out, _ = run("rural", "women", "--limit", "3")
    assert code == 0
    assert out.startswith("3 of ")
    assert "rural AND women" in out
    assert "rural-women" in out


def test_hits_are_given_as_csv_and_json(run):
    _, table, _ = run("妇女", "--type", "group", "--format", "csv")
    _, text, _ = run("妇女", "--type", "group", "--format", "json")
    hits = json.loads(text)
    assert [row["iri"] for row in csv.DictReader(io.StringIO(table))] == [hit["iri"] for hit in hits]
    assert hits[0]["marked"] == "<mark>妇女</mark>"


def test_a_misspelt_word_is_met_with_another_search(run):
    code, out, _ = run("disabilty")
    assert code == 0
    assert "Did you mean: disability" in out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["NOT", "health"], 2, "only what is not"),
        (["x" * 600], 2, "500"),
        (["health", "--limit", "0"], 2, "limit"),
        (["health", "--right", "helth"], 3, "'health'"),
        (["health", "--chapter", "99"], 3, "chapter"),
    ],
)
def test_what_cannot_be_answered_ends_with_a_message_and_a_code(run, arguments, code, words):
    found, _, err = run(*arguments)
    assert found == code
    assert words in err
