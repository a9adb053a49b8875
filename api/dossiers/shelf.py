"""What dossiers are put together from, read once for a release: provisions, sentences, and what these name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.db import Database, Row
from api.models.dossiers import DossierMention, NamedMention

Place = tuple[str, str]
"""A plan and the code of a provision or sentence."""

_SCHEME_OF = (
    "CASE m.type WHEN 'quantity' THEN 'indicators' WHEN 'body' THEN 'bodies' WHEN 'agent' THEN 'bodies'"
    " ELSE m.type || 's' END"
)
_MENTIONS = (
    'SELECT m.iri, m.plan, m.measure, m."commitment", m.type, m.entity, m.label, e.label_zh, m.qualifier, m.quote,'  # noqa: S608
    f' m."start", m."end", m.method FROM mentions m JOIN concepts e ON e.scheme = {_SCHEME_OF} AND e.slug = m.entity'
    " ORDER BY m.id"
)
_SENTENCES = (
    'SELECT plan, provision, code, iri, role, modality, text, "start", "end" FROM sentences ORDER BY plan, position'
)
_PROVISIONS = (
    'SELECT p.plan, p.code, p.iri, p.kind, p.chapter, p.section, p.heading, p."start", p."end",'
    " (SELECT COUNT(*) FROM sentences s WHERE s.plan = p.plan AND s.provision = p.code) AS sentence_count"
    " FROM provisions p ORDER BY p.plan, p.position"
)
_OF_DOSSIERS = tuple(name for name in DossierMention.model_fields if name != "position")
_OF_NAMES = tuple(name for name in NamedMention.model_fields if name != "same_sentence")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and all that it names."""

    code: str
    row: Row
    mentions: Sequence[DossierMention]


@dataclass(frozen=True, slots=True)
class Named:
    """Words that name something: as those of a dossier that is about their sentence, and of one that is not."""

    number: int
    type: str
    entity: str
    sentence: Place
    near: NamedMention
    apart: NamedMention


@dataclass(frozen=True, slots=True)
class Shelf:
    """Provisions in the order of the text; by the place of each its sentences, and what it names."""

    provisions: Sequence[Row]
    sentences: Mapping[Place, Sequence[Sentence]]
    named: Mapping[Place, Sequence[Named]]


def shelf_of(database: Database) -> Shelf:
    """The shelf of a release."""
    return database.lasting(_shelf)


def _shelf(database: Database) -> Shelf:
    rows = database.rows(_MENTIONS)
    named: dict[Place, list[Named]] = defaultdict(list)
    held: dict[Place, list[Row]] = defaultdict(list)
    for number, row in enumerate(rows):
        named[row["plan"], row["measure"]].append(_named(number, row))
        held[row["plan"], row["commitment"]].append(row)
    sentences: dict[Place, list[Sentence]] = defaultdict(list)
    for row in database.rows(_SENTENCES):
        place = row.pop("plan"), row.pop("provision")
        found = [_placed(row, mention) for mention in held[place[0], row["code"]]]
        sentences[place].append(Sentence(row["code"], row, found))
    return Shelf(database.rows(_PROVISIONS), dict(sentences), dict(named))


def _named(number: int, row: Row) -> Named:
    words = {name: row[name] for name in _OF_NAMES}
    near, apart = (NamedMention(**words, same_sentence=same) for same in (True, False))
    return Named(number, row["type"], row["entity"], (row["plan"], row["commitment"]), near, apart)


def _placed(sentence: Row, row: Row) -> DossierMention:
    """A mention with its place in the sentence: where its words stand, nearest to their place in the source.

    Line breaks and page breaks make the two places differ by a few characters, never by a whole quote.
    """
    position = _nearest(sentence["text"], row["quote"], row["start"] - sentence["start"])
    return DossierMention(**{name: row[name] for name in _OF_DOSSIERS}, position=position)


def _nearest(text: str, quote: str, expected: int) -> int:
    before, after = text.rfind(quote, 0, expected + len(quote)), text.find(quote, expected)
    places = [place for place in (before, after) if place >= 0] or [max(text.find(quote), 0)]
    return min(places, key=lambda place: abs(place - expected))
