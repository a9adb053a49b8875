from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from scripts import audit
from scripts.main import main


@pytest.fixture
def read(built, monkeypatch):
    """Let the command read the session's plans, with another ledger where one is given."""

    def use(*entries):
        content = built.contents[0]
        monkeypatch.setattr(audit, "read_plans", lambda _: (replace(content, ledger=entries or content.ledger),))
        return content.ledger

    return use


def test_the_summary_counts_each_sort_and_each_reason(read, capsys):
    entries = read()
    assert main(["audit", "--coverage"]) == 0
    out = capsys.readouterr().out
    items = [entry.status for entry in entries if entry.what == "item"]
    assert f"225 items       {items.count('tied')} tied, {items.count('listed')} listed, 0 unexplained" in out
    assert "task-of-agent" in out


def test_the_list_names_each_listed_one(read, capsys):
    entries = read()
    assert main(["audit", "--coverage", "--list", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == sum(1 for entry in entries if entry.status == "listed")
    assert {"what": "name", "reason": "place", "quote": "Hexi Corridor"}.items() <= next(
        row for row in rows if row["quote"] == "Hexi Corridor"
    ).items()
    main(["audit", "--coverage", "--list"])
    assert "name · listed · place" in capsys.readouterr().out


def test_counts_come_as_csv(read, capsys):
    entries = read()
    main(["audit", "--coverage", "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert sum(int(row["count"]) for row in rows) == len(entries)


def test_something_unexplained_is_named_and_ends_with_one(read, capsys):
    listed = next(entry for entry in read() if entry.reason == "place")
    read(replace(listed, reason=None))
    assert main(["audit", "--coverage"]) == 1
    assert f"unexplained: the name “{listed.quote}” in {listed.sentence}" in capsys.readouterr().err


def test_the_ledger_comes_as_text_or_csv_only(capsys):
    assert main(["audit", "--coverage", "--format", "html"]) == 3
    assert "Choose text or csv" in capsys.readouterr().err
