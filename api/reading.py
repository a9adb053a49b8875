"""Single items, read from the read model into their typed models."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from api.crosswalk import mappings_of, typing_of
from api.db import Database, Row
from api.models.filters import MentionFilters, TargetFilters
from api.models.items import Dataset, MentionItem, TargetItem
from api.models.singles import (
    ActOfSentence,
    ConceptName,
    EntitySingle,
    Heading,
    MeasureSingle,
    NamedRight,
    ObjectOfAct,
    Outline,
    OutlineChapter,
    OutlineSection,
    Place,
    Qualified,
    SectionOfRight,
    SentenceOfMeasure,
)
from api.rows import decoded
from api.selections import TARGET_COLUMNS, mentions, targets

PlaceUrl = Callable[[str, str], str]
"""Makes the URL of a provision from its plan and code."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads single items; knows how to name their URLs and the dataset."""

    database: Database
    dataset: Dataset
    url: PlaceUrl

    def measure(self, plan: str, code: str) -> MeasureSingle | None:
        """One measure, statement or paragraph with everything in it."""
        row = self.database.row(
            "SELECT p.*, c.title AS chapter_title, s.title AS section_title FROM provisions p"
            " JOIN chapters c ON c.plan = p.plan AND c.code = p.chapter"
            " LEFT JOIN sections s ON s.plan = p.plan AND s.code = p.section WHERE p.plan = ? AND p.code = ?",
            (plan, code),
        )
        if row is None:
            return None
        found = self._mentions(plan, code)
        return MeasureSingle(
            **{name: row[name] for name in row if name != "position"},
            sentences=self._sentences(plan, code),
            rights=self._rights(plan, code),
            groups=_qualified(found, "group"),
            instruments=_qualified(found, "instrument"),
            bodies=_qualified(found, "body"),
            agents=self._agents(plan, code),
            targets=self._targets(TargetFilters(plan=[plan], measure=[code])),
            mentions=found,
            previous=self._neighbour(plan, row["position"] - 1),
            next=self._neighbour(plan, row["position"] + 1),
            dataset=self.dataset,
        )

    def entity(self, scheme: str, slug: str) -> EntitySingle | None:
        """One concept with what the plans promise of it."""
        row = self.database.row("SELECT * FROM concepts WHERE scheme = ? AND slug = ?", (scheme, slug))
        if row is None:
            return None
        typing = typing_of(self.database, scheme, slug)
        return EntitySingle(
            **{name: row[name] for name in row if name in EntitySingle.model_fields},
            alternative_labels=self._alternative(scheme, slug),
            broader=self._related(scheme, slug, "broader", "slug"),
            narrower=self._related(scheme, slug, "slug", "broader"),
            sections=self._sections_of(scheme, slug),
            measures=self._measures_of(scheme, slug),
            targets=self._targets_of(scheme, slug),
            indicator_type=typing.type if typing else None,
            indicator_typing=typing,
            mappings=mappings_of(self.database, scheme, slug),
            dataset=self.dataset,
        )

    def outline(self, plan: str) -> Outline:
        """The tree of a plan with what each chapter holds."""
        title = self.database.values("SELECT title FROM plans WHERE plan = ?", (plan,))[0]
        headings = self._headings(plan)
        sections = self._outline_sections(plan, headings)
        chapters = [
            OutlineChapter(**chapter, sections=sections[chapter["code"]], provisions=headings["", chapter["code"]])
            for chapter in self.database.rows(_CHAPTERS, (plan,))
        ]
        return Outline(plan=plan, title=title, chapters=chapters, dataset=self.dataset)

    def _mentions(self, plan: str, code: str) -> list[MentionItem]:
        rows = mentions(MentionFilters(plan=[plan], measure=[code])).rows(self.database)
        return [MentionItem(**decoded(row, MentionItem)) for row in rows]

    def _targets(self, filters: TargetFilters) -> list[TargetItem]:
        return [TargetItem(**decoded(row, TargetItem)) for row in targets(filters).rows(self.database)]

    def _sentences(self, plan: str, code: str) -> list[SentenceOfMeasure]:
        sql = (
            'SELECT s.code, s.iri, s.role, s.modality, s.paragraph, s.text, s."start", s."end", (SELECT'
            " json_group_array(agent) FROM sentence_agents x WHERE x.plan = s.plan AND x.sentence = s.code) AS agents"
            " FROM sentences s WHERE s.plan = ? AND s.provision = ? ORDER BY s.position"
        )
        acts = self._acts(plan, code)
        rows = self.database.rows(sql, (plan, code))
        return [SentenceOfMeasure(**decoded(row, SentenceOfMeasure), acts=acts.get(row["code"], [])) for row in rows]

    def _acts(self, plan: str, code: str) -> Mapping[str, list[ActOfSentence]]:
        """The acts of a provision by their sentence."""
        found: dict[str, list[ActOfSentence]] = defaultdict(list)
        for row in self.database.rows("SELECT * FROM acts WHERE plan = ? AND measure = ?", (plan, code)):
            objects = self.database.rows(_OBJECTS_OF, (plan, row["commitment"], row["number"]))
            members = {name: row[name] for name in ("iri", "action_type", "label", "quote", "start", "end")}
            found[row["commitment"]].append(ActOfSentence(**members, objects=[ObjectOfAct(**o) for o in objects]))
        return found

    def _rights(self, plan: str, code: str) -> list[NamedRight]:
        sql = (
            'SELECT DISTINCT r."right" AS slug, c.label, r.via FROM provision_rights r JOIN concepts c'
            " ON c.scheme = 'rights' AND c.slug = r.\"right\" WHERE r.plan = ? AND r.provision = ? ORDER BY 1, 3"
        )
        via: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in self.database.rows(sql, (plan, code)):
            via[row["slug"], row["label"]].append(row["via"])
        return [NamedRight(slug=slug, label=label, via=ways) for (slug, label), ways in via.items()]

    def _agents(self, plan: str, code: str) -> list[str]:
        sql = (
            "SELECT DISTINCT x.agent FROM sentence_agents x JOIN sentences s ON s.plan = x.plan"
            " AND s.code = x.sentence WHERE s.plan = ? AND s.provision = ? ORDER BY 1"
        )
        return self.database.values(sql, (plan, code))

    def _neighbour(self, plan: str, position: int) -> Place | None:
        sql = "SELECT plan, code, iri, heading FROM provisions WHERE plan = ? AND position = ?"
        row = self.database.row(sql, (plan, position))
        return self._place(row) if row else None

    def _place(self, row: Row) -> Place:
        members = {name: row[name] for name in ("plan", "code", "iri", "heading")}
        return Place(**members, url=self.url(row["plan"], row["code"]))

    def _alternative(self, scheme: str, slug: str) -> list[str]:
        sql = "SELECT label FROM labels WHERE scheme = ? AND slug = ? AND kind = 'alternative' ORDER BY label"
        return self.database.values(sql, (scheme, slug))

    def _related(self, scheme: str, slug: str, wanted: str, given: str) -> list[ConceptName]:
        sql = (
            f"SELECT c.slug, c.label, c.iri FROM broader b JOIN concepts c ON c.scheme = b.scheme AND c.slug = b.{wanted}"  # noqa: S608, E501
            f" WHERE b.scheme = ? AND b.{given} = ? ORDER BY c.slug"
        )
        return [ConceptName(**row) for row in self.database.rows(sql, (scheme, slug))]

    def _sections_of(self, scheme: str, slug: str) -> list[SectionOfRight]:
        sql = "SELECT plan, code, iri, title FROM sections WHERE ? = 'rights' AND \"right\" = ? ORDER BY plan, position"
        return [SectionOfRight(**row) for row in self.database.rows(sql, (scheme, slug))]

    def _measures_of(self, scheme: str, slug: str) -> list[Place]:
        rows = self.database.rows(_MEASURES_OF, (scheme, slug))
        return [self._place(row) for row in rows]

    def _targets_of(self, scheme: str, slug: str) -> list[TargetItem]:
        sql = _TARGETS_OF_INDICATOR if scheme == "indicators" else _TARGETS_OF
        return [TargetItem(**decoded(row, TargetItem)) for row in self.database.rows(sql, (scheme, slug))]

    def _headings(self, plan: str) -> Mapping[tuple[str, str], list[Heading]]:
        """The provisions of each section, and of each chapter where they stand in none."""
        found: dict[tuple[str, str], list[Heading]] = defaultdict(list)
        for row in self.database.rows(_HEADINGS, (plan,)):
            section, chapter = row.pop("section"), row.pop("chapter")
            found[section or "", chapter].append(Heading(**row))
        return found

    def _outline_sections(
        self, plan: str, headings: Mapping[tuple[str, str], Sequence[Heading]]
    ) -> Mapping[str, list[OutlineSection]]:
        sql = 'SELECT chapter, code, iri, title, "right", page FROM sections WHERE plan = ? ORDER BY position'
        found: dict[str, list[OutlineSection]] = defaultdict(list)
        for row in self.database.rows(sql, (plan,)):
            chapter = row.pop("chapter")
            found[chapter].append(OutlineSection(**row, provisions=list(headings[row["code"], chapter])))
        return found


