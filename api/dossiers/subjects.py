"""What a dossier can be of, and which sentences are about it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import get_args

from api.db import Database, Row
from api.models.dossiers import DossierKind

KINDS: tuple[DossierKind, ...] = get_args(DossierKind)
SCHEMES: Mapping[str, str] = MappingProxyType(
    {"right": "rights", "group": "groups", "instrument": "instruments", "body": "bodies", "indicator": "indicators"}
)
"""The scheme of the concepts of a kind; a place of a plan is none."""
TYPES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "right": ("right",),
        "group": ("group",),
        "instrument": ("instrument",),
        "body": ("body", "agent"),
        "indicator": ("quantity",),
        **dict.fromkeys(("chapter", "measure"), ("right", "group", "instrument", "body", "quantity")),
    }
)
"""The types of the mentions that are words about the thing."""

_ABOUT_CONCEPT = (
    "SELECT DISTINCT c.plan, c.provision, c.sentence FROM ancestors a JOIN concept_sentences c"
    " ON c.scheme = a.scheme AND c.slug = a.slug WHERE a.scheme = :scheme AND a.ancestor = :slug"
)
_ABOUT_CHAPTER = (
    "SELECT s.plan, s.provision, s.code AS sentence FROM sentences s JOIN provisions p ON p.plan = s.plan"
    " AND p.code = s.provision WHERE p.plan = :plan AND p.chapter = :slug"
)
_ABOUT_MEASURE = "SELECT plan, provision, code AS sentence FROM sentences WHERE plan = :plan AND provision = :slug"
PLACES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "chapter": (_ABOUT_CHAPTER, "SELECT * FROM chapters WHERE plan = ? AND code = ?"),
        "measure": (_ABOUT_MEASURE, "SELECT * FROM provisions WHERE plan = ? AND code = ?"),
    }
)
"""For a place of a plan: SQL for its sentences, and for its row."""
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Subject:
    """The thing that a dossier is of, with its row of the read model."""

    kind: DossierKind
    slug: str
    plan: str | None
    row: Row

    @property
    def scheme(self) -> str | None:
        return SCHEMES.get(self.kind)

    @property
    def is_place(self) -> bool:
        """Whether it is a part of a plan, a chapter or a measure, and no concept."""
        return self.kind in PLACES

    @property
    def about(self) -> str:
        """SQL for the sentences about it: plan, provision, sentence. A narrower concept counts for a broader one."""
        return PLACES[self.kind][0] if self.is_place else _ABOUT_CONCEPT

    @property
    def parameters(self) -> Mapping[str, str | None]:
        """The values that the SQL names."""
        return {"scheme": self.scheme, "slug": self.slug, "plan": self.plan}


def find_subject(database: Database, kind: DossierKind, slug: str, plan: str | None = None) -> Subject | None:
    """The thing of that kind and name, or None. A place is of ``plan``, or of the only plan that there is."""
    if kind not in PLACES:
        row = database.row("SELECT * FROM concepts WHERE scheme = ? AND slug = ?", (SCHEMES[kind], slug))
        return Subject(kind, slug, None, row) if row else None
    plan = plan or only_plan(database)
    row = database.row(PLACES[kind][1], (plan, slug))
    return Subject(kind, slug, plan, row) if row else None


def only_plan(database: Database) -> str | None:
    """The plan of a release that has one; None where there are several."""
    plans = database.values("SELECT plan FROM plans")
    return str(plans[0]) if len(plans) == 1 else None


def nearest_subjects(database: Database, kind: DossierKind, given: str) -> list[str]:
    """The slugs that come nearest to a name: spelled alike, or of a label that is."""
    if kind in PLACES:
        table = {"chapter": "chapters", "measure": "provisions"}[kind]
        names = {str(code): str(code) for code in database.values(f"SELECT code FROM {table} ORDER BY position")}  # noqa: S608
    else:
        sql = "SELECT label, slug FROM labels WHERE scheme = ? AND kind IN ('preferred', 'alternative') ORDER BY slug"
        names = {row["label"].lower(): row["slug"] for row in database.rows(sql, (SCHEMES[kind],))}
        names |= {slug: slug for slug in names.values()}
    close = difflib.get_close_matches(given.lower()[:200], names, n=2 * _SHOWN, cutoff=0.5)
    return list(dict.fromkeys(names[name] for name in close))[:_SHOWN]
