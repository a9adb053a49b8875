"""The files under ontology/crosswalk/, read into typed values.

``instruments.csv`` has the instruments by their short names, and how far a state is bound by them;
``articles.csv`` their articles and the SDG targets, each with its subject in the project's own words, those
of targets in Chinese too, and where that was seen; instruments.csv says which of the articles are
substantive, and by which rule;
``sdg-indicators.csv`` indicators and series of the 2030 Agenda. The mappings: ``rights.csv`` of rights,
``themes.csv`` of what is about no right, to articles and targets; ``unbis.csv`` of rights and groups to
terms of the UNBIS Thesaurus; ``indicators.csv`` of indicators to those of the Agenda.
``indicator-types.csv`` has the rule that types each indicator, and why it fits. ``concepts.ttl`` has
concepts that no plan names and that are therefore kept out of ontology/concepts/.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from rdflib import URIRef

from graph.config import Config
from graph.crosswalk.counterparts import read_articles, read_goal_indicators, read_goals, read_instruments, read_term
from graph.crosswalk.rows import Row, read_rows
from graph.crosswalk.values import Correspondence, Counterpart, Crosswalk, Typing
from graph.errors import VocabularyError
from graph.names import Names
from graph.vocabulary import Vocabulary, read_turtle


def load_crosswalk(config: Config, vocabulary: Vocabulary) -> Crosswalk:
    """Read the crosswalk; it is empty where ontology/ has none.

    Raises VocabularyError, with file and line, where a row names what does not exist, has a value
    that its column does not allow, or says again what another row says.
    """
    folder = config.ontology / "crosswalk"
    concepts = read_turtle(sorted(folder.glob("*.ttl")), config)
    names = Names(config.base)
    instruments = read_instruments(read_rows(folder / "instruments.csv"), vocabulary, concepts, names)
    articles = read_articles(read_rows(folder / "articles.csv"), instruments, names)
    goals = read_goals(read_rows(folder / "goals.csv"))
    indicators = read_goal_indicators(read_rows(folder / "sdg-indicators.csv"))
    found = sorted(_mappings(folder, articles, indicators, vocabulary), key=lambda m: (m.subject, m.object.iri))
    _require_unique((f"{m.kind} {m.slug} to {m.object.iri}" for m in found), folder, "mapped")
    typings = [_typing(row, vocabulary) for row in read_rows(folder / "indicator-types.csv")]
    _require_unique((typing.slug for typing in typings), folder, "typed")
    terms = (m.object for m in found if m.object.kind == "unbis")
    counterparts = {c.iri: c for c in (*goals.values(), *articles.values(), *indicators.values(), *terms)}
    return Crosswalk(
        tuple(sorted(instruments.values(), key=lambda i: i.slug)),
        tuple(counterparts[iri] for iri in sorted(counterparts)),
        tuple(found),
        tuple(sorted(typings, key=lambda t: t.slug)),
        concepts,
    )


def _mappings(
    folder: Path,
    articles: Mapping[tuple[str, str], Counterpart],
    indicators: Mapping[str, Counterpart],
    vocabulary: Vocabulary,
) -> Iterator[Correspondence]:
    for kind in ("right", "theme"):
        for row in read_rows(folder / f"{kind}s.csv"):
            yield _mapping(row, kind, row[kind], _article(row, articles), vocabulary)
    for row in read_rows(folder / "unbis.csv"):
        yield _mapping(row, row["kind"], row["concept"], read_term(row), vocabulary)
    for row in read_rows(folder / "indicators.csv"):
        if row["code"] not in indicators:
            raise row.refuse(f"{row['code']} is not in sdg-indicators.csv")
        if not row["caveat"]:
            raise row.refuse("there is no caveat")
        yield _mapping(row, "indicator", row["indicator"], indicators[row["code"]], vocabulary)


def _article(row: Row, articles: Mapping[tuple[str, str], Counterpart]) -> Counterpart:
    key = (row["instrument"], row["article"])
    if key not in articles:
        raise row.refuse(f"{' '.join(key)} is not in articles.csv")
    return articles[key]


def _mapping(row: Row, kind: str, slug: str, other: Counterpart, vocabulary: Vocabulary) -> Correspondence:
    concept = vocabulary.schemes.get(f"{kind}s", {}).get(slug)
    if concept is None:
        raise row.refuse(f"there is no {kind} {slug!r}")
    return Correspondence(
        kind,
        slug,
        URIRef(concept.iri),
        concept.label,
        row["relation"],
        other,
        row["confidence"],
        row["status"],
        row["source"],
        row["note"],
        row.get("fit"),
        row.get("caveat"),
    )


def _typing(row: Row, vocabulary: Vocabulary) -> Typing:
    slug, rule, alternative = row["indicator"], row["rule"], row["alternative"]
    for scheme, name in (("indicators", slug), ("indicator-type-rules", rule), ("indicator-types", alternative)):
        if name and name not in vocabulary.schemes.get(scheme, {}):
            raise row.refuse(f"{name!r} is none of the {scheme.replace('-', ' ')}")
    given = vocabulary.get("indicator-type-rules", rule).value("givesIndicatorType") or ""
    if alternative == given:
        raise row.refuse(f"the alternative {alternative!r} is the type that the rule gives")
    if bool(alternative) != bool(row["note"]):
        raise row.refuse("an alternative needs a note that says why, and a note an alternative")
    indicator = URIRef(vocabulary.get("indicators", slug).iri)
    return Typing(slug, indicator, given, rule, row["reason"], alternative, row["note"])


def _require_unique(keys: Iterable[str], folder: Path, done: str) -> None:
    doubled = sorted(key for key, uses in Counter(keys).items() if uses > 1)
    if doubled:
        raise VocabularyError(f"{folder}: {doubled[0]} is {done} twice.", remedy="Keep one of the two rows.")
