from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.evaluation.readings import FILES, Mark, Reading, load_reading
from graph.evaluation.scores import disagreements, score_agents, score_mentions
from graph.model import Facts, Mention, SentenceFacts
from scripts.evaluate import all_scores, below_floors

GOLD = Path(__file__).parents[2] / "gold"


def mark(start, end, name="women", qualifier=None, kind="group"):
    return Mark(kind, "1.1.1", "1.1.1.1", "words", start, end, name, qualifier, sure=True)


def reading(*marks):
    return Reading("r", {kind: tuple(m for m in marks if m.type == kind) for kind in FILES})


def facts(*mentions):
    return Facts(tuple(mentions), (SentenceFacts("1.1.1.1", ("china",), "will"),), ())


def mention(start, end, entity="women", qualifier=None, kind="group"):
    return Mention(kind, entity, "1.1.1.1", "1.1.1", start, end, "words", "label", Decimal(1), qualifier)


def test_what_both_readings_have_must_be_found():
    score = score_mentions("group", facts(), reading(mark(0, 5)), reading(mark(2, 5)))
    assert (score.recall.hits, score.recall.total) == (0, 1)
    assert [fault.what for fault in score.faults] == ["missed"]


def test_what_one_reading_has_is_neither_missed_nor_false():
    only = reading(mark(0, 5))
    assert score_mentions("group", facts(), only, reading()).recall.value == 1
    assert score_mentions("group", facts(mention(0, 5)), only, reading()).precision.value == 1


def test_what_neither_reading_has_is_a_false_find_once_per_provision_and_entity():
    score = score_mentions("group", facts(mention(0, 5), mention(9, 12)), reading(), reading())
    assert (score.precision.hits, score.precision.total) == (0, 1)


def test_a_role_must_be_the_agreed_one_where_the_readings_agree():
    ours = facts(mention(0, 5, qualifier="mention", kind="body"))
    a = reading(mark(0, 5, qualifier="responsible", kind="body"))
    b = reading(mark(0, 5, qualifier="mention", kind="body"))
    assert score_mentions("body", ours, a, b).qualifier.value == 1
    assert score_mentions("body", ours, a, a).qualifier.value == 0


def test_agents_are_compared_as_sets_per_provision():
    a = reading(mark(0, 5, name="china", kind="agent"))
    assert score_agents(facts(), a, a).recall.value == 1
    assert score_agents(replace(facts(), sentences=()), a, a).recall.value == 0


def test_disagreements_are_shown():
    assert [fault.what for fault in disagreements(reading(mark(0, 5)), reading())] == ["group: first only"]


def test_the_graph_reaches_its_floors(built):
    content = built.contents[0]
    first, second = (load_reading(GOLD / name, content.document) for name in ("first", "second"))
    assert below_floors(all_scores(content, first, second), GOLD / "floors.toml") == []


def test_a_record_that_does_not_fit_the_text_is_named_with_its_line(built, tmp_path):
    for name in FILES.values():
        (tmp_path / f"{name}.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "groups.jsonl").write_text(
        '{"provision": "1.1.1", "sentence": "1.1.1.1", "quote": "martians", "group": "martians"}\n', encoding="utf-8"
    )
    with pytest.raises(InputError, match=r"groups\.jsonl:1"):
        load_reading(tmp_path, built.contents[0].document)
