from __future__ import annotations

import csv
import io
import json
import warnings

import pytest
from csvw import CSVW
from hypothesis import given
from hypothesis import strategies as st

from graph.codebook.reading import load_codebook
from graph.codebook.tabular import cell, csvw_metadata, write_csv
from graph.config import Config

TARGETS = load_codebook(Config()).table("list", "targets")
ROW = {**TARGETS.example, "per": "year"}
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (-3.5, "-3.5"),
        (12, "12"),
        (["a", "b"], "a;b"),
        ([{"a": [1, "ü"]}], '[{"a": [1, "ü"]}]'),
        ([["a", "b"]], '[["a", "b"]]'),
        ([], ""),
        ("x", "x"),
    ],
)
def test_values_have_one_way_to_stand_in_a_cell(value, text):
    assert cell(value) == text


@given(st.lists(TEXT, min_size=2, max_size=5))
def test_text_comes_back_as_it_was(texts):
    text = write_csv([str(n) for n in range(len(texts))], [texts])
    assert list(csv.reader(io.StringIO(text, newline="")))[1] == texts


def is_valid(folder, rows):
    """Whether a CSV on the Web library takes the rows as targets.csv, with its metadata beside it."""
    names = [field.name for field in TARGETS.fields]
    text = write_csv(names, [[row[name] for name in names] for row in rows])
    (folder / "targets.csv").write_bytes(text.encode())
    metadata = csvw_metadata(TARGETS, "targets.csv")
    (folder / "targets.csv-metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("always")  # the library tells what is wrong by warnings
        return CSVW(str(folder / "targets.csv-metadata.json"), validate=True).is_valid


def test_the_csv_is_valid_by_its_metadata(tmp_path):
    assert is_valid(tmp_path, [ROW, {**ROW, "deadline": None, "per": None, "comparator": "="}])


@pytest.mark.parametrize(
    "wrong",
    [
        {"deadline_stated": "yes"},
        {"value": "many"},
        {"start": 1.5},
        {"comparator": "<>"},
        {"status": "wish"},
        {"plan": None},
    ],
    ids=str,
)
def test_a_csv_that_breaks_its_metadata_is_not_valid(tmp_path, wrong):
    assert not is_valid(tmp_path, [{**ROW, **wrong}])


def test_a_property_stands_only_where_the_cell_is_its_value():
    columns = {column["name"]: column for column in csvw_metadata(TARGETS, "x")["tableSchema"]["columns"]}
    assert columns["value"]["propertyUrl"].endswith("#value")
    assert columns["unit"]["valueUrl"] == "https://w3id.org/hrap/id/unit/{unit}"
    assert "propertyUrl" not in columns["measure"]
    assert columns["measure"]["rdfs:seeAlso"]["@id"].endswith("#inProvision")
