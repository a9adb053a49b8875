"""The crosswalk as the triples of a named graph of its own: direct links, and behind each a mapping."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set

from rdflib import RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV

from graph.assertions.literals import boolean, english, plain
from graph.crosswalk.values import (
    AUTHOR,
    AUTHORITY,
    OUTSIDE,
    Correspondence,
    Counterpart,
    Crosswalk,
    Instrument,
    Kind,
    TreatyStatus,
    Typing,
)
from graph.names import SEMAPV, SSSOM, Names

_CLASS: Mapping[Kind, str] = {
    "sdg-goal": "Goal",
    "sdg": "GoalTarget",
    "sdg-indicator": "GoalIndicator",
    "sdg-series": "GoalSeries",
    "unbis": "ThesaurusTerm",
}


def crosswalk_graph(crosswalk: Crosswalk, names: Names) -> Graph:
    """The graph ``crosswalk``: articles, what lies outside, how far states are bound, mappings and typings."""
    graph = Graph()
    graph += crosswalk.concepts
    if crosswalk.mappings or crosswalk.typings:
        author = names.thing("agent", AUTHOR)
        graph.add((author, RDF.type, PROV.Agent))
        graph.add((author, RDFS.label, english("the maintainers of hrap")))
    for instrument in crosswalk.instruments:
        for status in instrument.statuses:
            _add_status(graph, instrument, status, names)
    parents = _parents(crosswalk)
    mapped = {mapping.object.iri for mapping in crosswalk.mappings}
    for counterpart in crosswalk.counterparts:
        if counterpart.instrument is None:
            _add_outside(graph, counterpart, names)
        else:
            _add_article(graph, counterpart, counterpart.instrument, parents, names)
            if not _is_used(counterpart.iri, mapped, parents):
                graph.add((counterpart.iri, names.own("reserved"), boolean(True)))
    for mapping in crosswalk.mappings:
        _add_mapping(graph, mapping, names)
    for typing in crosswalk.typings:
        _add_typing(graph, typing, names)
    return graph


def mapping_iri(mapping: Correspondence, names: Names) -> URIRef:
    """The IRI of a mapping, by its two ends."""
    return names.thing("mapping", mapping.kind, mapping.slug, *mapping.object.parts)


def typing_iri(typing: Typing, names: Names) -> URIRef:
    """The IRI of the statement that types an indicator."""
    return names.thing("indicator-typing", typing.slug)


def _add_status(graph: Graph, instrument: Instrument, status: TreatyStatus, names: Names) -> None:
    node = names.thing("treaty-status", status.state.lower(), instrument.slug)
    graph.add((instrument.iri, names.own("hasTreatyStatus"), node))
    graph.add((node, RDF.type, names.own("TreatyStatus")))
    graph.add((node, names.own("ofState"), plain(status.state)))
    graph.add((node, names.own("partyStatus"), names.concept("party-status", status.party_status)))
    graph.add((node, names.own("verificationStatus"), names.concept("verification-status", status.status)))
    graph.add((node, DCTERMS.source, plain(status.source)))
    if status.date:
        graph.add((node, names.own("partyStatusDate"), Literal(status.date, datatype=XSD.date)))
    if status.page:
        graph.add((node, RDFS.seeAlso, URIRef(status.page)))
    if status.note:
        graph.add((node, SKOS.scopeNote, english(status.note)))


def _add_article(
    graph: Graph, article: Counterpart, instrument: Instrument, parents: Mapping[URIRef, URIRef], names: Names
) -> None:
    node = article.iri
    graph.add((node, RDF.type, names.own("TreatyArticle")))
    graph.add((node, SKOS.inScheme, names.thing("scheme", "treaty-articles")))
    graph.add((node, SKOS.prefLabel, english(article.label)))
    graph.add((node, SKOS.prefLabel, Literal(article.chinese_label, lang="zh-Hans")))
    graph.add((node, names.own("chineseLabelStatus"), names.concept("label-status", "translated")))
    graph.add((node, SKOS.definition, english(f"Provision on {article.subject}.")))
    graph.add((node, SKOS.notation, plain(article.number)))
    graph.add((node, names.own("ofInstrument"), instrument.iri))
    graph.add((node, names.own("isSubstantive"), boolean(article.is_substantive)))
    graph.add((node, names.own("verificationStatus"), names.concept("verification-status", article.status)))
    graph.add((node, DCTERMS.source, plain(article.source)))
    if node in parents:
        graph.add((node, SKOS.broader, parents[node]))
    if instrument.page:
        graph.add((node, RDFS.seeAlso, URIRef(instrument.page)))


def _add_outside(graph: Graph, counterpart: Counterpart, names: Names) -> None:
    """What the United Nations name; not typed as our concepts, whose shapes are no matter of theirs."""
    node = counterpart.iri
    graph.add((node, RDF.type, names.own(_CLASS[counterpart.kind])))
    graph.add((node, RDFS.label, english(counterpart.label)))
    graph.add((node, SKOS.notation, plain(counterpart.number)))
    if counterpart.part_of:
        graph.add((node, DCTERMS.isPartOf, URIRef(OUTSIDE["sdg"] + counterpart.part_of)))
    if counterpart.chinese_label:
        graph.add((node, RDFS.label, Literal(counterpart.chinese_label, lang="zh-Hans")))
    if counterpart.source:
        graph.add((node, DCTERMS.source, plain(counterpart.source)))


def _add_mapping(graph: Graph, mapping: Correspondence, names: Names) -> None:
    node, relation = mapping_iri(mapping, names), SKOS[mapping.relation]
    graph.add((mapping.subject, relation, mapping.object.iri))
    graph.add((node, RDF.type, names.own("Mapping")))
    graph.add((node, RDF.subject, mapping.subject))
    graph.add((node, RDF.predicate, relation))
    graph.add((node, RDF.object, mapping.object.iri))
    graph.add((node, names.own("confidenceLevel"), names.concept("confidence-level", mapping.confidence)))
    graph.add((node, names.own("verificationStatus"), names.concept("verification-status", mapping.status)))
    graph.add((node, SSSOM.mapping_justification, SEMAPV.ManualMappingCuration))
    graph.add((node, DCTERMS.creator, names.thing("agent", AUTHOR)))
    graph.add((node, DCTERMS.source, plain(mapping.source)))
    if mapping.note:
        graph.add((node, SKOS.scopeNote, english(mapping.note)))
    if mapping.fit:
        graph.add((node, names.own("fit"), names.concept("fit", mapping.fit)))
    if mapping.caveat:
        graph.add((node, names.own("caveat"), english(mapping.caveat)))


def _add_typing(graph: Graph, typing: Typing, names: Names) -> None:
    node, given = typing_iri(typing, names), names.concept("indicator-type", typing.type)
    graph.add((typing.indicator, names.own("indicatorType"), given))
    graph.add((node, RDF.type, names.own("IndicatorTyping")))
    graph.add((node, RDF.subject, typing.indicator))
    graph.add((node, RDF.predicate, names.own("indicatorType")))
    graph.add((node, RDF.object, given))
    graph.add((node, names.own("indicatorTypeRule"), names.concept("indicator-type-rule", typing.rule)))
    graph.add((node, SKOS.note, english(typing.reason)))
    graph.add((node, DCTERMS.creator, names.thing("agent", AUTHOR)))
    graph.add((node, DCTERMS.source, plain(AUTHORITY)))
    if typing.alternative:
        graph.add((node, names.own("alternativeType"), names.concept("indicator-type", typing.alternative)))
        graph.add((node, SKOS.scopeNote, english(typing.note)))


def _parents(crosswalk: Crosswalk) -> dict[URIRef, URIRef]:
    """What is above each part, where the crosswalk has it: 14 above 14(2)(h), and 1-4 above 2."""
    of: dict[str, dict[str, URIRef]] = defaultdict(dict)
    articles = [(c, c.instrument) for c in crosswalk.counterparts if c.instrument is not None]
    for article, instrument in articles:
        of[instrument.short][article.number] = article.iri
    found = {}
    for article, instrument in articles:
        above = article.number
        while "(" in above:
            above = above.rpartition("(")[0]
            if above in of[instrument.short]:
                found[article.iri] = of[instrument.short][above]
                break
        if article.number.isdigit() and (whole := _range_around(int(article.number), of[instrument.short])):
            found[article.iri] = whole
    return found


def _range_around(number: int, others: Mapping[str, URIRef]) -> URIRef | None:
    """The entry of several articles, such as 1-4, that holds an article."""
    for other, iri in others.items():
        first, _, last = other.partition("-")
        if first.isdigit() and last.isdigit() and int(first) <= number <= int(last):
            return iri
    return None


def _is_used(article: URIRef, mapped: Set[URIRef], parents: Mapping[URIRef, URIRef]) -> bool:
    """Whether a mapping leads to an article, or to a part of it."""
    parts = (part for part, parent in parents.items() if parent == article)
    return article in mapped or any(_is_used(part, mapped, parents) for part in parts)
