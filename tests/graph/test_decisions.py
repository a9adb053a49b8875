from __future__ import annotations

import pytest

from graph.decisions import load_decisions
from graph.errors import DecisionError

GOOD = """
[[decision]]
do = "drop"
type = "group"
sentence = "1.1.1.1"
quote = "women"
entity = "women"
reason = "They are named in passing."
"""


def write(folder, text):
    (folder / "decisions").mkdir()
    (folder / "decisions" / "groups.toml").write_text(text, encoding="utf-8")
    return folder


def test_decisions_are_found_by_their_sentence(tmp_path):
    (decision,) = load_decisions(write(tmp_path, GOOD))["1.1.1.1"]
    assert decision.span_in("For women’s health") == (4, 9)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('reason = "They are named in passing."', "", "lacks 'reason'"),
        ("reason", "because", "unknown key 'because'"),
        ('"drop"', '"forget"', "do is one of"),
        ("[[decision]]", "[[decision]", "not valid TOML"),
    ],
)
def test_a_malformed_decision_is_refused_with_file_and_number(tmp_path, old, new, message):
    with pytest.raises(DecisionError, match=message):
        load_decisions(write(tmp_path, GOOD.replace(old, new)))


def test_a_decision_whose_quote_is_gone_stops_the_build(tmp_path):
    (decision,) = load_decisions(write(tmp_path, GOOD))["1.1.1.1"]
    with pytest.raises(DecisionError, match="is not in that sentence"):
        decision.span_in("For men")


def test_an_addition_must_say_which_of_equal_quotes_it_means(tmp_path):
    (decision,) = load_decisions(write(tmp_path, GOOD.replace("drop", "add")))["1.1.1.1"]
    with pytest.raises(DecisionError, match="more than once"):
        decision.span_in("women and women")
