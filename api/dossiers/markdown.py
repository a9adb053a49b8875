"""A dossier in Markdown: the same facts as the page and the JSON, in the same order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from api.dossiers.marks import pieces
from api.dossiers.names import Names, names_by_slug
from api.markdown import plain
from api.models.dossiers import (
    Dossier,
    DossierProvision,
    DossierSentence,
    DossierTarget,
    Gap,
    GapFinding,
    HierarchyItem,
    NamedThing,
)

NEUTRAL = (
    "This dossier says what the plan states, attributed to the plan. What the plan leaves out is reported "
    "by criteria with a source; that is no verdict on the plan and says nothing about what is done in practice."
)
_TARGETS = "| measure | indicator | | value | unit | deadline | status | same sentence | words |"
_MAPPINGS = "| from | relation | to | party status | confidence | checked | source |"


def dossier_markdown(dossier: Dossier) -> str:
    """The dossier as CommonMark with tables; words of the plan and labels are escaped."""
    d, writer = dossier, _Writer(dossier, names_by_slug(dossier.names))
    parts: Sequence[tuple[str, Callable[[], Iterable[str]]]] = (
        ("Place", writer.place),
        ("Measures", lambda: writer.provisions(d.measures)),
        ("Statements outside measures", lambda: writer.provisions(d.statements)),
        ("Targets and other numbers", writer.targets),
        ("Laws and other instruments", lambda: writer.things(d.instruments, "instrument-kinds", "actions")),
        ("Bodies", lambda: writer.things(d.bodies, "body-kinds", "roles")),
        ("Population groups", lambda: writer.things(d.groups)),
        ("Rights", lambda: writer.things(d.rights)),
        ("Links between its measures", writer.links),
        ("What the text does not state", writer.gaps),
        ("Crosswalk", writer.mappings),
        ("How to cite", writer.citation),
    )
    lines = list(writer.head())
    for title, write in parts:
        if written := list(write()):
            lines += ["", f"## {title}", "", *written]
    return "\n".join([*lines, ""])


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the parts of a dossier, line by line."""

    dossier: Dossier
    names: Names

    def head(self) -> Iterator[str]:
        d = self.dossier
        yield f"# {plain(d.label)}{f' · {plain(d.label_zh)}' if d.label_zh else ''}"
        if d.definition:
            yield from ("", plain(d.definition))
        if not d.named:
            yield from ("", f"**{self._silence()}**")
        yield ""
        kinds = (d.kind, self._called("instrument-kinds", d.entity_kind), self._called("body-kinds", d.entity_kind))
        yield f"- {', '.join(dict.fromkeys(kind for kind in kinds if kind))}: <{d.iri}>"
        yield from self._facts()
        yield from ("", NEUTRAL)

    def _facts(self) -> Iterator[str]:
        d = self.dossier
        if d.alternative_labels:
            yield f"- also: {'; '.join(map(plain, d.alternative_labels))}"
        if d.label_zh_status:
            yield f"- Chinese label: {self._called('label-statuses', d.label_zh_status)}"
        if d.legal_status:
            date = f", {d.status_date}" if d.status_date else ""
            source = f" (source: {plain(d.source)})" if d.source else ""
            yield f"- legal status: {self._called('legal-statuses', d.legal_status)}{date}{source}"
        if typing := d.indicator_typing:
            judged = f"rule: {self._called('indicator-type-rules', typing.rule)}; a judgement by {plain(typing.author)}"
            yield f"- {self._called('indicator-types', typing.type)} indicator: {plain(typing.reason)} ({judged})"
        if d.unit:
            yield f"- unit: {self._called('units', d.unit)}"
        if d.qualifiers:
            yield f"- {'; '.join(f'{plain(tally.label)} ({tally.count})' for tally in d.qualifiers)}"
        counts = (d.measure_count, d.commitment_count, d.target_count, d.mention_count)
        names = ("measure", "commitment", "target", "mention")
        yield f"- {', '.join(map(_counted, counts, names))}"

    def _silence(self) -> str:
        codes = ", ".join(section.code for section in self.dossier.sections)
        if codes:
            return f"No sentence names it. Section {codes} is about it, and each sentence there counts."
        return "No sentence of the plan names it or anything narrower."

    def place(self) -> Iterator[str]:
        if len(self.dossier.hierarchy) > 1:
            yield from map(_concept, self.dossier.hierarchy)
        for section in self.dossier.sections:
            place = f"[{section.start}–{section.end}], page {section.page}"
            yield f"- section {section.code}, {plain(section.title)} {place}"

    def provisions(self, provisions: Iterable[DossierProvision]) -> Iterator[str]:
        for provision in provisions:
            yield from (f"### {provision.code} {plain(provision.heading)}", "")
            yield from map(self._sentence, provision.sentences)
            total = _counted(provision.sentence_count, "sentence")
            yield f"- {len(provision.sentences)} of its {total} · <{provision.iri}>"
            yield ""

    def _sentence(self, sentence: DossierSentence) -> str:
        words = "".join(f"**{_piece(p.text)}**" if p.mention else _piece(p.text) for p in pieces(sentence))
        role = ", ".join(part for part in (sentence.role, self._called("modalities", sentence.modality)) if part)
        held = {mention.qualifier for mention in sentence.mentions}
        done = ", ".join(plain(tally.label) for tally in self.dossier.qualifiers if tally.slug in held)
        return f"- {sentence.code} [{sentence.start}–{sentence.end}] ({role}) {words}{f' · {done}' if done else ''}"

    def targets(self) -> Iterator[str]:
        if self.dossier.targets:
            yield from (_TARGETS, "|---|---|---|---:|---|---|---|---|---|")
            yield from map(self._target, self.dossier.targets)

    def _target(self, target: DossierTarget) -> str:
        deadline = f"{target.deadline or ''}{'' if target.deadline_stated else ' (not stated)'}".strip()
        unit = " ".join(
            part for part in (target.unit_label, of_what(target), target.per and f"per {target.per}") if part
        )
        kind = (self._called("target-kinds", target.kind), self._called("directions", target.direction))
        columns = (
            target.measure,
            f"{plain(target.indicator_label)} ({', '.join(part for part in kind if part)})",
            plain(target.comparator),
            str(target.value),
            plain(unit),
            deadline,
            self._called("indicator-statuses", target.status),
            "yes" if target.same_sentence else "no",
            f"“{plain(target.quote)}” [{target.start}–{target.end}]",
        )
        return f"| {' | '.join(columns)} |"

    def things(self, things: Iterable[NamedThing], kinds: str = "", qualifiers: str = "") -> Iterator[str]:
        for thing in things:
            known = (self._called(kinds, thing.kind), self._called("legal-statuses", thing.legal_status))
            kind = ", ".join(part for part in known if part)
            done = ", ".join(self._called(qualifiers, slug) for slug in thing.qualifiers)
            names = f"**{plain(thing.label)}** · {plain(thing.label_zh)}"
            yield f"- {names}{f' ({kind})' if kind else ''}{f': {done}' if done else ''}"
            for m in thing.mentions:
                apart = "" if m.same_sentence else ", another sentence of the measure"
                role = f" {self._called(qualifiers, m.qualifier)}" if m.qualifier else ""
                yield f"  - {m.commitment}{role} “{plain(m.quote)}” [{m.start}–{m.end}]{apart}"
            if not thing.mentions:
                yield f"  - {', '.join(thing.provisions)}"

    def links(self) -> Iterator[str]:
        for link in self.dossier.links:
            yield f"- {link.measure} – {link.other}, weight {link.weight:.2f}"
            for reason in link.reasons:
                kind = self._called("link-kinds", reason.kind)
                yield f"  - {kind}: {plain(reason.label)}, {reason.weight:.2f}"
                for q in reason.quotes:
                    mine = f"“{plain(q.quote)}” [{q.start}–{q.end}]"
                    yield f"    - {mine} · “{plain(q.other_quote)}” [{q.other_start}–{q.other_end}]"

    def gaps(self) -> Iterator[str]:
        for gap in self.dossier.gaps:
            yield from self._gap(gap)
        if not self.dossier.gaps:
            yield "Nothing is counted: there is neither a measure nor a target."
        elif self.dossier.uncounted:
            yield f"Nothing is counted here for: {plain('; '.join(self.dossier.uncounted))}."

    def _gap(self, gap: Gap) -> Iterator[str]:
        yield from (f"### {plain(gap.label)}: {gap.count} of {gap.population}", "")
        yield from (f"{gap.severity}. {plain(gap.definition)} {plain(gap.scope_note)}", "")
        yield from (f"- Source: {plain(source)}" for source in gap.sources)
        if gap.findings:
            yield f"- {'; '.join(map(self._finding, gap.findings))}"
        yield ""

    def _finding(self, finding: GapFinding) -> str:
        named = (name for name in (finding.subject, finding.object) if name and name != self.dossier.label)
        quote = f"“{plain(finding.quote)}” [{finding.start}–{finding.end}]" if finding.quote else ""
        mark = "(unverified)" if finding.unverified else ""
        names = " × ".join(dict.fromkeys(map(plain, named)))
        return " ".join(part for part in (finding.measure, names, quote, mark) if part)

    def mappings(self) -> Iterator[str]:
        if self.dossier.mappings:
            yield from (_MAPPINGS, "|---|---|---|---|---|---|---|")
        for m in self.dossier.mappings:
            status = f"{m.state}: {self._called('party-statuses', m.party_status)}" if m.party_status else ""
            checked = self._called("verification-statuses", m.party_status_verification)
            notes = "; ".join(part for part in (m.caveat, m.note) if part)
            columns = (
                plain(m.subject_label),
                m.relation,
                f"{plain(m.object_label)} <{m.object}>",
                f"{plain(status)} ({checked})" if status else "",
                self._called("confidence-levels", m.confidence_level),
                f"{self._called('verification-statuses', m.verification)}{f': {plain(notes)}' if notes else ''}",
                plain(m.source),
            )
            yield f"| {' | '.join(columns)} |"

    def citation(self) -> Iterator[str]:
        d = self.dossier
        yield plain(d.citation.text)
        for entry in d.citation.entries[:1]:
            yield from ("", f"```{entry.format}", entry.entry.strip(), "```", "")
        yield f"<{d.citation.permalink}>"
        yield from ("", f"Release {d.dataset.version}, SHA-256 {d.dataset.sha256}.")
        # A document cannot hold the hash of itself; the service gives it beside the document.
        service, _, _ = d.citation.permalink.partition("dossier/")
        of = f"/dossier/{d.kind}/{d.slug}" + (f"?plan={d.plan}" if d.plan else "")
        yield from ("", f"With the hash of this answer, for `hrap verify`: <{service}api/v1/citation?of={quote(of)}>")

    def _called(self, scheme: str, slug: str | None) -> str:
        """The English name of a slug; one that has none, such as ``section``, stands for itself."""
        name = self.names.get((scheme, slug or ""))
        return plain(name.label) if name else "" if scheme.endswith("-kinds") else slug or ""


def of_what(target: DossierTarget) -> str:
    """What the value is a part of, where the unit does not say so already."""
    denominator = target.denominator
    return f"of {denominator}" if denominator and denominator not in target.unit_label else ""


def _concept(item: HierarchyItem) -> str:
    name = f"{plain(item.label)} · {plain(item.label_zh)}"
    if item.depth == 0:
        return f"- **{name}**"
    indent = "  " * max(item.depth, 0)
    return f"{indent}- {'above: ' if item.depth < 0 else ''}{name} ({_counted(item.measure_count, 'measure')})"


def _counted(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"


def _piece(text: str) -> str:
    """A piece of a sentence, with the space that it begins or ends with."""
    before, after = (" " if text[:1].isspace() else ""), (" " if text[-1:].isspace() else "")
    return f"{before}{plain(text)}{after}" if text.strip() else text
