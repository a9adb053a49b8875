from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Literal, URIRef
from rdflib.namespace import RDF

from graph.assertions.accounts import coverage_graph
from graph.config import Config
from graph.coverage import SCHEME, ledger
from graph.errors import VocabularyError
from graph.mentions.numbers import find_numbers
from graph.model import Facts, SentenceFacts
from graph.names import Names
from graph.vocabulary import load_vocabulary
from tests.api.small_release import mention, small_content, small_vocabulary
from tests.concepts import concept, vocabulary
from tests.small_plan import TEXT, read_plan

REASONS = vocabulary(
    concept("first-word", scheme=SCHEME, hidden=("Launching",)),
    concept("place", "name of a place", scheme=SCHEME, hidden=("Qin Road", "Hexi Corridor")),
    concept("culture", "word for a culture", scheme=SCHEME, hidden=("Qin",)),
)
START = "It will implement the Health Law."
NOTHING = Facts((), (), ())


def read(tmp_path, sentence=""):
    """The document of the small plan with one more sentence in its first measure."""
    return read_plan(tmp_path, TEXT.replace(START, f"{START} {sentence}".strip()))[2]


def added(tmp_path, sentence, *mentions, facts=NOTHING, reasons=REASONS):
    """The entries of a sentence that is added to the small plan."""
    document = read(tmp_path, sentence)
    found = tuple(mention(document, kind, entity, "1.1.1.3", quote) for kind, entity, quote in mentions)
    entries = ledger(document, replace(facts, mentions=found), reasons)
    return [entry for entry in entries if entry.sentence == "1.1.1.3"]


def names(entries):
    return [(e.quote, e.status, e.reason or ", ".join(e.by)) for e in entries if e.what == "name"]


@pytest.fixture(scope="module")
def plan(built):
    return built.contents[0]


def test_each_provision_and_each_sentence_has_one_entry(tmp_path):
    document = read(tmp_path)
    entries = ledger(document, NOTHING, REASONS)
    provisions = [e.provision for e in entries if e.what in ("item", "paragraph")]
    assert sorted(provisions) == sorted(p.code for p in document.provisions)
    assert sorted(e.sentence for e in entries if e.what == "sentence") == sorted(s.code for s in document.sentences)


def test_dash_led_provisions_are_items_and_others_paragraphs(tmp_path):
    found = {e.provision: e.what for e in ledger(read(tmp_path), NOTHING, REASONS) if e.sentence is None}
    assert {code for code, what in found.items() if what == "item"} == {"0.1", "0.2", "1.1.1", "1.1.2"}


def test_a_sentence_is_tied_by_an_entity_but_not_by_its_agent_or_a_number_that_promises_nothing(tmp_path):
    text = "it asks the people in 2027."
    (tied, *_) = added(tmp_path, text.capitalize(), ("group", "people", "people"), ("number", "year", "2027"))
    assert (tied.status, tied.by) == ("tied", ("group:people",))
    (listed, *_) = added(tmp_path, text.capitalize(), ("agent", "the-government", "It"), ("number", "year", "2027"))
    assert (listed.status, listed.by) == ("listed", ())


def test_an_item_is_tied_by_its_tied_sentences(tmp_path):
    document = read(tmp_path)
    facts = Facts((mention(document, "instrument", "health-law", "1.1.1.2", "Health Law"),), (), ())
    entries = {e.provision: e for e in ledger(document, facts, REASONS) if e.what == "item"}
    assert (entries["1.1.1"].status, entries["1.1.1"].by) == ("tied", ("sentence:1.1.1.2",))
    assert (entries["1.1.2"].status, entries["1.1.2"].reason) == ("listed", "no-tied-sentence")


@pytest.mark.parametrize(
    ("agents", "modality", "reason"),
    [
        (("the-government",), "will", "task-of-agent"),
        (("the-government",), "prohibits", "task-of-agent"),
        ((), "will", "task-without-agent"),
        ((), "bare-task", "bare-task"),
        (("the-government",), "present-fact", "declaration"),
        ((), "present-fact", "narrative"),
        (("the-government",), "past-fact", "narrative"),
    ],
)
def test_the_reason_of_a_sentence_follows_from_what_it_does(tmp_path, agents, modality, reason):
    facts = Facts((), (SentenceFacts("1.1.1.3", agents, modality),), ())
    (entry, *_) = added(tmp_path, "Something happens.", facts=facts)
    assert entry.reason == reason


def test_headings_notes_and_statements_have_reasons_of_their_own(tmp_path):
    found = {e.sentence: e.reason for e in ledger(read(tmp_path), NOTHING, REASONS) if e.what == "sentence"}
    assert found["1.1.1.0"] == "heading"
    assert found["1.1.1.n1"] == "note"
    assert found["0.1.1"] == "guiding-statement"
    assert found["0.p2.0"] == "lead-in"


def test_numbers_are_tied_by_their_mentions_and_else_unexplained(tmp_path):
    entries = added(tmp_path, "Then 5 wells and 7 roads.", ("number", "ordinal", "5"))
    found = [(e.quote, e.status, e.by) for e in entries if e.what == "number"]
    assert found == [("5", "tied", ("number:ordinal",)), ("7", "unexplained", ())]


