from __future__ import annotations

import json

import pandas
import pytest

from graph.desk.frames import frame_of_answer, frame_of_rows

XSD = "http://www.w3.org/2001/XMLSchema#"


def answer(*rows: dict[str, tuple[str, str]], names=("x",)):
    """SPARQL's JSON of rows, each value given with its datatype, its @language, or nothing."""
    bindings = [{name: cell(*value) for name, value in row.items()} for row in rows]
    return json.dumps({"head": {"vars": list(names)}, "results": {"bindings": bindings}}).encode()


def cell(value, of=""):
    if of.startswith("@"):
        return {"type": "literal", "value": value, "xml:lang": of[1:]}
    return {"type": "literal", "value": value, **({"datatype": XSD + of} if of else {})}


@pytest.mark.parametrize(
    ("values", "dtype", "first"),
    [
        ([("7", "integer")], "Int64", 7),
        ([("2030", "gYear")], "Int64", 2030),
        ([("3.50", "decimal")], "Float64", 3.5),
        ([("80", "integer"), ("3.5", "decimal")], "Float64", 80.0),
        ([("true", "boolean")], "boolean", True),
        ([("2026-02-25", "date")], "datetime64[us]", pandas.Timestamp("2026-02-25")),
        ([("1.5.2", "string")], "string", "1.5.2"),
        ([("7", "integer"), ("seven", "")], "string", "7"),
        ([("2030", "gYear"), ("x", "@en")], "string", "2030"),
    ],
)
def test_a_column_has_the_type_of_its_values(values, dtype, first):
    column = frame_of_answer(answer(*({"x": value} for value in values)))["x"]
    assert str(column.dtype) == dtype
    assert column.iloc[0] == first


def test_what_is_unbound_is_missing_and_keeps_the_type_of_the_rest():
    column = frame_of_answer(answer({"x": ("7", "integer")}, {}))["x"]
    assert str(column.dtype) == "Int64"
    assert column.isna().tolist() == [False, True]


def test_no_rows_still_have_their_columns():
    assert list(frame_of_answer(answer(names=("a", "b"))).columns) == ["a", "b"]


def test_one_language_is_told_once_and_several_in_a_column_of_their_own():
    one = frame_of_answer(answer({"x": ("women", "@en")}, {}))
    assert (list(one.columns), one.attrs["languages"]) == (["x"], {"x": "en"})
    several = frame_of_answer(answer({"x": ("women", "@en")}, {"x": ("妇女", "@zh-Hans")}, {"x": ("w", "")}))
    assert list(several.columns) == ["x", "x_language"]
    assert several["x_language"].fillna("").tolist() == ["en", "zh-Hans", ""]


def test_a_table_takes_its_types_from_the_codebook():
    rows = [{"year": 2030, "stated": 0, "size": 3, "name": None}]
    types = {"year": "gYear", "stated": "boolean", "size": "decimal", "name": "string"}
    frame = frame_of_rows(rows, types, types)
    assert [str(t) for t in frame.dtypes] == ["Int64", "boolean", "Float64", "string"]
    assert not frame["stated"].iloc[0]
    assert frame["name"].isna().all()
