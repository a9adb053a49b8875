"""What mappings lead to: instruments with their articles, and what the United Nations name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from rdflib import Graph, URIRef
from rdflib.namespace import SKOS

from graph.crosswalk.rows import Row
from graph.crosswalk.values import OUTSIDE, Counterpart, Instrument, Kind, TreatyStatus
from graph.names import Names
from graph.vocabulary import Vocabulary

GOALS = "SDG"
"""The name under which the data files list the targets of the 2030 Agenda."""

_GOAL_KINDS: Mapping[str, Kind] = {"indicator": "sdg-indicator", "series": "sdg-series"}


def read_instruments(
    rows: Sequence[Row], vocabulary: Vocabulary, concepts: Graph, names: Names
) -> dict[str, Instrument]:
    """The instruments by their short names. VocabularyError where a row names one that no file describes."""
    return {row["instrument"]: _instrument(row, rows, vocabulary, concepts, names) for row in rows}


def _instrument(row: Row, rows: Sequence[Row], vocabulary: Vocabulary, concepts: Graph, names: Names) -> Instrument:
    slug = row["concept"]
    iri = names.concept("instrument", slug)
    labels = [str(o) for o in concepts.objects(iri, SKOS.prefLabel) if getattr(o, "language", "") != "en"]
    known = vocabulary.schemes.get("instruments", {}).get(slug)
    if known is None and not labels:
        raise row.refuse(f"there is no instrument {slug!r}")
    statuses = tuple(
        TreatyStatus(r["state"], r["party_status"], r["date"], r["status"], r["source"], r["note"], r["status_page"])
        for r in rows
        if r["instrument"] == row["instrument"]
    )
    return Instrument(
        short=row["instrument"],
        slug=slug,
        iri=iri,
        chinese=known.chinese if known else labels[0],
        page=row["text_page"],
        statuses=statuses,
        substantive=_span(row),
        substantive_rule=row["substantive_rule"],
    )


def _span(row: Row) -> range:
    """The numbers of "1-15"; none where the row is about no articles."""
    if not row["substantive"]:
        return range(0)
    found = re.fullmatch(r"(\d+)-(\d+)", row["substantive"])
    if found is None or not row["substantive_rule"]:
        raise row.refuse("the substantive articles need a first and a last number, and the rule that tells them")
    return range(int(found[1]), int(found[2]) + 1)


def read_articles(
    rows: Iterable[Row], instruments: Mapping[str, Instrument], names: Names
) -> dict[tuple[str, str], Counterpart]:
    """Articles and SDG targets by instrument and number. VocabularyError for a doubled or homeless one."""
    found: dict[tuple[str, str], Counterpart] = {}
    for row in rows:
        short, number = row["instrument"], row["article"]
        if short != GOALS and short not in instruments:
            raise row.refuse(f"there is no instrument {short!r} in instruments.csv")
        made = _goal(row) if short == GOALS else _part(row, instruments[short], names)
        if made.iri in {other.iri for other in found.values()}:
            raise row.refuse(f"{short} {number} stands there twice, or shares its IRI with another")
        found[short, number] = made
    return found


def _goal(row: Row) -> Counterpart:
    return _of_agenda("sdg", row["article"], row, part_of=row["article"].partition(".")[0])


def _of_agenda(kind: Kind, number: str, row: Row, part_of: str = "") -> Counterpart:
    """A goal or a target, which the data files describe alike."""
    return Counterpart(
        kind=kind,
        iri=URIRef(OUTSIDE["sdg"] + number),
        number=number,
        subject=row["subject"],
        chinese=row["chinese"],
        parts=("sdg", number),
        part_of=part_of,
        status=row["status"],
        source=row["source"],
    )


def _part(row: Row, instrument: Instrument, names: Names) -> Counterpart:
    number = row["article"]
    slug = re.sub(r"[^a-z0-9]+", "-", f"{instrument.short} {number}".lower()).strip("-")
    iri, parts = names.concept("article", slug), ("article", slug)
    seen = {"status": row["status"], "source": row["source"]}
    return Counterpart("article", iri, number, row["subject"], row["chinese"], parts, instrument, **seen)


def read_term(row: Row) -> Counterpart:
    """The term of the UNBIS Thesaurus that a row leads to."""
    number = row["unbis"]
    iri = URIRef(OUTSIDE["unbis"] + number)
    return Counterpart("unbis", iri, number, row["subject"], row["chinese"], ("unbis", number))


def read_goals(rows: Iterable[Row]) -> dict[str, Counterpart]:
    """The goals of the 2030 Agenda by their numbers, under their official titles."""
    return {row["number"]: _of_agenda("sdg-goal", row["number"], row) for row in rows}


def read_goal_indicators(rows: Iterable[Row]) -> dict[str, Counterpart]:
    """Indicators and series of the 2030 Agenda by their codes. VocabularyError for one that stands there twice."""
    found: dict[str, Counterpart] = {}
    for row in rows:
        code = row["code"]
        if code in found:
            raise row.refuse(f"{code} stands there twice")
        iri, kind = URIRef(OUTSIDE["sdg"] + code), _GOAL_KINDS.get(row["kind"])
        if kind is None:
            raise row.refuse(f"kind {row['kind']!r} is none of {', '.join(sorted(_GOAL_KINDS))}")
        number = row["number"] or code
        found[code] = Counterpart(
            kind, iri, number, row["subject"], row["chinese"], ("sdg", code), None, row["part_of"]
        )
    return found