def test_the_words_of_one_title_make_one_entry_and_two_titles_two(tmp_path):
    text = "There the Ministry of Health and the Law on Water (LW) apply."
    found = added(
        tmp_path, text, ("body", "ministry", "Ministry of Health"), ("instrument", "law", "Law on Water (LW)")
    )
    assert names(found)[1:] == [
        ("Ministry of Health", "tied", "body:ministry"),
        ("Law on Water (LW)", "tied", "instrument:law"),
    ]


def test_a_name_that_a_mention_covers_in_part_is_unexplained_for_the_rest(tmp_path):
    found = added(tmp_path, "Launching the Xanadu Ministry of Magic.", ("body", "ministry", "Ministry"))
    assert names(found) == [
        ("Launching", "listed", "first-word"),
        ("Xanadu", "unexplained", ""),
        ("Ministry", "tied", "body:ministry"),
        ("Magic", "unexplained", ""),
    ]


def test_names_are_listed_by_the_longest_label(tmp_path):
    found = names(added(tmp_path, "Launching the Qin Road, a Qin route in the Hexi Corridor."))
    assert found[1:] == [
        ("Qin Road", "listed", "place"),
        ("Qin", "listed", "culture"),
        ("Hexi Corridor", "listed", "place"),
    ]


def test_a_first_word_is_explained_only_at_the_head_of_a_sentence(tmp_path):
    assert names(added(tmp_path, "Launching it."))[0] == ("Launching", "listed", "first-word")
    assert ("Launching", "unexplained", "") in names(added(tmp_path, "Launching the Launching."))


def test_a_promised_verb_does_not_tie_the_words_in_it(tmp_path):
    found = added(tmp_path, "Launching the work in Xanadu.", ("action", "launch", "Launching the work in Xanadu"))
    assert ("Xanadu", "unexplained", "") in names(found)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.from_regex(r"[A-Z][a-z]{2,8}zq", fullmatch=True), min_size=1, max_size=3).map(" ".join))
def test_a_sentence_with_an_unknown_name_adds_exactly_one_unexplained_entry(tmp_path, name):
    before = Counter(e.quote for e in ledger(read(tmp_path), NOTHING, REASONS) if e.status == "unexplained")
    document = read(tmp_path, f"Launching the work in {name}.")
    after = Counter(e.quote for e in ledger(document, NOTHING, REASONS) if e.status == "unexplained")
    assert after - before == Counter({name: 1})


def test_no_number_and_no_capital_of_the_plan_is_without_entry(plan):
    inside: dict[str, list[tuple[int, int]]] = {}
    for entry in plan.ledger:
        if entry.sentence and entry.what in ("number", "name"):
            inside.setdefault(entry.sentence, []).append((entry.start, entry.end))
    small = {word for s in plan.document.sentences for word in re.findall(r"\b[a-z]+", s.text)}
    for sentence in plan.document.sentences:
        places = [(number.start, number.end) for number in find_numbers(sentence.text)]
        places += [match.span() for match in re.finditer(r"\d+", sentence.text)]
        places += [
            m.span() for m in re.finditer(r"\b[A-Z]\w*", sentence.text) if m.start() or m[0].lower() not in small
        ]
        for place in places:
            start, end = sentence.placed.span(*place)
            assert any(a <= start and end <= b for a, b in inside[sentence.code]), sentence.text[slice(*place)]


def test_nothing_of_the_plan_is_unexplained_and_entries_quote_the_text(plan):
    texts = {sentence.code: sentence.text for sentence in plan.document.sentences}
    for entry in plan.ledger:
        assert entry.status in ("tied", "listed"), entry
        assert entry.sentence is None or entry.quote in texts[entry.sentence]


def test_every_name_that_a_reason_lists_stands_in_the_plan(plan):
    listed = {entry.quote.strip("*") for entry in plan.ledger if entry.reason and entry.what == "name"}
    labels = {label for reason in load_vocabulary(Config()).concepts(SCHEME) for label in reason.hidden}
    assert {label.removesuffix("-based") for label in labels} == {quote.removesuffix("-based") for quote in listed}


def test_the_graph_has_an_iri_and_the_ties_of_each_entry(tmp_path):
    content, own = small_content(tmp_path), Names().own
    graph = coverage_graph(content.plan, content.document, content.ledger, small_vocabulary(), Names())
    assert len(set(graph.subjects(RDF.type, own("LedgerEntry")))) == len(content.ledger)
    (item,) = graph.subjects(own("accountsFor"), Names().thing("plan", "small", "measure", "1.1.2"))
    assert graph.value(item, own("tiedBy")) == Names().thing("plan", "small", "commitment", "1.1.2.1")
    (name,) = graph.subjects(own("quote"), Literal("China", lang="en"))
    assert str(name).startswith("https://w3id.org/hrap/id/plan/small/ledger/")
    assert graph.value(name, own("listedFor")) == URIRef(small_vocabulary().get(SCHEME, "place").iri)


def test_a_reason_that_the_vocabulary_lacks_is_told(tmp_path):
    content = small_content(tmp_path)
    with pytest.raises(VocabularyError, match="no concept"):
        coverage_graph(content.plan, content.document, content.ledger, vocabulary(concept("people")), Names())
