"""The page of an article of a treaty, or of a target or indicator of the 2030 Agenda: what corresponds to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from markupsafe import Markup

from api.db import Database, Row
from api.dossiers.names import ChineseNames, names_by_slug, read_names, subject_iri
from api.dossiers.page import link_values
from api.explorer.entity import chinese_names, closing_values
from api.explorer.under import Under, measures_under
from api.explorer.views import View
from api.models.crosswalk import MappingItem
from api.pages import Labels, render
from api.pictures.neighbourhood import Neighbour, draw_neighbourhood
from api.rows import decoded

if TYPE_CHECKING:
    from api.service import Service

AGENDA = ("goal", "goal-target", "sdg-indicator")
_MAPPINGS = "SELECT * FROM mapping_rows WHERE object = ? ORDER BY id, state"
_PARTS = (
    "SELECT iri, kind, number, label, label_zh FROM counterparts WHERE kind IN ('goal-target', 'sdg-indicator')"
    " AND part_of = ? ORDER BY LENGTH(number), number"
)


def counterpart_page(service: Service, view: View, row: Row, path: str | None) -> str:
    """The page of a row of ``counterparts``; ``path`` is its own under ``/id/``, if it has one."""
    database = service.database
    rows = database.rows(_MAPPINGS, (row["iri"],))
    mappings = [MappingItem.model_validate(decoded(found, MappingItem)) for found in rows]
    statuses = database.rows("SELECT * FROM treaty_statuses WHERE instrument = ?", (row["instrument"],))
    used = [slug for m in mappings for slug in (m.party_status, m.verification, m.confidence_level)]
    used += [row["verification"], *(slug for s in statuses for slug in (s["party_status"], s["verification"]))]
    sql = "SELECT slug, iri, label, label_zh FROM concepts WHERE scheme = 'instruments' AND slug = ?"
    names = names_by_slug(read_names(database, used))
    chinese, under = chinese_names(service, view, (), mappings), measures_under(database, row["iri"])
    values: dict[str, Any] = {
        "row": row,
        "mappings": mappings,
        "statuses": statuses,
        "instrument": database.row(sql, (row["instrument"],)),
        "under": under,
        "picture": _drawn(service, view, row, _neighbours(service.names.things, mappings, chinese, under)),
        "describe": _describe(row["iri"]),
        "parts": database.rows(_PARTS, (row["iri"],)),
        "whole": database.row("SELECT * FROM counterparts WHERE iri = ?", (row["part_of"],)),
    }
    closing = closing_values(
        service, view, path=path or f"sdg/{row['number']}", kind="counterpart", iri=row["iri"], label=row["label"]
    )
    return render(
        service.pages,
        view,
        service.release,
        "counterpart.html",
        **values,
        **link_values(names, view.language, view.link, chinese),
        **{**closing, "path": path},
        csv_path="" if row["kind"] == "goal" else f"/api/v1/crosswalk?object={row['iri']}",
    )


def _drawn(service: Service, view: View, row: Row, shown: Sequence[Neighbour]) -> Markup | None:
    """What corresponds to it as a picture; None where nothing does."""
    name = Labels(view.language).plain(row)
    return draw_neighbourhood(service.pages, view, name, shown, told="entity.picture_of_counterpart") if shown else None


def _neighbours(
    things: str, mappings: Sequence[MappingItem], chinese: ChineseNames, under: Sequence[Under]
) -> list[Neighbour]:
    """What corresponds to it, each with how many measures are there by it; themes are no things of their own."""
    measures = {(each.concept["scheme"], each.concept["slug"]): each.size for each in under}
    found = {subject_iri(things, mapping): mapping for mapping in mappings if mapping.subject_scheme != "themes"}
    return [
        Neighbour(
            mapping.subject_scheme.removesuffix("s"),
            chinese.get(iri, mapping.subject_label),
            measures.get((mapping.subject_scheme, mapping.subject), 0),
            same_sentence=True,
        )
        for iri, mapping in found.items()
    ]


def _describe(iri: str) -> str:
    """Where the endpoint says what the graph states of a thing that is not ours; a format may follow."""
    return f"/sparql?{urlencode({'query': f'DESCRIBE <{iri}>'})}"


def find_agenda(database: Database, number: str) -> Row | None:
    """A target or indicator of the 2030 Agenda by its number."""
    sql = f"SELECT * FROM counterparts WHERE kind IN {AGENDA} AND number = ?"  # noqa: S608 (our own names)
    return database.row(sql, (number,))
