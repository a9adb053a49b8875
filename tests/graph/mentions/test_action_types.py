from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.config import Config
from graph.mentions.action_types import ActionTypeReader
from graph.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary(Config())
READER = ActionTypeReader(VOCABULARY)


def types(sentence: str) -> list[str]:
    return [find.type for find in READER.read(sentence)]


def words(sentence: str) -> list[str]:
    return [sentence[find.start : find.end] for find in READER.read(sentence)]


def reaches(sentence: str) -> list[str]:
    return [sentence[slice(*find.reach)].strip(" .") for find in READER.read(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It will formulate a law on soil.", ["legislate"]),
        ("The law will be amended.", ["legislate"]),
        ("The state prohibits and prevents all forms of violence.", ["prohibit", "prevent-or-reduce"]),
        ("Illegal detention is strictly prohibited.", ["prohibit"]),
        ("Improving the mechanism, and training officials.", ["improve-system", "train-or-educate"]),
        ("It will continue to fund schools.", ["fund"]),
        ("Efforts will also be made to prevent fraud.", ["prevent-or-reduce"]),
        ("China will take concrete steps to establish courts.", ["establish-institution-or-mechanism"]),
        ("It will improve the mechanism while protecting them.", ["improve-system", "protect"]),
        ("Acts will be investigated and penalized in court.", ["enforce-or-punish", "enforce-or-punish"]),
        ("Schools should disclose it and punish offenders.", ["inform-or-publicise", "enforce-or-punish"]),
    ],
)
def test_what_a_sentence_promises_has_a_type(sentence, expected):
    assert types(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "It will enforce the law to protect women and punish offenders.",
        "It will enforce the law, thereby protecting women.",
        "It will enforce the law, ensuring that women are protected.",
        "It will enforce the law that protects women and punishes offenders.",
        "It will enforce the law so that it will protect women.",
    ],
)
def test_verbs_of_subordinate_clauses_are_no_promises(sentence):
    assert types(sentence) == ["implement"]


def test_a_comma_goes_on_with_the_promise_after_a_purpose():
    sentence = "It will enforce the law to protect women, and punish offenders."
    assert types(sentence) == ["implement", "enforce-or-punish"]


def test_a_noun_in_the_form_of_a_verb_is_none():
    assert types("It will protect trust and support for families.") == ["protect"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It will improve the law.", ["legislate"]),
        ("It will improve the quality of services.", ["provide-service"]),
        ("Legal supervision will be strengthened.", ["monitor-or-supervise"]),
        ("It will refine the laws and policies.", ["legislate", "plan-or-reform-policy"]),
        ("It will improve care and service systems.", ["improve-system"]),
        ("It will improve the mood.", ["promote-or-advance"]),
        ("It will provide training.", ["train-or-educate"]),
        ("It will enforce the mechanism.", ["implement"]),
    ],
)
def test_the_object_decides_where_the_verb_yields_to_it(sentence, expected):
    assert types(sentence) == expected


def test_the_words_hold_the_head_that_decides():
    assert words("It will improve the old mechanism for them, and punish offenders.") == [
        "improve the old mechanism",
        "punish",
    ]


def test_an_act_reaches_to_the_next_or_to_a_purpose():
    sentence = "It will protect women, train teachers to help children, and punish offenders."
    assert reaches(sentence) == ["women,", "teachers", "offenders"]


def test_joined_verbs_share_what_they_act_on():
    assert reaches("It will establish and improve courts.") == ["courts", "courts"]


def test_a_passive_acts_on_its_subject():
    assert reaches("By 2030, schools will be built, and homes will be renovated.") == ["schools", "homes"]


LABELS = sorted({label.replace(" … ", " the ") for c in VOCABULARY.concepts("action-types") for label in c.labels})
SENTENCES = st.lists(
    st.sampled_from([*LABELS, "It will", "will be", "and", ", and", "to", "that", "while", "women", "Improving", "–"])
).map(" ".join)


@given(SENTENCES)
def test_finds_stand_in_order_inside_the_sentence_one_for_each_type_and_place(sentence):
    finds = READER.read(sentence)
    assert [f.start for f in finds] == sorted(f.start for f in finds)
    assert len({(f.type, f.start) for f in finds}) == len(finds)
    for find in finds:
        assert 0 <= find.start < find.end <= len(sentence)
        assert 0 <= find.reach[0] <= find.reach[1] <= len(sentence)


@given(SENTENCES)
def test_without_a_finite_verb_or_an_opening_gerund_nothing_is_promised(sentence):
    plain = sentence.replace("will", "").replace("Improving", "")
    assert not READER.read("Of " + " ".join(w for w in plain.split() if not w.endswith(("s", "ed", "ing"))))
