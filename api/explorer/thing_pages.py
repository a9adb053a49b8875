"""Which page a thing has by its IRI: one laid out for its kind, or none of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.explorer.counterpart import counterpart_page
from api.explorer.entity import entity_page
from api.explorer.target import target_page
from api.explorer.views import View

if TYPE_CHECKING:
    from api.service import Service


def page_of(service: Service, view: View, path: str) -> str | None:
    """The page of the thing at ``/id/path``, or None where its kind has no page of its own."""
    return entity_page(service, view, path) or target_page(service, view, path) or _article(service, view, path)


def _article(service: Service, view: View, path: str) -> str | None:
    if not path.startswith("article/"):
        return None
    row = service.database.row("SELECT * FROM counterparts WHERE iri = ?", (f"{service.names.things}{path}",))
    return counterpart_page(service, view, row, path) if row else None
