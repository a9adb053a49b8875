"""The report of ``hrap audit``: read from a release's read model, written as text, Markdown, CSV, HTML or JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from api.audit import audit_findings, audit_tallies
from api.db import Database
from api.markdown import plain
from api.models.audit import AuditFindingItem, AuditTallyItem
from api.models.filters import AuditFindingFilters, AuditScope, AuditTallyFilters
from api.pages import page_environment
from api.rows import as_csv, decoded
from graph.errors import InputError
from graph.release import Release

NEUTRAL = (
    "This reports what the text states and does not state, by criteria from sources on such plans. "
    "A hit is no verdict on the plan and says nothing about what is done in practice."
)
_EXAMPLES = 3
_BAR = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the audit is wanted: some criteria or all, one chapter or one right or the whole plan."""

    criteria: tuple[str, ...] = ()
    chapter: str | None = None
    right: str | None = None
    everything: bool = False

    @property
    def scope(self) -> AuditScope:
        if self.chapter is not None:
            return "chapter"
        return "plan" if self.right is None else "right"

    @property
    def place(self) -> list[str]:
        """The chapter or right, or nothing where the whole plan is wanted."""
        return [place for place in (self.chapter, self.right) if place is not None]


@dataclass(frozen=True, slots=True)
class Part:
    """One criterion with its count, and the findings that are shown of it."""

    tally: AuditTallyItem
    findings: tuple[AuditFindingItem, ...]

    @property
    def percent(self) -> str:
        return f"{self.tally.share:.1%}"

    @property
    def more(self) -> int:
        """How many findings are not shown."""
        return self.tally.count - len(self.findings)


@dataclass(frozen=True, slots=True)
class Report:
    """The parts in the order of the criteria, and the release they come from.

    ``uncounted`` are the labels of the criteria that count nothing at the place that was asked for.
    """

    parts: tuple[Part, ...]
    release: Release
    uncounted: tuple[str, ...] = ()

    @property
    def silence(self) -> str:
        """What to say of the criteria that count nothing here; empty where each counts something."""
        return f"Nothing is counted here for: {'; '.join(self.uncounted)}." if self.uncounted else ""


def read_report(database: Database, release: Release, choice: Choice) -> Report:
    """The audit of the current release. Raises InputError for a criterion, chapter or right that it does not have."""
    _check(database, "criterion", "SELECT criterion FROM audit_criteria ORDER BY 1", choice.criteria)
    codes = f"SELECT DISTINCT code FROM audit_tallies WHERE scope = '{choice.scope}' ORDER BY 1"  # noqa: S608 (our own)
    _check(database, choice.scope, codes, choice.place)
    filters = AuditTallyFilters(criterion=[*choice.criteria], scope=[choice.scope], code=choice.place)
    rows = audit_tallies(filters).rows(database)
    tallies = [AuditTallyItem.model_validate(decoded(row, AuditTallyItem)) for row in rows]
    parts = tuple(Part(tally, _findings(database, tally, choice)) for tally in tallies)
    return Report(parts, release, _uncounted(database, choice, {tally.criterion for tally in tallies}))


def _uncounted(database: Database, choice: Choice, counted: Container[str]) -> tuple[str, ...]:
    rows = database.rows("SELECT criterion, label FROM audit_criteria ORDER BY 1")
    asked = [row for row in rows if not choice.criteria or row["criterion"] in choice.criteria]
    return tuple(str(row["label"]) for row in asked if row["criterion"] not in counted)


def _findings(database: Database, tally: AuditTallyItem, choice: Choice) -> tuple[AuditFindingItem, ...]:
    filters = AuditFindingFilters(
        plan=[tally.plan],
        chapter=[choice.chapter] if choice.chapter is not None else [],
        right=[choice.right] if choice.right is not None else [],
    )
    limit = -1 if choice.everything else _EXAMPLES
    rows = audit_findings(tally.criterion, filters).rows(database, limit)
    return tuple(AuditFindingItem.model_validate(decoded(row, AuditFindingItem)) for row in rows)


def _check(database: Database, what: str, sql: str, given: Iterable[str]) -> None:
    known = [str(value) for value in database.values(sql)]
    for value in given:
        if value not in known:
            raise InputError(f"There is no {what} {value!r}.", remedy=f"There are: {', '.join(known)}.")


