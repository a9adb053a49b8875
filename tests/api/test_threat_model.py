from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from api.settings import Settings

ROOT = Path(__file__).parents[2]
MODEL = (ROOT / "api" / "THREAT_MODEL.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (?!attack|-)(.*)\|$", MODEL, re.MULTILINE)


def test_every_defence_names_tests_and_each_of_them_exists():
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    existing = set(re.findall(r"^def (test_\w+)", sources, re.MULTILINE))
    assert ROWS
    for row in ROWS:
        named = set(re.findall(r"`(test_\w+)`", row))
        assert named, row
        assert named <= existing, named - existing


def test_every_setting_that_it_names_exists():
    assert set(re.findall(r"HRAP_\w+", MODEL)) <= {f"HRAP_{field.name.upper()}" for field in fields(Settings)}
