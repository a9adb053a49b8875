"""A plan of any size that breaks no shape, to measure with."""

from __future__ import annotations

from rdflib import Graph

_PREFIXES = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix hrap: <https://w3id.org/hrap/ontology#> .
@prefix id: <https://w3id.org/hrap/id/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://example.org/> .
"""

_PLAN = """
<plan> a hrap:Plan ; dcterms:title "Long Plan"@en , "长篇计划"@zh-Hans ;
    dcterms:publisher <{id}body/publishing-office> ; dcterms:language "en" ; dcterms:issued "2026" ; dcterms:rights "The text is made up."@en ; hrap:jurisdiction "XX" ;
    hrap:periodStart "2026"^^xsd:gYear ; hrap:periodEnd "2030"^^xsd:gYear ; hrap:sourceText <text> .
<text> a hrap:SourceText ; hrap:sha256 "{zeros}" ; hrap:text \"\"\"{text}\"\"\" .
"""

_PLACE = """dcterms:isPartOf <{parent}> ; hrap:inPlan <plan> ; hrap:code "{code}" ; hrap:number {number} ;
    hrap:order {order} ; hrap:start {start} ; hrap:end {end}"""

_CHAPTER = '<chapter/{code}> a hrap:Chapter ; dcterms:title "Chapter"@en ; hrap:printedPage 1 ; {place} .\n'
_SECTION = '<section/{code}> a hrap:Section ; dcterms:title "Section"@en ; hrap:printedPage 1 ; {place} .\n'

_MEASURE = """
<measure/{code}> a hrap:Measure ; {place} ; hrap:inChapter <chapter/{chapter}> ; hrap:inSection <section/{section}> ;
    hrap:heading "{heading}"@en ; hrap:text "{heading} {promise}"@en .
"""

_SENTENCE = """
<sentence/{code}> a hrap:{kind} ; {place} ; hrap:inProvision <{parent}> ; hrap:paragraphNumber 0 ;
    hrap:text "{text}"@en .
"""

_FACTS = """
<sentence/{code}.1> hrap:modality <{id}modality/will> ; hrap:agent <{id}body/the-government> ;
    hrap:concernsGroup <{id}group/women> .
"""

_MENTION = """
<mention/{start}> a hrap:Mention ; oa:motivatedBy oa:identifying ; oa:hasBody <{id}{entity}> ;
    oa:hasTarget <selection/{start}> ; hrap:mentionType "{kind}" ; hrap:quote "{quote}"@en ; hrap:start {start} ;
    hrap:end {end} ; hrap:method <{id}rule/label> ; hrap:confidence 1.0 ; hrap:inSentence <sentence/{code}.1> ;
    hrap:inProvision <measure/{code}> ; hrap:inPlan <plan> .
<selection/{start}> a oa:SpecificResource ; oa:hasSource <text> ;
    oa:hasSelector <selection/{start}/quote> , <selection/{start}/position> .
<selection/{start}/quote> a oa:TextQuoteSelector ; oa:exact "{quote}" .
<selection/{start}/position> a oa:TextPositionSelector ; oa:start {start} ; oa:end {end} .
"""

_ID = "https://w3id.org/hrap/id/"
_PROMISE = "The government will help women."
_ENTITIES = (("agent", "body/the-government", "The government"), ("group", "group/women", "women"))


def synthetic_plan(chapters: int) -> Graph:
    """A plan of so many chapters, ten sections in each, ten measures in a section, two mentions in a measure.

    It uses the concepts of the base example of the shapes.
    """
    text, parts = "", [_PREFIXES]
    for chapter in range(1, chapters + 1):
        place = _place("plan", str(chapter), chapter, chapter, len(text), len("Chapter"))
        parts.append(_CHAPTER.format(code=chapter, place=place))
        text += "Chapter\n"
        for section in range(1, 11):
            code, order = f"{chapter}.{section}", (chapter - 1) * 10 + section
            place = _place(f"chapter/{chapter}", code, section, order, len(text), len("Section"))
            parts.append(_SECTION.format(code=code, place=place))
            text += "Section\n"
            for item in range(1, 11):
                heading = f"Care {(order - 1) * 10 + item}."
                parts.append(_measure(code, item, (order - 1) * 10 + item, heading, len(text)))
                text += f"{heading} {_PROMISE}\n"
    parts.append(_PLAN.format(id=_ID, zeros="0" * 64, text=text))
    return Graph().parse(data="".join(parts), format="turtle")


def _place(parent: str, code: str, number: int, order: int, start: int, length: int) -> str:  # noqa: PLR0917
    return _PLACE.format(parent=parent, code=code, number=number, order=order, start=start, end=start + length)


def _measure(section: str, item: int, order: int, heading: str, start: int) -> str:
    code, promised = f"{section}.{item}", start + len(heading) + 1
    node = f"measure/{code}"
    whole = _place(f"section/{section}", code, item, order, start, len(heading) + 1 + len(_PROMISE))
    first = _place(node, f"{code}.0", 0, 2 * order - 1, start, len(heading))
    second = _place(node, f"{code}.1", 1, 2 * order, promised, len(_PROMISE))
    parts = [
        _MEASURE.format(
            code=code, place=whole, chapter=section.split(".")[0], section=section, heading=heading, promise=_PROMISE
        ),
        _SENTENCE.format(code=f"{code}.0", kind="Heading", place=first, parent=node, text=heading),
        _SENTENCE.format(code=f"{code}.1", kind="Commitment", place=second, parent=node, text=_PROMISE),
        _FACTS.format(code=code, id=_ID),
    ]
    for kind, entity, quote in _ENTITIES:
        at = promised + _PROMISE.index(quote)
        end = at + len(quote)
        parts.append(_MENTION.format(id=_ID, code=code, kind=kind, entity=entity, quote=quote, start=at, end=end))
    return "".join(parts)
