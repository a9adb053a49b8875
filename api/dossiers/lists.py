"""The long lists of a dossier as HTML: thousands of small parts, for which a template takes several times as long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ParamSpec

from markupsafe import Markup, escape

from api.dossiers.marks import Piece, pieces
from api.explorer.words import Words
from api.models.dossiers import (
    DossierMention,
    DossierProvision,
    DossierSentence,
    Gap,
    GapFinding,
    NamedMention,
    NamedThing,
)
from api.models.links import LinkItem, LinkReason

_REMEMBERED = 8192
_KEPT = 50_000

P = ParamSpec("P")

Written = dict[tuple[object, ...], str]
"""Lines that are the same on every page of a release that is in one language, by what they are made of."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Writes lists with the words, names and links of one page, whose thing is called ``label``.

    A link between measures and a mention stand in many dossiers: what is in ``written`` is not written again.
    """

    words: Words
    comma: str
    colon: str
    label: str
    code: Callable[..., Markup]
    called: Callable[[str, str | None], str]
    both: Callable[[NamedThing], Markup]
    shared: Callable[[LinkReason], Markup]
    done_in: Callable[[DossierSentence], Sequence[str]]
    read: Callable[[str, str, str], str]
    to: Callable[[str], str]
    entity_of: Callable[[DossierMention], str]
    written: Written

    def provision(self, provision: DossierProvision) -> Markup:
        """A provision with those of its sentences that are shown, the words marked that name the thing."""
        part, code = provision.section or provision.chapter, _escaped(provision.code)
        lines = (self._sentence(s, self.read(provision.plan, part, s.code)) for s in provision.sentences)
        shown = self.words("dossier.of_sentences", shown=len(provision.sentences), n=provision.sentence_count)
        return Markup(  # noqa: S704 (escaped part by part)
            f'<section class="provision" aria-labelledby="m-{code}">\n'
            f'<h3 id="m-{code}"><a class="code" href="{_escaped(self.to(provision.iri))}">{code}</a>'
            f' <bdi lang="en">{_escaped(provision.heading)}</bdi></h3>\n'
            f'{_list("ol", "sentences", lines)}\n<p class="note">{shown}</p>\n</section>'
        )

    def findings(self, gap: Gap) -> Markup:
        """What meets a criterion; of measures as a whole their codes alone."""
        if all(finding.subject is None for finding in gap.findings):
            return Markup(f"<p>{self._codes(finding.measure or '' for finding in gap.findings)}</p>")  # noqa: S704
        return _list("ul", "findings", map(self._finding, gap.findings))

    def things(self, named: Iterable[NamedThing], kinds: str, qualifiers: str) -> Markup:
        """What is named beside the thing, each with its words; ``kinds`` and ``qualifiers`` are schemes of names."""
        return _list("ul", "named", (self._thing(thing, kinds, qualifiers) for thing in named))

    def links(self, links: Iterable[LinkItem]) -> Markup:
        """Links between measures: their reasons, and the words of both."""
        return _list("ul", "links", (self._once((link.iri, link.measure), self._link, link) for link in links))

    def _once(self, key: tuple[object, ...], write: Callable[P, str], *args: P.args, **kwargs: P.kwargs) -> str:
        line = self.written.get(key)
        if line is None:
            line = write(*args, **kwargs)
            if len(self.written) < _KEPT:
                self.written[key] = line
        return line

    def _sentence(self, sentence: DossierSentence, path: str) -> str:
        words = "".join(map(self._piece, pieces(sentence)))
        modality = f"{self.comma}{_escaped(self.called('modalities', sentence.modality))}" if sentence.modality else ""
        done = "".join(f" · <strong>{_escaped(name)}</strong>" for name in self.done_in(sentence))
        return (
            f'<li><a class="code" href="{_escaped(path)}">{_escaped(sentence.code)}</a>\n'
            f'<span lang="en"><bdi>{words}</bdi></span>\n<span class="note">{place(sentence.start, sentence.end)}'
            f" {self.words(f'dossier.{sentence.role}')}{modality}{done}</span></li>\n"
        )

    def _piece(self, piece: Piece) -> str:
        if piece.mention is None:
            return _escaped(piece.text)
        path = _escaped(self.to(self.entity_of(piece.mention)))
        return f'<mark class="{_escaped(piece.mention.type)}"><a href="{path}">{_escaped(piece.text)}</a></mark>'

    def _finding(self, finding: GapFinding) -> str:
        code = self.code(finding.measure) if finding.measure else ""
        parts = dict.fromkeys(part for part in (finding.subject, finding.object) if part and part != self.label)
        named = "".join(f' <bdi lang="en">{_escaped(part)}</bdi>' for part in parts)
        words = f" {at(finding.quote, finding.start, finding.end)}" if finding.quote else ""
        return f"<li>{code}{named}{words}{self._note('unverified') if finding.unverified else ''}</li>\n"

    def _thing(self, thing: NamedThing, kinds: str, qualifiers: str) -> str:
        done = self.comma.join(self._qualifier(slug, qualifiers) for slug in thing.qualifiers)
        words = "".join(
            self._once((qualifiers, m.plan, m.start, m.end, m.qualifier, m.same_sentence), self._mention, m, qualifiers)
            for m in thing.mentions
        )
        places = f"<ul>\n{words}</ul>" if words else f'<span class="note">{self._codes(thing.provisions)}</span>'
        return (
            f"<li>{self._once((thing.iri,), self._name, thing, kinds)}"
            f"{f'{self.colon}<strong>{done}</strong>' if done else ''}\n{places}\n</li>\n"
        )

    def _name(self, thing: NamedThing, kinds: str) -> str:
        name = f'<a href="{_escaped(self.to(thing.iri))}">{self.both(thing)}</a>'
        if not kinds or not thing.kind:
            return name
        called = [self.called(kinds, thing.kind)]
        called += [self.called("legal-statuses", thing.legal_status)] if thing.legal_status else []
        return f'{name} <span class="note">{_escaped(self.comma.join(called))}</span>'

    def _qualifier(self, slug: str, scheme: str) -> str:
        return _escaped(self.called(scheme, slug)) if scheme else self.words(f"dossier.{slug}")

    def _mention(self, mention: NamedMention, qualifiers: str) -> str:
        done = f" {_escaped(self.called(qualifiers, mention.qualifier))}" if mention.qualifier else ""
        other = "" if mention.same_sentence else self._note("other_sentence")
        words = at(mention.quote, mention.start, mention.end)
        return f"<li>{self.code(mention.measure, mention.commitment)}{done} {words}{other}</li>\n"

    def _link(self, link: LinkItem) -> str:
        weight = self.words("dossier.weight", weight=f"{link.weight:.2f}")
        return (
            f"<li>{self.code(link.measure)} – {self.code(link.other)}"
            f' <bdi lang="en">{_escaped(link.other_heading)}</bdi> <span class="note">{weight}</span>\n'
            f"<ul>\n{''.join(map(self._reason, link.reasons))}</ul></li>\n"
        )

    def _reason(self, reason: LinkReason) -> str:
        words = "".join(
            f"<br>{at(q.quote, q.start, q.end)} · {at(q.other_quote, q.other_start, q.other_end)}\n"
            for q in reason.quotes
        )
        kind = f"{_escaped(self.called('link-kinds', reason.kind))}{self.colon}"
        return f'<li>{kind}{self.shared(reason)} <span class="note">{reason.weight:.2f}</span>\n{words}</li>\n'

    def _codes(self, provisions: Iterable[str]) -> str:
        return ", ".join(map(self.code, provisions))

    def _note(self, key: str) -> str:
        return f' <span class="note">{self.words(f"dossier.{key}")}</span>'


@lru_cache(maxsize=_REMEMBERED)
def at(quote: str, start: int, end: int) -> Markup:
    """Words of the plan, and where in the source they stand."""
    return Markup(f'<q lang="en"><bdi>{escape(quote)}</bdi></q> {place(start, end)}')  # noqa: S704 (escaped here)


def place(start: int, end: int) -> Markup:
    """Where in the source something stands."""
    return Markup(f'<span class="place">[{start}–{end}]</span>')  # noqa: S704 (numbers)


def _list(tag: str, name: str, lines: Iterable[str]) -> Markup:
    return Markup(f'<{tag} class="{name}">\n{"".join(lines)}</{tag}>')  # noqa: S704 (escaped line by line)


@lru_cache(maxsize=_REMEMBERED)
def _escaped(text: str) -> str:
    return str(escape(text))
