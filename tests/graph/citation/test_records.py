"""Citations: the hash of a result, what changed since, and the formats of reference managers."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.citation.formats import bibtex, csl, ris
from graph.citation.records import Asked, Work, as_json, cite, compare, from_json
from graph.errors import InputError

WORK = Work("A graph & its plan", ("The maintainers",), "https://e/license")
ASKED = Asked("things", "Which 100% of things?", {"right": "health"}, "0.1.0", "ab" * 32)
LINES = st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"])), min_size=1, max_size=6)


def cited(*rows, asked=ASKED):
    return cite(asked, "\n".join(("?code", *rows, "")).encode(), "https://e/", WORK)


@given(rows=LINES, data=st.data())
def test_the_hash_does_not_depend_on_the_order_of_rows(rows, data):
    assert cited(*rows) == cited(*data.draw(st.permutations(rows)))


@given(before=LINES, after=LINES)
def test_same_means_the_same_rows_as_often(before, after):
    found = compare(cited(*before), cited(*after))
    assert found.same == (sorted(before) == sorted(after))
    assert len(before) + len(found.added) - len(found.removed) == len(after)


def test_an_answer_without_rows_is_cited_too():
    assert cited().rows == ()
    assert compare(cited(), cited('"1"')).added == ('"1"',)


def test_the_permalink_says_question_parameters_release_and_result():
    citation = cited('"1"')
    expected = f"https://e/api/v1/questions/things?right=health&release={'ab' * 32}#result={citation.result_sha256}"
    assert citation.permalink == expected


def test_another_release_is_told():
    other = cited('"1"', asked=replace(ASKED, release_sha256="cd" * 32))
    found = compare(cited('"1"'), other)
    assert found.same
    assert not found.same_release


@given(rows=LINES)
def test_a_citation_reads_back_as_it_was_written(rows):
    assert from_json(as_json(cited(*rows)), "c.json") == cited(*rows)


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"question": 1}'])
def test_what_is_no_citation_is_refused(text):
    with pytest.raises(InputError, match=r"c\.json: not a citation"):
        from_json(text, "c.json")


def test_altered_rows_are_noticed():
    said = json.loads(as_json(cited('"1"')))
    said["rows"] = ['"2"']
    with pytest.raises(InputError, match="not those of its hash"):
        from_json(json.dumps(said), "c.json")


def test_bibtex_escapes_what_latex_reads_otherwise():
    entry = bibtex(cited('"1"'))
    assert r"title = {{Which 100\% of things? (right: health)}}" in entry
    assert r"A graph \& its plan" in entry
    assert "author = {{The maintainers}}" in entry
    assert "year" not in entry


def test_ris_has_one_line_for_each_field():
    record = ris(cited('"1"'))
    assert record.startswith("TY  - DATA\r\n")
    assert record.endswith("ER  - \r\n")
    assert all(line[2:6] == "  - " for line in record.split("\r\n") if line)


def test_csl_has_the_date_only_where_the_graph_has_one():
    (undated,) = json.loads(csl(cited('"1"')))
    assert undated["author"] == [{"literal": "The maintainers"}]
    assert "issued" not in undated
    dated = replace(cited('"1"'), work=replace(WORK, released="2026-07-01"))
    assert json.loads(csl(dated))[0]["issued"] == {"date-parts": [[2026, 7, 1]]}
    assert "year = {2026}" in bibtex(dated)
    assert "PY  - 2026" in ris(dated)
