"""The page of a target or parameter: its value, what the text leaves open, its words, and its indicator."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from api.dossiers.page import page_values
from api.dossiers.subjects import find_subject
from api.explorer.entity import chinese_names, closing_values
from api.explorer.overview import read_overview
from api.explorer.views import View
from api.pages import render

if TYPE_CHECKING:
    from api.service import Service

_PATH = re.compile(r"plan/[^/]+/(target|parameter)/.+")
_MET = (
    "SELECT DISTINCT c.criterion, c.label, c.label_zh, c.scope_note FROM audit_findings f JOIN audit_criteria c"
    ' ON c.criterion = f.criterion WHERE f.plan = ? AND f.measure = ? AND f."start" = ? AND f."end" = ?'
    " AND c.counts = 'targets' ORDER BY c.criterion"
)


def target_page(service: Service, view: View, path: str) -> str | None:
    """The page of the target or parameter at ``/id/path``, or None where there is none."""
    iri = f"{service.names.things}{path}"
    row = service.database.row("SELECT indicator, status FROM targets WHERE iri = ?", (iri,))
    subject = find_subject(service.database, "indicator", row["indicator"]) if row and _PATH.fullmatch(path) else None
    if row is None or subject is None:
        return None
    d = read_overview(service.database, subject)
    own = next(target for target in d.targets if target.iri == iri)
    met = service.database.rows(_MET, (own.plan, own.measure, own.start, own.end))
    label = f"{own.indicator_label} ({own.measure})"
    closing = closing_values(service, view, path=path, kind=row["status"], iri=iri, label=label)
    return render(
        service.pages,
        view,
        service.release,
        "target.html",
        **page_values(d, view.language, view.link, chinese_names(service, view, (), d.mappings)),
        **closing,
        csv_path=f"/api/v1/targets?indicator={own.indicator}&measure={own.measure}",
        own=own,
        provision=next(p for p in (*d.measures, *d.statements) if p.code == own.measure),
        met=met,
    )
