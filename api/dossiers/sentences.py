"""The sentences about the thing of a dossier, by the measures and statements that they stand in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from api.db import Database, Row
from api.dossiers.subjects import TYPES, Subject
from api.models.dossiers import (
    DossierMention,
    DossierProvision,
    DossierSection,
    DossierSentence,
    QualifierTally,
    SentenceReason,
)

_QUALIFIERS = {"instrument": "actions", "body": "roles"}
_SCHEME_OF = "CASE m.type WHEN 'quantity' THEN 'indicators' WHEN 'body' THEN 'bodies' WHEN 'agent' THEN 'bodies' ELSE m.type || 's' END"  # noqa: E501
_MENTIONS = (
    'SELECT m.iri, m.plan, m."commitment", m.type, m.entity, m.label, e.label_zh, m.qualifier, m.quote, m."start",'  # noqa: S608
    ' m."end", m.method FROM ({about}) c JOIN mentions m ON m.plan = c.plan AND m."commitment" = c.sentence'
    f" JOIN concepts e ON e.scheme = {_SCHEME_OF} AND e.slug = m.entity"
    " WHERE m.type IN ({types}){own} ORDER BY m.id"
)
_OWN = " AND m.entity IN (SELECT slug FROM ancestors WHERE scheme = :scheme AND ancestor = :slug)"
_SENTENCES = (
    'SELECT s.plan, s.provision, s.code, s.iri, s.role, s.modality, s.text, s."start", s."end"'
    " FROM ({about}) c JOIN sentences s ON s.plan = c.plan AND s.code = c.sentence ORDER BY s.plan, s.position"
)
_PROVISIONS = (
    'SELECT p.plan, p.code, p.iri, p.kind, p.chapter, p.section, p.heading, p."start", p."end",'
    " (SELECT COUNT(*) FROM sentences s WHERE s.plan = p.plan AND s.provision = p.code) AS sentence_count"
    " FROM (SELECT DISTINCT plan, provision FROM ({about})) c JOIN provisions p ON p.plan = c.plan"
    " AND p.code = c.provision ORDER BY p.plan, p.position"
)
_COLUMNS = 'plan, code, iri, title, page, "start", "end"'
_SECTIONS_OF_RIGHT = (
    f'SELECT {_COLUMNS} FROM sections WHERE "right" IN (SELECT slug FROM ancestors WHERE scheme = :scheme'  # noqa: S608
    " AND ancestor = :slug) ORDER BY plan, position"
)
_SECTIONS_OF_CHAPTER = f"SELECT {_COLUMNS} FROM sections WHERE plan = :plan AND chapter = :slug ORDER BY position"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Held:
    """What is about the thing: provisions in the order of the text, each with its sentences."""

    provisions: tuple[DossierProvision, ...]

    @property
    def measures(self) -> list[DossierProvision]:
        return [provision for provision in self.provisions if provision.kind == "measure"]

    @property
    def statements(self) -> list[DossierProvision]:
        """What is no measure: statements and the other paragraphs of the introduction."""
        return [provision for provision in self.provisions if provision.kind != "measure"]

    @property
    def mentions(self) -> list[DossierMention]:
        return [m for provision in self.provisions for sentence in provision.sentences for m in sentence.mentions]

    @property
    def sentences(self) -> frozenset[tuple[str, str]]:
        """Plan and code of each sentence."""
        return frozenset((p.plan, sentence.code) for p in self.provisions for sentence in p.sentences)

    @property
    def commitment_count(self) -> int:
        return sum(s.role == "commitment" for provision in self.provisions for s in provision.sentences)


def read_held(database: Database, subject: Subject) -> Held:
    """The provisions with the sentences about the thing, and the words of these that name it."""
    mentions = _mentions(database, subject)
    sentences: dict[tuple[str, str], list[DossierSentence]] = defaultdict(list)
    for row in database.rows(_SENTENCES.format(about=subject.about), subject.parameters):
        plan, provision = row.pop("plan"), row.pop("provision")
        found = _placed(row, mentions.get((plan, row["code"]), ()))
        reason: SentenceReason = "place" if subject.is_place else "words" if found else "section"
        sentences[plan, provision].append(DossierSentence(**row, reason=reason, mentions=found))
    rows = database.rows(_PROVISIONS.format(about=subject.about), subject.parameters)
    return Held(tuple(DossierProvision(**row, sentences=sentences[row["plan"], row["code"]]) for row in rows))


def read_sections(database: Database, subject: Subject) -> list[DossierSection]:
    """The sections that are about a right or a narrower one, or stand in a chapter; of anything else none."""
    sql = {"right": _SECTIONS_OF_RIGHT, "chapter": _SECTIONS_OF_CHAPTER}.get(subject.kind)
    return [DossierSection(**row) for row in database.rows(sql, subject.parameters)] if sql else []


def tally_qualifiers(database: Database, subject: Subject, mentions: Iterable[DossierMention]) -> list[QualifierTally]:
    """What is done to an instrument, or the parts that a body plays, the commonest first."""
    scheme = _QUALIFIERS.get(subject.kind)
    if scheme is None:
        return []
    counts = Counter(mention.qualifier for mention in mentions if mention.qualifier)
    rows = database.rows("SELECT slug, label, label_zh FROM concepts WHERE scheme = ?", (scheme,))
    tallies = [QualifierTally(**row, count=counts[row["slug"]]) for row in rows if counts[row["slug"]]]
    return sorted(tallies, key=lambda tally: (-tally.count, tally.slug))


def _mentions(database: Database, subject: Subject) -> Mapping[tuple[str, str], Sequence[Row]]:
    types = ", ".join(f"'{name}'" for name in TYPES[subject.kind])
    sql = _MENTIONS.format(about=subject.about, types=types, own=_OWN if subject.scheme else "")
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in database.rows(sql, subject.parameters):
        found[row.pop("plan"), row.pop("commitment")].append(row)
    return found


def _placed(sentence: Row, mentions: Iterable[Row]) -> list[DossierMention]:
    """Mentions with their place in the sentence: where its words stand, nearest to their place in the source.

    Line breaks and page breaks make the two places differ by a few characters, never by a whole quote.
    """
    return [
        DossierMention(**row, position=_nearest(sentence["text"], row["quote"], row["start"] - sentence["start"]))
        for row in mentions
    ]


def _nearest(text: str, quote: str, expected: int) -> int:
    before, after = text.rfind(quote, 0, expected + len(quote)), text.find(quote, expected)
    places = [place for place in (before, after) if place >= 0] or [max(text.find(quote), 0)]
    return min(places, key=lambda place: abs(place - expected))
