"""Repaired lines to the tree of the document: chapters, sections, provisions, sentences.

The contents list is the register of headings: every heading in it must be found in the text, in
its order, and gives the heading its printed page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from graph.errors import LayoutError
from graph.model import Chapter, Document, Provision, ProvisionKind, Section, Sentence
from graph.plan import Layout, Plan
from graph.sentences import split_sentences
from graph.source import Source
from graph.text import Placed, fold

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def parse_document(source: Source, plan: Plan) -> Document:
    """Read the tree out of the repaired lines.

    Raises LayoutError where the contents list is absent, a heading of it is not in the text, or
    the tree does not come to the numbers that plan.toml expects.
    """
    builder = _Builder(plan, _contents(source.lines, plan.layout))
    for line in _body(source.lines, plan.layout):
        builder.read(line)
    document = builder.finish()
    _check_counts(document, plan)
    return document


@dataclass(frozen=True, slots=True)
class _Entry:
    heading: str
    page: int


@dataclass(slots=True)
class _Draft:
    """A provision while its lines are still coming in."""

    code: str
    kind: ProvisionKind
    type: str
    lines: list[Placed] = field(default_factory=list)
    notes: list[Placed] = field(default_factory=list)
    leads_list: bool = False


class _Builder:
    """Reads lines in order; knows only the heading it stands under and the provision that is open."""

    def __init__(self, plan: Plan, contents: list[_Entry]) -> None:
        self._plan, self._layout = plan, plan.layout
        self._contents = contents
        self._chapters: list[Chapter] = []
        self._sections: list[Section] = []
        self._provisions: list[Provision] = []
        self._open: _Draft | None = None
        self._notes: list[tuple[str, Placed]] = []
        self._list_type: str | None = None

    def read(self, line: Placed) -> None:
        """Give one line its place in the tree."""
        layout = self._layout
        if layout.introduction.match(line.text) and not self._chapters:
            self._add_chapter(line, "0", "", line.text)
        elif match := self._heading(layout.chapter, line):
            self._add_chapter(line, str(_arabic(match["number"])), match["number"], match["title"])
        elif match := self._heading(layout.section, line):
            self._add_section(line, int(match["number"]), match["title"])
        elif match := layout.footnote.match(line.text):
            self._notes.append((match["mark"], line[match.end() : len(line.text)]))
        elif match := layout.item.match(line.text):
            self._add_item(line[match.end() : len(line.text)])
        else:
            self._add_paragraph(line)

    def finish(self) -> Document:
        """Close what is open, attach footnotes to their marks, and hand over the tree."""
        self._close()
        if self._contents:
            raise LayoutError(
                f"The contents list names {self._contents[0].heading!r}, which is not a heading of the text "
                f"after {self._chapters[-1].title if self._chapters else 'its start'!r}.",
                remedy="Check the text for a lost or altered heading, or correct layout in plan.toml.",
            )
        for mark, note in self._notes:
            self._attach(mark, note)
        return Document(self._plan.id, tuple(self._chapters), tuple(self._sections), tuple(self._provisions))

    def _heading(self, pattern: re.Pattern[str], line: Placed) -> re.Match[str] | None:
        """A match only where the line is the next heading of the contents list."""
        return pattern.match(line.text) if self._contents and _same(line.text, self._contents[0].heading) else None

    def _add_chapter(self, line: Placed, code: str, numeral: str, title: str) -> None:
        self._close()
        self._list_type = None
        page = self._next_page(line)
        self._chapters.append(Chapter(code, numeral, title, page, line.span(0, len(line.text))))

    def _add_section(self, line: Placed, number: int, title: str) -> None:
        self._close()
        chapter = self._chapters[-1].code
        code = f"{chapter}.{number}"
        right = self._plan.right_of(code)
        span = line.span(0, len(line.text))
        self._sections.append(Section(code, number, chapter, title, self._next_page(line), right, span))

    def _next_page(self, line: Placed) -> int:
        if not self._contents or not _same(line.text, self._contents[0].heading):
            raise LayoutError(f"The heading {line.text!r} is not the next one of the contents list.")
        return self._contents.pop(0).page

    def _add_item(self, line: Placed) -> None:
        self._close()
        if self._in_section():
            section = self._sections[-1].code
            self._open = _Draft(f"{section}.{self._count(section=section) + 1}", "measure", "measure", [line])
        elif self._list_type:
            self._open = _Draft(f"0.{self._count(kind='statement') + 1}", "statement", self._list_type, [line])
        else:
            raise LayoutError(
                f"A list item stands under no section and after no lead-in: {line.text[:60]!r}.",
                remedy="Name the paragraph that introduces it under layout.statements in plan.toml.",
            )

    def _add_paragraph(self, line: Placed) -> None:
        if not self._chapters:
            raise LayoutError(f"A paragraph stands before the first heading: {line.text[:60]!r}.")
        chapter = self._chapters[-1]
        statement_type = self._layout.chapter_statements.get(chapter.numeral)
        if statement_type:
            self._close()
            number = sum(1 for p in self._provisions if p.chapter == chapter.code) + 1
            self._open = _Draft(f"{chapter.code}.{number}", "statement", statement_type, [line])
        elif self._in_section() and self._open:
            self._open.lines.append(line)
        elif chapter.code == "0":
            self._add_introduction_paragraph(line)
        else:
            expected = self._contents[0].heading if self._contents else "none"
            raise LayoutError(
                f"A paragraph stands under a heading, before its first item: {line.text[:60]!r}.",
                remedy=f"If it should be a heading: the next one of the contents list is {expected!r}.",
            )

    def _add_introduction_paragraph(self, line: Placed) -> None:
        self._close()
        lead = next((s for s in self._layout.statements if _same(s.lead, line.text)), None)
        self._list_type = lead.type if lead else None
        code = f"0.p{self._count(kind='paragraph') + 1}"
        self._open = _Draft(code, "paragraph", "lead-in" if lead else "preamble", [line], leads_list=bool(lead))

    def _in_section(self) -> bool:
        return bool(self._sections) and self._sections[-1].chapter == self._chapters[-1].code

    def _count(self, *, kind: str | None = None, section: str | None = None) -> int:
        """How many closed provisions of the introduction are of a kind, or stand in a section."""
        if section:
            return sum(1 for p in self._provisions if p.section == section)
        return sum(1 for p in self._provisions if p.chapter == "0" and p.kind == kind)

    def _close(self) -> None:
        if self._open is None:
            return
        draft, self._open = self._open, None
        section = self._sections[-1].code if self._in_section() else None
        sentences = tuple(_sentences(draft, self._layout))
        order = len(self._provisions) + 1
        self._provisions.append(
            Provision(draft.code, draft.kind, draft.type, self._chapters[-1].code, section, order, sentences)
        )

    def _attach(self, mark: str, note: Placed) -> None:
        for position, provision in enumerate(self._provisions):
            marked = next((sentence for sentence in provision.sentences if mark in sentence.text), None)
            if marked:
                notes = tuple(
                    Sentence(f"{provision.code}.n{number}", "footnote", part, marked.paragraph)
                    for number, part in enumerate(split_sentences(note, self._layout.abbreviations), 1)
                )
                self._provisions[position] = replace(provision, sentences=provision.sentences + notes)
                return
        raise LayoutError(f"No text bears the mark {mark} of the footnote {note.text[:60]!r}.")


def _sentences(draft: _Draft, layout: Layout) -> Iterator[Sentence]:
    """The first sentence is the heading, unless it is the only one and so is the promise itself."""
    parts = [(n, s) for n, line in enumerate(draft.lines, 1) for s in split_sentences(line, layout.abbreviations)]
    titled = draft.kind == "measure" or draft.type == "key-task"
    has_heading = draft.leads_list or (titled and len(parts) > 1)
    for number, (paragraph, placed) in enumerate(parts, 0 if has_heading else 1):
        yield Sentence(f"{draft.code}.{number}", "commitment" if number else "heading", placed, paragraph)


def _contents(lines: tuple[Placed, ...], layout: Layout) -> list[_Entry]:
    matches = (layout.contents_entry.match(line.text) for line in lines)
    entries = [_Entry(match["heading"], int(match["page"])) for match in matches if match]
    if not entries:
        raise LayoutError("The text has no contents list.", remedy="Check layout.contents_entry in plan.toml.")
    return entries


def _body(lines: tuple[Placed, ...], layout: Layout) -> tuple[Placed, ...]:
    for position, line in enumerate(lines):
        if layout.introduction.match(line.text):
            return lines[position:]
    raise LayoutError("The text has no introduction.", remedy="Check layout.introduction in plan.toml.")


def _same(left: str, right: str) -> bool:
    return fold(left).casefold() == fold(right).casefold()


def _arabic(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-v if any(v < later for later in values[i + 1 :]) else v for i, v in enumerate(values))


def _check_counts(document: Document, plan: Plan) -> None:
    found = {
        "chapters": sum(1 for chapter in document.chapters if chapter.numeral),
        "sections": len(document.sections),
        "measures": sum(1 for p in document.provisions if p.kind == "measure"),
        "statements": sum(1 for p in document.provisions if p.kind == "statement"),
        "footnotes": sum(1 for p in document.provisions if any(s.role == "footnote" for s in p.sentences)),
    }
    wrong = [
        f"{found[name]} {name} instead of {count}" for name, count in plan.expected.items() if found[name] != count
    ]
    if wrong:
        raise LayoutError(
            f"{plan.source}: the text comes to {', '.join(wrong)}.",
            remedy="Restore the text, or correct layout or expected in plan.toml.",
        )
