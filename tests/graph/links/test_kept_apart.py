from __future__ import annotations

import pytest

from graph.errors import DecisionError
from graph.links.kept_apart import FILE, load_kept_apart

GOOD = """
[[pair]]
measures = ["1.1.1", "1.1.3"]
reason = "Compulsory education and compulsory isolation."
"""


def write(folder, text):
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def test_pairs_are_read_with_their_order(tmp_path):
    assert load_kept_apart(write(tmp_path, GOOD)).pairs == {("1.1.1", "1.1.3")}


def test_a_plan_without_the_file_keeps_nothing_apart(tmp_path):
    assert load_kept_apart(tmp_path).pairs == frozenset()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('reason = "Compulsory education and compulsory isolation."', "", "pair 1 is not two measures and a reason"),
        ('"Compulsory education and compulsory isolation."', '" "', "pair 1 is not two measures and a reason"),
        (', "1.1.3"', "", "pair 1 is not two measures and a reason"),
        ('"1.1.3"', "3", "pair 1 is not two measures and a reason"),
        ("reason", 'because = "of that"\nreason', "unknown key 'because'"),
        (GOOD, GOOD + GOOD, "pair 2 is there twice"),
        ("[[pair]]", "[pair]", "is no list of entries"),
        ("[[pair]]", "[[couple]]", "unknown key 'couple'"),
        ("[[pair]]", "[[pair]", "not valid TOML"),
    ],
)
def test_a_malformed_entry_is_refused_with_file_and_number(tmp_path, old, new, message):
    with pytest.raises(DecisionError, match=message) as caught:
        load_kept_apart(write(tmp_path, GOOD.replace(old, new)))
    assert FILE in str(caught.value)


def test_a_pair_that_would_be_no_link_stops_the_build(tmp_path):
    apart = load_kept_apart(write(tmp_path, GOOD))
    apart.require_needed({("1.1.1", "1.1.3"), ("1.1.1", "1.1.2")})
    with pytest.raises(DecisionError, match=r"1\.1\.1 and 1\.1\.3 would be no link"):
        apart.require_needed({("1.1.3", "1.1.1")})
