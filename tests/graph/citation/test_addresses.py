"""Citing the answer at an address: the lines that a document comes down to, and where two answers differ."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from graph.citation.addresses import cite_address
from graph.citation.differences import differences
from graph.citation.records import Subject, Work, as_json, compare, from_json

WORK = Work("A graph & its plan", ("The maintainers",), "https://e/license")
RELEASE = ("0.1.0", "ab" * 32)
SUBJECT = Subject("Links between measures", "api/v1/links?measure=1.1.1", {"measure": "1.1.1"}, address="/api/v1/links")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(st.sampled_from("abc"), VALUES, max_size=3)


def cited(document, subject=SUBJECT):
    return cite_address(subject, json.dumps(document).encode(), RELEASE, "https://e/", WORK)


def test_each_element_and_each_single_value_is_a_line_by_its_place():
    document = {"rows": {"dimension": "right", "items": [{"b": 1, "a": "é"}, {"a": "x", "b": [2, 1]}]}, "empty": []}
    assert cited(document).rows == (
        'rows.dimension\t"right"',
        'rows.items\t{"a": "x", "b": [2, 1]}',
        'rows.items\t{"a": "é", "b": 1}',
    )


def test_what_the_answer_says_of_its_release_and_of_what_was_asked_is_no_part_of_it():
    document = {
        "dataset": {"sha256": "x"},
        "next": "y",
        "limit": 50,
        "offset": 0,
        "citation": {"text": "z"},
        "total": 0,
    }
    assert cited(document).rows == ("total\t0",)


@given(document=DOCUMENTS)
def test_the_order_of_members_and_elements_makes_no_difference_and_a_citation_reads_back(document):
    turned = {
        name: list(reversed(value)) if isinstance(value, list) else value for name, value in reversed(document.items())
    }
    assert cited(document) == cited(turned)
    assert from_json(as_json(cited(document)), "c.json") == cited(document)


def test_the_permalink_and_the_key_say_address_release_and_result():
    citation = cited({"total": 0})
    link = f"https://e/api/v1/links?measure=1.1.1&release={'ab' * 32}#result={citation.result_sha256}"
    assert citation.permalink == link
    assert citation.key == f"hrap-links-{citation.result_sha256[:8]}"
    assert citation.title == "Links between measures (measure: 1.1.1)"


def test_a_part_of_a_list_says_so():
    assert "3 lines; 2 of 7 items; release" in cited({"items": [1, 2], "total": 7}).note
    assert "items" not in cited({"items": [1, 2], "total": 2}).note


@given(before=DOCUMENTS, after=DOCUMENTS)
def test_differences_are_told_exactly_where_there_are_any(before, after):
    found = compare(cited(before), cited(after))
    told = [*differences(found.added, found.removed)]
    assert bool(told) == (not found.same)


def test_what_changed_within_an_item_is_told_by_its_iri_and_place():
    before = {"items": [{"iri": "https://e/1", "weight": 3.5, "reasons": [{"count": 2}]}, {"iri": "https://e/2"}]}
    after = {"items": [{"iri": "https://e/1", "weight": 4.5, "reasons": [{"count": 2}, {}]}, {"iri": "https://e/3"}]}
    found = compare(cited(before), cited(after))
    assert [*differences(found.added, found.removed)] == [
        "changed  items https://e/1",
        "           reasons.2: nothing → {}",
        "           weight: 3.5 → 4.5",
        'removed  items\t{"iri": "https://e/2"}',
        'added    items\t{"iri": "https://e/3"}',
    ]


def test_an_item_without_an_iri_is_known_by_its_words_and_a_single_value_by_its_place():
    before = {"cells": [{"row": "1", "col": "women", "count": 2}], "total": 1}
    after = {"cells": [{"row": "1", "col": "women", "count": 3}], "total": 2}
    found = compare(cited(before), cited(after))
    assert [*differences(found.added, found.removed)] == [
        "changed  cells women · 1",
        "           count: 2 → 3",
        "changed  total: 1 → 2",
    ]


def test_lines_of_another_form_are_told_as_they_are():
    assert [*differences(["now"], ["before"])] == ["removed  before", "added    now"]
