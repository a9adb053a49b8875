"""A validation report for a reader: grouped text, and rows for a table or a program."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from itertools import groupby

from graph.validation.results import ValidationReport, ValidationResult

_SHOWN = 3
_COLUMNS = ("severity", "shape", "about", "focus", "path", "value", "message", "quote")


def report_text(report: ValidationReport) -> str:
    """The report shape by shape: how often each is broken, and the first few places of each."""
    lines: list[str] = []
    for (severity, shape), group in groupby(report.results, lambda result: (result.severity, result.shape)):
        results = list(group)
        lines.append(f"{severity}: {shape.rsplit('/', 1)[-1] or 'unnamed shape'}, {len(results)} times")
        for result in results[:_SHOWN]:
            lines.append(f"  {result.about}\t{result.message}")
        if len(results) > _SHOWN:
            lines.append(f"  … and {len(results) - _SHOWN} more: --format csv, json or turtle has them all")
    verdict = "conforms" if report.conforms else "does not conform"
    return "\n".join([*lines, f"{verdict}: {len(report.results)} results"]) + "\n"


def report_csv(report: ValidationReport) -> str:
    """The report as CSV, one row a result."""
    sink = io.StringIO(newline="")
    table = csv.DictWriter(sink, _COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(_row(result) for result in report.results)
    return sink.getvalue()


def report_json(report: ValidationReport) -> str:
    """The report as JSON: whether the graph conforms, and one object a result."""
    content = {"conforms": report.conforms, "results": [_row(result) for result in report.results]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _row(result: ValidationResult) -> dict[str, str]:
    fields = asdict(result)
    return {name: fields[name] for name in _COLUMNS}
