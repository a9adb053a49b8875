"""The links of the project's own plan: what must hold of every one of them."""

from __future__ import annotations

from collections import Counter

from graph.config import Config
from graph.links.rules import load_rules
from graph.model import SCHEME_OF
from graph.text import fold


def test_the_words_of_a_reason_stand_in_its_measures(built):
    for content in built.contents:
        sentences = {s.code: s for s in content.document.sentences}
        for link in content.links:
            for pair in (pair for reason in link.reasons for pair in reason.quotes):
                for measure, quote in ((link.first, pair.first), (link.second, pair.second)):
                    assert quote.sentence.rpartition(".")[0] == measure
                    assert quote.text in sentences[quote.sentence].text
                    start, end = sentences[quote.sentence].span
                    assert start <= quote.start < quote.end <= end


def test_what_an_entity_reason_says_follows_from_the_mentions(built):
    """A reason's entity, or something below it, is what the words of both sides were read as."""
    vocabulary = built.vocabulary
    for link in (link for content in built.contents for link in content.links):
        for reason in (r for r in link.reasons if r.entity and r.feature.kind != "act"):
            kind, slug = reason.entity
            for quote in (quote for pair in reason.quotes for quote in (pair.first, pair.second)):
                above, ahead = set(), [quote.mention.entity]
                while ahead:
                    current = ahead.pop()
                    above.add(current)
                    ahead += vocabulary.get(SCHEME_OF[kind], current).broader
                assert quote.mention.type == kind
                assert slug in above


def test_few_links_are_kept_and_each_weighs_enough(built):
    rules = load_rules(Config(), built.vocabulary)
    for content in built.contents:
        pairs = Counter((link.first, link.second) for link in content.links)
        assert set(pairs.values()) == {1}
        for link in content.links:
            assert link.weight == sum(reason.weight for reason in link.reasons) >= rules.least_weight
            assert min(link.ranks) <= rules.links_per_measure
            assert all(reason.information >= rules.least_information for reason in link.reasons)


def test_generic_agents_link_no_measures(built):
    bodies = built.vocabulary.schemes["bodies"]
    generic = {slug for slug, body in bodies.items() if body.value("bodyKind") == "generic-agent"}
    entities = {r.entity for c in built.contents for link in c.links for r in link.reasons if r.entity}
    assert generic
    assert not {slug for kind, slug in entities if kind == "body"} & generic


def test_named_neighbours_of_the_text_are_linked(built):
    """Pairs that a reader finds side by side: religious believers, land rights, defendants, places of custody."""
    found = {(link.first, link.second) for content in built.contents for link in content.links}
    assert {("2.4.1", "2.4.3"), ("1.4.2", "4.2.5"), ("2.2.2", "2.6.2"), ("7.2.2", "7.2.3")} <= found
    assert {("2.2.4", "2.2.5"), ("2.6.3", "2.6.9"), ("7.3.1", "7.3.2"), ("1.4.4", "2.5.11")} <= found


def test_what_a_reader_would_call_empty_links_nothing(built):
    """Law enforcement in two fields, two kinds of students, a brand, a market, a level of administration."""
    found = {(link.first, link.second) for content in built.contents for link in content.links}
    empty = {
        ("1.2.4", "1.5.8"),
        ("1.4.2", "3.4.3"),
        ("1.5.8", "6.1.3"),
        ("1.7.7", "4.4.7"),
        ("2.2.5", "2.3.3"),
        ("2.4.3", "4.4.6"),
        ("3.4.6", "4.1.4"),
        ("4.3.8", "4.5.3"),
    }
    assert not found & empty


def test_quotes_are_the_words_of_the_source(built):
    (content,) = built.contents
    text = content.plan.source.read_text(encoding="utf-8")
    uses = [
        q for link in content.links for r in link.reasons if r.similarity for p in r.quotes for q in (p.first, p.second)
    ]
    assert uses
    for quote in uses:
        shown = fold(text[quote.start : quote.end]).replace("-\n\n", "").replace("\n\n", " ")
        assert shown.replace("-", "") == fold(quote.text).replace("-", "")
