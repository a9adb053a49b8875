"""The crosswalk as SSSOM TSV (https://mapping-commons.github.io/sssom/): a commented header and one row a mapping.

SSSOM asks for a number as confidence; the level's ``hrap:confidenceValue`` stands for it, which is a
convention and not a measured rate. Verification, source, party status, fit and caveat are extensions
that the header defines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph import __version__
from graph.crosswalk.values import AUTHOR, OUTSIDE, Correspondence, Crosswalk, Instrument
from graph.names import SEMAPV, Names
from graph.vocabulary import Vocabulary

_EXTENSIONS: Mapping[str, str] = {
    "ext_verification_status": "verificationStatus",
    "ext_source": "source",
    "ext_party_status": "partyStatus",
    "ext_fit": "fit",
    "ext_caveat": "caveat",
}
_COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "author_id",
    "confidence",
    "comment",
    *_EXTENSIONS,
)


def sssom_tsv(crosswalk: Crosswalk, vocabulary: Vocabulary, names: Names) -> str:
    """The file, rows sorted by subject, predicate and object."""
    values = {c.slug: c.value("confidenceValue") or "" for c in vocabulary.concepts("confidence-levels")}
    rows = sorted(_row(mapping, values) for mapping in crosswalk.mappings)
    lines = [*(f"# {line}" for line in _header(names)), "\t".join(_COLUMNS), *("\t".join(row) for row in rows)]
    return "\n".join(lines) + "\n"


def _header(names: Names) -> Iterator[str]:
    prefixes = {
        "agent": f"{names.things}agent/",
        "article": f"{names.things}article/",
        "group": f"{names.things}group/",
        "hrap": names.ontology,
        "indicator": f"{names.things}indicator/",
        "right": f"{names.things}right/",
        "sdg": OUTSIDE["sdg"],
        "semapv": str(SEMAPV),
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "theme": f"{names.things}theme/",
        "unbis": OUTSIDE["unbis"],
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
    yield "curie_map:"
    yield from (f"  {prefix}: {namespace}" for prefix, namespace in prefixes.items())
    yield f"mapping_set_id: {names.thing('graph', 'crosswalk')}"
    yield f"mapping_set_version: {__version__}"
    yield "mapping_set_title: Human rights action plans to treaties, SDG targets and indicators, and UNBIS"
    yield "license: https://creativecommons.org/licenses/by/4.0/"
    yield "creator_id:"
    yield f"  - agent:{AUTHOR}"
    yield "extension_definitions:"
    for name, term in _EXTENSIONS.items():
        yield f"  - slot_name: {name}"
        yield f"    property: {'http://purl.org/dc/terms/source' if term == 'source' else f'hrap:{term}'}"
        yield "    type_hint: xsd:string"


def _row(mapping: Correspondence, values: Mapping[str, str]) -> tuple[str, ...]:
    other = mapping.object
    return (
        f"{mapping.kind}:{mapping.slug}",
        mapping.label,
        f"skos:{mapping.relation}",
        f"{other.parts[0]}:{other.parts[1]}",
        other.label,
        "semapv:ManualMappingCuration",
        f"agent:{AUTHOR}",
        values[mapping.confidence],
        _comment(mapping),
        mapping.status,
        mapping.source,
        _party_status(other.instrument) if other.instrument else "",
        mapping.fit,
        mapping.caveat,
    )


def _comment(mapping: Correspondence) -> str:
    """Note and caveat; what is unverified says so here too, since not every tool keeps the extensions."""
    status = "" if mapping.status == "verified" else mapping.status
    return "; ".join(part for part in (status, mapping.note, mapping.caveat) if part)


def _party_status(instrument: Instrument) -> str:
    """Such as "CN signatory 1998-10-05"; several states are divided by semicolons."""
    return "; ".join(" ".join(filter(None, (s.state, s.party_status, s.date))) for s in instrument.statuses)