def _qualified(found: Sequence[MentionItem], kind: str) -> list[Qualified]:
    """The entities of one type, each with its different qualifiers."""
    by_entity: dict[tuple[str, str], set[str]] = defaultdict(set)
    for mention in found:
        if mention.type == kind:
            by_entity[mention.entity, mention.label] |= {mention.qualifier} if mention.qualifier else set()
    return [
        Qualified(slug=slug, label=label, qualifiers=sorted(qualifiers))
        for (slug, label), qualifiers in sorted(by_entity.items())
    ]


_OBJECTS_OF = 'SELECT type, entity AS slug, label FROM act_objects WHERE plan = ? AND "commitment" = ? AND number = ?'
_SPOKEN = (
    "SELECT DISTINCT c.plan, c.provision FROM ancestors a JOIN concept_sentences c ON c.scheme = a.scheme"
    " AND c.slug = a.slug WHERE a.scheme = ? AND a.ancestor = ?"
)
_MEASURES_OF = (
    f"SELECT p.plan, p.code, p.iri, p.heading FROM ({_SPOKEN}) c JOIN provisions p ON p.plan = c.plan"  # noqa: S608
    " AND p.code = c.provision WHERE p.kind = 'measure' ORDER BY p.plan, p.position"
)
_TARGETS_OF = (
    f"SELECT {TARGET_COLUMNS} FROM ({_SPOKEN}) c JOIN targets t ON t.plan = c.plan"  # noqa: S608
    " AND t.measure = c.provision ORDER BY t.id"
)
_TARGETS_OF_INDICATOR = (
    f"SELECT {TARGET_COLUMNS} FROM targets t JOIN ancestors a ON a.slug = t.indicator"  # noqa: S608
    " WHERE a.scheme = ? AND a.ancestor = ? ORDER BY t.id"
)
_HEADINGS = (
    "SELECT p.section, p.chapter, p.code, p.kind, p.iri, p.heading, (SELECT COUNT(*) FROM targets t"
    " WHERE t.plan = p.plan AND t.measure = p.code AND t.status = 'target') AS target_count"
    " FROM provisions p WHERE p.plan = ? ORDER BY p.position"
)
_CHAPTERS = (
    "SELECT code, iri, numeral, title, page, measure_count, commitment_count, target_count, instrument_count"
    " FROM chapter_counts WHERE plan = ? ORDER BY position"
)
