"""What must hold whatever the text: of the whole plan, of parts of it, and of the same words saved otherwise."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.config import Config
from graph.decisions import load_decisions
from graph.document import parse_document
from graph.extraction import extract
from graph.model import Document
from graph.plan import load_plan
from graph.source import read_source
from graph.vocabulary import Vocabulary, load_vocabulary

FOLDER = Config().plans / "cn-2026-2030"
PLAN = load_plan(FOLDER)
TEXT = PLAN.source.read_text(encoding="utf-8")
DECISIONS = load_decisions(FOLDER)
VOCABULARY = load_vocabulary(Config())


def read(folder, text):
    """The document of another text under the plan's layout, whatever it comes to."""
    path = folder / "source.txt"
    path.write_bytes(text.encode())
    changed = replace(PLAN, source=path, sha256=hashlib.sha256(text.encode()).hexdigest(), expected={})
    return parse_document(read_source(changed), changed)


def said(facts):
    """What facts say, apart from where in the file they say it."""
    mentions = sorted((m.sentence, m.type, m.entity, m.qualifier or "", m.rule) for m in facts.mentions)
    numbers = [replace(f.quantity, start=0, end=0) for f in facts.quantities]
    return mentions, numbers, facts.sentences


WHOLE_DOCUMENT = parse_document(read_source(PLAN), PLAN)
WHOLE = extract(WHOLE_DOCUMENT, VOCABULARY, DECISIONS, PLAN.period)


@pytest.mark.parametrize(
    "disguise",
    [
        pytest.param(lambda t: t.replace("– ", "- "), id="hyphens for dashes"),
        pytest.param(lambda t: t.replace("– ", "— "), id="long dashes"),
        pytest.param(lambda t: t.replace("’", "'").replace("“", '"').replace("”", '"'), id="straight quotes"),
        pytest.param(lambda t: t.replace("'", "’"), id="curly apostrophes"),
        pytest.param(lambda t: t.replace(" percent", "\u00a0percent"), id="no-break spaces"),
        pytest.param(lambda t: t.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda t: "\ufeff" + t, id="byte order mark"),
        pytest.param(lambda t: t.replace("rights", "ri\u00adghts"), id="soft hyphens"),
        pytest.param(lambda t: unicodedata.normalize("NFD", t), id="decomposed accents"),
    ],
)
def test_the_same_words_saved_otherwise_give_the_same_facts(tmp_path, disguise):
    document = read(tmp_path, disguise(TEXT))
    assert said(extract(document, VOCABULARY, DECISIONS, PLAN.period)) == said(WHOLE)


def test_an_unrelated_paragraph_changes_no_fact_that_was_there(tmp_path):
    words = "6. Right to Education\n\n–"
    added = TEXT.replace(words, f"– Nothing more is added here.\n\n{words}")
    assert added != TEXT
    found = extract(read(tmp_path, added), VOCABULARY, DECISIONS, PLAN.period)
    mentions, numbers, sentences = said(found)
    assert (mentions, numbers) == said(WHOLE)[:2]
    assert [s for s in sentences if not s.sentence.startswith("1.5.15.")] == list(WHOLE.sentences)


@settings(max_examples=5)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_vocabulary_changes_nothing(random):
    schemes = {}
    for name in random.sample(sorted(VOCABULARY.schemes), len(VOCABULARY.schemes)):
        members = list(VOCABULARY.schemes[name].items())
        random.shuffle(members)
        schemes[name] = dict(members)
    assert extract(WHOLE_DOCUMENT, Vocabulary(schemes, VOCABULARY.graph), DECISIONS, PLAN.period) == WHOLE


def test_a_sentence_yields_the_same_facts_without_the_others_of_its_provision():
    """Apart from "It", and from a deadline that the sentence before it gives."""
    for number in range(max(len(provision.sentences) for provision in WHOLE_DOCUMENT.provisions)):
        longer = [provision for provision in WHOLE_DOCUMENT.provisions if number < len(provision.sentences)]
        alone = tuple(replace(provision, sentences=(provision.sentences[number],)) for provision in longer)
        sentences = {provision.sentences[0].code: provision.sentences[0] for provision in alone}
        decisions = {code: DECISIONS.get(code, ()) for code in sentences}
        found = extract(Document(PLAN.id, (), (), alone), VOCABULARY, decisions, PLAN.period)
        in_place = [m for m in WHOLE.mentions if m.sentence in sentences and m.rule != "agent-pronoun"]
        assert [m for m in found.mentions if m.rule != "agent-pronoun"] == in_place
        before = {code for code, sentence in sentences.items() if sentence.text.startswith(("This", "These"))}
        in_place = [f for f in WHOLE.quantities if f.quantity.sentence in sentences.keys() - before]
        assert [f for f in found.quantities if f.quantity.sentence not in before] == in_place


def test_no_fact_lies_outside_its_sentence():
    spans = {sentence.code: sentence.span for sentence in WHOLE_DOCUMENT.sentences}
    for mention in (*WHOLE.mentions, *(fact.mention for fact in WHOLE.quantities)):
        start, end = spans[mention.sentence]
        assert start <= mention.start < mention.end <= end
