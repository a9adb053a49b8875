"""plan.toml: what a plan is and how its text is laid out, read into typed values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import PlanConfigError


@dataclass(frozen=True, slots=True)
class StatementList:
    """A paragraph whose words ``lead`` introduce list items, and what those items are."""

    lead: str
    type: str


@dataclass(frozen=True, slots=True)
class Layout:
    """How headings, items and footnotes are marked. Patterns match one repaired line."""

    contents: re.Pattern[str]
    contents_entry: re.Pattern[str]
    introduction: re.Pattern[str]
    chapter: re.Pattern[str]
    section: re.Pattern[str]
    item: re.Pattern[str]
    footnote: re.Pattern[str]
    terminal: re.Pattern[str]
    abbreviations: tuple[str, ...]
    statements: tuple[StatementList, ...]
    chapter_statements: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan: its description, its layout, and where its text is."""

    id: str
    language: str
    jurisdiction: str
    publisher: str
    issued: str
    rights_note: str
    titles: Mapping[str, str]
    title_status: str
    period: tuple[int, int]
    source: Path
    sha256: str
    layout: Layout
    expected: Mapping[str, int]
    section_rights: Mapping[str, str]
    themes: Mapping[str, str]
    folder: Path

    def right_of(self, section: str) -> str | None:
        """The slug of the right that a section, by its code such as ``1.5``, is about."""
        return self.section_rights.get(section) or self.section_rights.get(section.split(".", maxsplit=1)[0])


_PATTERNS = ("contents", "contents_entry", "introduction", "chapter", "section", "item", "footnote", "terminal")


def load_plan(folder: Path) -> Plan:
    """Read ``folder/plan.toml``.

    Raises PlanConfigError, naming the file and the key, where the file is missing, is not TOML,
    or a value is absent or of the wrong kind.
    """
    path = folder / "plan.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise PlanConfigError(f"{path}: there is no such file.", remedy="Each plan folder needs one.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PlanConfigError(f"{path}: not valid TOML: {error}.", remedy="Correct that line.") from error
    try:
        return _plan(data, folder)
    except KeyError as error:
        raise PlanConfigError(f"{path}: the key {error} is missing.", remedy="Add it.") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise PlanConfigError(f"{path}: a value has the wrong form: {error}.", remedy="Correct it.") from error


def find_plans(folder: Path) -> tuple[Plan, ...]:
    """All plans under ``folder``, one subfolder each, in the order of their names."""
    found = tuple(load_plan(path.parent) for path in sorted(folder.glob("*/plan.toml")))
    if not found:
        raise PlanConfigError(f"{folder}: no plan here.", remedy="Add a folder with plan.toml and the text.")
    return found


def _plan(data: dict[str, Any], folder: Path) -> Plan:
    source, period, title = data["source"], data["period"], dict(data["title"])
    status = str(title.pop("zh-Hans-status", "translated"))
    if data["id"] != folder.name:
        raise ValueError(f"id is {data['id']!r} but the folder is {folder.name!r}")
    return Plan(
        id=data["id"],
        language=data["language"],
        jurisdiction=data["jurisdiction"],
        publisher=data["publisher"],
        issued=data["issued"],
        rights_note=data["rights"],
        titles=title,
        title_status=status,
        period=(int(period["start"]), int(period["end"])),
        source=folder / source["file"],
        sha256=source["sha256"],
        layout=_layout(data["layout"]),
        expected=dict(data["expected"]),
        section_rights=dict(data["rights_of_sections"]),
        themes=dict(data.get("themes", {})),
        folder=folder,
    )


def _layout(data: dict[str, Any]) -> Layout:
    patterns = {name: _pattern(name, data[name]) for name in _PATTERNS}
    return Layout(
        **patterns,
        abbreviations=tuple(data["abbreviations"]),
        statements=tuple(StatementList(entry["lead"], entry["type"]) for entry in data["statements"]),
        chapter_statements=dict(data["chapter_statements"]),
    )


def _pattern(name: str, text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        raise ValueError(f"layout.{name} is not a regular expression ({error})") from error
