"""The SSSOM file: its header, its rows, and the verdict of the ``sssom`` tool where it is installed."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess

import pytest
from rdflib import RDF

from graph.names import Names
from graph.release import CROSSWALK, open_release

TOOL = shutil.which("sssom")


@pytest.fixture(scope="module")
def text(built) -> str:
    return built.mappings


def rows(text: str) -> list[dict[str, str]]:
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    return list(csv.DictReader(io.StringIO(body), delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))


def test_the_header_names_set_licence_and_every_prefix_in_use(text):
    header = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("#")]
    assert any(line.startswith("mapping_set_id: https://") for line in header)
    assert "license: https://creativecommons.org/licenses/by/4.0/" in header
    prefixes = {line.split(":")[0].strip() for line in header if line.startswith("  ") and "http" in line}
    for row in rows(text):
        for column in ("subject_id", "predicate_id", "object_id", "mapping_justification", "author_id"):
            assert row[column].split(":")[0] in prefixes


def test_rows_are_sorted_complete_and_one_for_each_mapping_of_the_graph(text, built):
    names = Names()
    found = rows(text)
    keys = [(row["subject_id"], row["predicate_id"], row["object_id"]) for row in found]
    assert keys == sorted(set(keys))
    graph = built.dataset[names.thing("graph", "crosswalk")]
    assert len(found) == len(set(graph.subjects(RDF.type, names.own("Mapping"))))
    for row in found:
        assert None not in row.values()
        assert 0 < float(row["confidence"]) < 1
        assert row["ext_source"]
        assert (row["ext_party_status"] != "") == row["object_id"].startswith("article:")


def test_what_is_unverified_can_be_filtered_with_and_without_extensions(text):
    for row in rows(text):
        assert (row["ext_verification_status"] == "unverified") == row["comment"].startswith("unverified")


def test_fit_and_caveat_stand_with_the_links_of_indicators_and_with_no_other(text):
    for row in rows(text):
        assert (row["ext_fit"] != "") == (row["ext_caveat"] != "") == row["subject_id"].startswith("indicator:")
        assert row["comment"].endswith(row["ext_caveat"])


def test_the_party_status_stands_with_state_and_date(text):
    assert {r["ext_party_status"] for r in rows(text) if r["object_id"].startswith("article:iccpr-")} == {
        "CN signatory 1998-10-05"
    }


def test_the_file_is_part_of_the_release(releases, text):
    assert (open_release(releases).folder / CROSSWALK).read_text(encoding="utf-8") == text


@pytest.mark.skipif(TOOL is None, reason="the sssom tool is not installed: pip install sssom")
def test_the_sssom_tool_finds_the_file_valid(releases):
    path = open_release(releases).folder / CROSSWALK
    done = subprocess.run([str(TOOL), "validate", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "error" not in (done.stdout + done.stderr).lower()