def as_text(report: Report) -> Group:
    """The report for a terminal."""
    shown: list[Table | Text] = []
    for part in report.parts:
        shown += [*_heading(part), _examples(part), Text("")]
    shown += [Text(report.silence), Text("")] if report.silence else []
    return Group(*shown, Text(NEUTRAL, style="dim"))


def _heading(part: Part) -> list[Text]:
    tally, filled = part.tally, round(part.tally.share * _BAR)
    head = Text.assemble((tally.label, "bold"), f"  [{tally.severity.lower()}]")
    bar = "█" * filled + "░" * (_BAR - filled)
    lines = [head, Text(f"  {bar} {tally.count} of {tally.population} {tally.counts}, {part.percent}")]
    if tally.unverified:
        lines.append(Text(f"  {_unverified(tally)}", style="dim"))
    return [*lines, *(Text(f"  source: {source}", style="dim") for source in tally.sources)]


def _unverified(tally: AuditTallyItem) -> str:
    return f"{tally.unverified} of the {tally.population} rest on a status that is unverified"


def _examples(part: Part) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 4))
    for finding in part.findings:
        table.add_row(Text(finding.measure or ""), Text(words(finding)))
    if part.more > 0:
        table.add_row("", Text(f"and {part.more} more (--list)", style="dim"))
    return table


def words(finding: AuditFindingItem) -> str:
    """What meets the criterion: its quote with its place, or its names."""
    names = " · ".join(name for name in (finding.subject, finding.object) if name)
    quote = f"“{finding.quote}” [{finding.start}–{finding.end}]" if finding.quote else ""
    named = "" if finding.subject == finding.measure else finding.subject if finding.quote else names
    mark = "unverified" if finding.unverified else ""
    return "  ".join(part for part in (named, quote, mark) if part)


def as_markdown(report: Report) -> str:
    """The report in Markdown."""
    lines = ["# Audit of the plan's text", "", NEUTRAL, "", "| criterion | count | of | share | severity |"]
    lines.append("|---|---:|---:|---:|---|")
    for part in report.parts:
        t = part.tally
        lines.append(f"| {plain(t.label)} | {t.count} | {t.population} | {part.percent} | {t.severity} |")
    for part in report.parts:
        t = part.tally
        lines += [
            "",
            f"## {plain(t.label)}",
            "",
            f"{t.count} of {t.population} {t.counts} ({part.percent}). {t.definition}",
        ]
        lines += ["", f"*What a hit means:* {t.scope_note}", "", *(f"- Source: {plain(s)}" for s in t.sources)]
        lines += [f"- {_unverified(t)}"] if t.unverified else []
        lines += ["", *(f"- {plain(f'{f.measure or str()} {words(f)}'.strip())}" for f in part.findings)]
        lines += [f"- … and {part.more} more"] if part.more > 0 else []
    lines += ["", plain(report.silence)] if report.silence else []
    return "\n".join([*lines, "", f"Release {report.release.version}, SHA-256 {report.release.sha256}.", ""])


def as_html(report: Report) -> str:
    """The report as one page that needs nothing else and runs no script; text is escaped."""
    template = page_environment().get_template("audit.html")
    return template.render(report=report, neutral=NEUTRAL, words=words)


def as_json(report: Report) -> str:
    """The report as JSON: each criterion with the findings shown."""
    parts = [
        {**part.tally.model_dump(mode="json"), "findings": [f.model_dump(mode="json") for f in part.findings]}
        for part in report.parts
    ]
    about = {"version": report.release.version, "sha256": report.release.sha256}
    return json.dumps({"criteria": parts, "dataset": about}, ensure_ascii=False, indent=1) + "\n"


def counts_as_csv(report: Report) -> str:
    """A row for each criterion."""
    return as_csv([part.tally for part in report.parts], AuditTallyItem)


def findings_as_csv(report: Report) -> str:
    """A row for each finding."""
    return as_csv([finding for part in report.parts for finding in part.findings], AuditFindingItem)


WRITERS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {"markdown": as_markdown, "html": as_html, "json": as_json, "csv": counts_as_csv}
)
FORMATS: Sequence[str] = ("text", *WRITERS)


def print_text(report: Report, screen: Console) -> None:
    """Print the report to a terminal."""
    screen.print(as_text(report))
