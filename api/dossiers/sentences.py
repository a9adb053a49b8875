"""The sentences about the thing of a dossier, by the measures and statements that they stand in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass

from api.db import Database
from api.dossiers.shelf import Sentence, shelf_of
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
    rows = database.sequences(subject.about, subject.parameters)
    about, places = {(row["plan"], row["sentence"]) for row in rows}, {(row["plan"], row["provision"]) for row in rows}
    types, own = TYPES[subject.kind], own_names(database, subject)
    shelf, found = shelf_of(database), []
    for provision in shelf.provisions:
        place = provision["plan"], provision["code"]
        if place in places:
            held = [
                _sentence(sentence, subject, [m for m in sentence.mentions if m.type in types and _is_own(m, own)])
                for sentence in shelf.sentences[place]
                if (place[0], sentence.code) in about
            ]
            found.append(DossierProvision(**provision, sentences=held))
    return Held(tuple(found))


def own_names(database: Database, subject: Subject) -> Set[str] | None:
    """The slugs of a concept and of all that is narrower; None for a place, to which all belongs."""
    if subject.is_place:
        return None
    sql = "SELECT slug FROM ancestors WHERE scheme = ? AND ancestor = ?"
    return set(database.values(sql, (subject.scheme, subject.slug)))


def _is_own(mention: DossierMention, own: Set[str] | None) -> bool:
    return own is None or mention.entity in own


def _sentence(sentence: Sentence, subject: Subject, mentions: list[DossierMention]) -> DossierSentence:
    reason: SentenceReason = "place" if subject.is_place else "words" if mentions else "section"
    return DossierSentence(**sentence.row, reason=reason, mentions=mentions)


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
