"""The document tree as triples: plan, chapters, sections, provisions, sentences."""

from __future__ import annotations

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from graph.assertions.literals import english, integer, plain, year
from graph.assertions.writing import PlanWriter
from graph.model import Chapter, Document, Provision, Section, Sentence
from graph.names import Names
from graph.plan import Plan
from graph.source import Source

_CLASS = {
    "measure": "Measure",
    "statement": "Statement",
    "paragraph": "Paragraph",
    "heading": "Heading",
    "commitment": "Commitment",
    "footnote": "Note",
}


def tree_graph(plan: Plan, source: Source, document: Document, names: Names) -> Graph:
    """The graph ``text/<plan>``."""
    writer = _TreeWriter(plan, document, names)
    writer.plan(plan, source)
    for order, chapter in enumerate(document.chapters, 1):
        writer.chapter(chapter, order)
    for order, section in enumerate(document.sections, 1):
        writer.section(section, order)
    order = 0
    for provision in document.provisions:
        writer.provision(provision)
        for sentence in provision.sentences:
            order += 1
            writer.sentence(sentence, provision, order)
    return writer.graph


class _TreeWriter(PlanWriter):
    def __init__(self, plan: Plan, document: Document, names: Names) -> None:
        super().__init__(plan, document, names)
        self.themes = plan.themes

    def plan(self, plan: Plan, source: Source) -> None:
        node, text = self.iris.plan, self.iris.text
        self.type(node, "Plan")
        for language, title in plan.titles.items():
            self.graph.add((node, DCTERMS.title, Literal(title, lang=language)))
        self.graph.add((node, DCTERMS.publisher, self.names.concept("body", plan.publisher)))
        self.graph.add((node, DCTERMS.issued, plain(plan.issued)))
        self.graph.add((node, DCTERMS.language, plain(plan.language)))
        self.graph.add((node, DCTERMS.rights, english(plan.rights_note)))
        self.add(node, "jurisdiction", plain(plan.jurisdiction))
        self.add(node, "periodStart", year(plan.period[0]))
        self.add(node, "periodEnd", year(plan.period[1]))
        self.add(node, "chineseLabelStatus", self.names.concept("label-status", plan.title_status))
        self.add(node, "sourceText", text)
        self.type(text, "SourceText")
        self.add(text, "sha256", plain(source.sha256))
        self.add(text, "text", plain(source.text))

    def chapter(self, chapter: Chapter, order: int) -> None:
        node = self.iris.chapter(chapter.code)
        self._heading(node, "Chapter", chapter.title, chapter.page, chapter.span)
        self._place(node, self.iris.plan, chapter.code, int(chapter.code), order)
        if chapter.numeral:
            self.add(node, "numeral", plain(chapter.numeral))
        self._theme(node, chapter.code)

    def section(self, section: Section, order: int) -> None:
        node = self.iris.section(section.code)
        self._heading(node, "Section", section.title, section.page, section.span)
        self._place(node, self.iris.chapter(section.chapter), section.code, section.number, order)
        self.add(node, "inChapter", self.iris.chapter(section.chapter))
        if section.right:
            self.add(node, "aboutRight", self.names.concept("right", section.right))
        self._theme(node, section.code)

    def _theme(self, node: URIRef, code: str) -> None:
        if code in self.themes:
            self.add(node, "aboutTheme", self.names.concept("theme", self.themes[code]))

    def provision(self, provision: Provision) -> None:
        node = self.iris.provision(provision)
        chapter = self.iris.chapter(provision.chapter)
        section = self.iris.section(provision.section) if provision.section else None
        self.type(node, _CLASS[provision.kind])
        self._place(node, section or chapter, provision.code, _own_number(provision.code), provision.order)
        self.add(node, "inChapter", chapter)
        if section:
            self.add(node, "inSection", section)
        if provision.kind != "measure":
            self.add(node, "statementType", self.names.concept("statement-type", provision.type))
        self.add(node, "heading", self.words(provision.heading))
        self.add(node, "text", self.words(provision.text))
        self._span(node, provision.span)

    def sentence(self, sentence: Sentence, provision: Provision, order: int) -> None:
        node, parent = self.iris.sentence(sentence), self.iris.provision(provision)
        self.type(node, _CLASS[sentence.role])
        self._place(node, parent, sentence.code, _own_number(sentence.code), order)
        self.add(node, "inProvision", parent)
        self.add(node, "paragraphNumber", integer(sentence.paragraph))
        self.add(node, "text", self.words(sentence.text))
        self._span(node, sentence.span)

    def _heading(self, node: URIRef, kind: str, title: str, page: int, span: tuple[int, int]) -> None:
        self.type(node, kind)
        self.graph.add((node, DCTERMS.title, self.words(title)))
        self.add(node, "printedPage", integer(page))
        self._span(node, span)

    def _place(self, node: URIRef, parent: URIRef, code: str, number: int, order: int) -> None:
        self.graph.add((node, DCTERMS.isPartOf, parent))
        self.add(node, "inPlan", self.iris.plan)
        self.add(node, "code", plain(code))
        self.add(node, "number", integer(number))
        self.add(node, "order", integer(order))

    def _span(self, node: URIRef, span: tuple[int, int]) -> None:
        self.add(node, "start", integer(span[0]))
        self.add(node, "end", integer(span[1]))


def _own_number(code: str) -> int:
    """The last number of a code: 2 of ``1.5.2``, 1 of ``0.p1`` and of ``1.1.5.n1``."""
    return int(code.rsplit(".", 1)[1].lstrip("pn"))
