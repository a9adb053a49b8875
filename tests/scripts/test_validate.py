"""``hrap validate FILE``: its report, its exit codes, its messages."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from scripts.main import main

BROKEN = "<x:a> a <https://w3id.org/hrap/ontology#Target> ."


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.ttl"
    path.write_text(BROKEN, encoding="utf-8")
    return path


def test_a_broken_graph_is_reported_and_ends_with_its_exit_code(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["validate", str(broken), "--format", "json"]) == 4
    report = json.loads(capsys.readouterr().out)
    assert report["conforms"] is False
    assert {"x:a"} <= {result["about"] for result in report["results"]}


def test_the_report_can_be_written_to_a_file(broken: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", str(broken), "--format", "csv", "--output", str(tmp_path / "report.csv")]) == 4
    assert capsys.readouterr().out == ""
    assert (tmp_path / "report.csv").read_text(encoding="utf-8").startswith("severity,shape,about")


def test_an_empty_graph_is_said_to_have_nothing_to_look_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.ttl").touch()
    assert main(["validate", str(tmp_path / "empty.ttl")]) == 0
    assert capsys.readouterr().out.startswith("Nothing in it is looked at by a shape")


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BROKEN.encode())))
    assert main(["validate", "-", "--input-format", "turtle", "--engine", "rudof"]) == 4
    assert "target-deadline" in capsys.readouterr().out


def test_a_folder_is_an_error_and_not_a_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", str(tmp_path)]) == 3
    assert "is a folder" in capsys.readouterr().err
