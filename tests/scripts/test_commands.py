"""The commands as a user runs them: what they print, and with which code they end."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from rdflib import Dataset

from graph.citation.records import result_digest
from graph.release import open_release
from scripts.main import COMMANDS, main


@pytest.fixture
def run(releases, capsys):
    """Run a command on the session's release; its exit code, output and messages."""

    def call(*arguments):
        name, *rest = arguments
        code = main([name, *rest, "--releases", str(releases)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_every_command_explains_itself(capsys):
    for module in COMMANDS:
        with pytest.raises(SystemExit) as ended:
            main([module.__name__.rsplit(".", 1)[-1], "--help"])
        assert ended.value.code == 0
        assert "exit codes" in capsys.readouterr().out


def test_ready_questions_are_listed_with_their_words(run):
    code, out, _ = run("query", "--list")
    assert code == 0
    assert "Which measures concern rural women" in out


def test_a_ready_question_is_answered_as_a_table(run):
    code, out, _ = run("query", "rural-women")
    assert code == 0
    assert "4.2.5" in out
    assert "Law on Rural Collective Economic Organizations" in out


def test_the_crosswalk_is_exported_as_the_file_of_the_release(run, releases):
    code, out, _ = run("export", "--crosswalk")
    assert code == 0
    assert out == open_release(releases).folder.joinpath("crosswalk.sssom.tsv").read_text(encoding="utf-8")


def test_measures_are_told_by_how_far_the_state_is_bound(run):
    code, out, _ = run("query", "treaty-status", "--format", "csv")
    assert code == 0
    rows = [row for row in csv.DictReader(io.StringIO(out)) if row["code"] == "2.1.4"]
    assert {row["status"] for row in rows} == {"party", "signatory", "not a treaty"}
    assert [row["articles"] for row in rows if row["status"] == "signatory"] == ["ICCPR, article 6"]


def test_unverified_links_are_listed_with_the_reason(run):
    _, out, _ = run("query", "unverified-mappings", "--format", "csv")
    notes = [row["note"] for row in csv.DictReader(io.StringIO(out))]
    assert notes
    assert all(notes)


def test_a_query_needs_no_prefix_line_for_the_projects_prefixes(run):
    code, out, _ = run("query", "SELECT (COUNT(*) AS ?n) WHERE { ?m a hrap:Measure }", "--format", "csv")
    assert (code, out.split()) == (0, ["n", "203"])


def test_answers_come_as_json_too(run):
    _, out, _ = run("query", "ASK { ?m a hrap:Measure }", "--format", "json")
    assert json.loads(out)["boolean"] is True


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("query", "SELECT * WHERE {"), 2, "Not SPARQL 1.1"),
        (("query", "INSERT DATA { <a:a> <a:b> <a:c> }"), 2, "read-only"),
        (("query", "rural-man"), 3, "Nearest: rural-women"),
        (("query",), 3, "No query is given"),
        (("query", "-f", "/nowhere.rq"), 3, "/nowhere.rq: cannot be read"),
        (("export", "--graph", "nothing"), 3, "There is no graph 'nothing'"),
        (("export", "--table", "nothing"), 3, "There is no table 'nothing'"),
        (("export", "-o", "/nowhere/graph.nq"), 6, "cannot be written"),
    ],
)
def test_what_cannot_be_done_ends_with_one_clear_message(run, arguments, code, message):
    found, out, err = run(*arguments)
    assert (found, out) == (code, "")
    assert message in " ".join(err.split())


def test_without_a_release_a_query_says_how_to_get_one(tmp_path, capsys):
    assert main(["query", "targets", "--releases", str(tmp_path)]) == 6
    assert "hrap build" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["nquads", "trig"])
def test_the_exported_dataset_reads_back_with_all_its_quads(run, releases, tmp_path, form):
    path = tmp_path / f"graph.{form}"
    run("export", "--format", form, "-o", str(path))
    dataset = Dataset().parse(data=path.read_bytes(), format=form)
    assert len(list(dataset.quads())) == open_release(releases).quads


def test_a_named_graph_is_exported_as_turtle(run):
    code, out, _ = run("export", "--graph", "assertions", "--format", "turtle")
    assert code == 0
    assert "hrap:agent" in out


def test_a_table_is_exported_as_csv(run):
    _, out, _ = run("export", "--table", "targets")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert "maternal-mortality-rate" in {row["indicator"] for row in rows}


def test_a_table_is_exported_with_its_metadata_beside_it(run, tmp_path):
    run("export", "--table", "targets", "-o", str(tmp_path / "targets.csv"))
    metadata = json.loads((tmp_path / "targets.csv-metadata.json").read_text(encoding="utf-8"))
    header = (tmp_path / "targets.csv").read_text(encoding="utf-8").splitlines()[0]
    assert metadata["url"] == "targets.csv"
    assert [column["name"] for column in metadata["tableSchema"]["columns"]] == header.split(",")


def test_the_codebook_is_exported_as_markdown(run):
    _, out, _ = run("export", "--codebook")
    assert "## sqlite: targets" in out
    assert "| `comparator` |" in out


def test_an_external_file_is_validated_and_its_faults_are_named(tmp_path, capsys):
    path = tmp_path / "graph.ttl"
    path.write_text(
        "@prefix hrap: <https://w3id.org/hrap/ontology#> . <https://e/m> a hrap:Measure .", encoding="utf-8"
    )
    assert main(["validate", str(path)]) == 4
    assert "https://e/m" in capsys.readouterr().out


@pytest.mark.parametrize(("name", "text"), [("a.ttl", "not turtle"), ("a.nq", "<a"), ("a.jsonld", "{")])
def test_a_malformed_file_gets_a_message_and_no_traceback(tmp_path, capsys, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert main(["validate", str(path)]) == 3
    assert f"{name}, line 1: not valid" in capsys.readouterr().err


def test_links_of_a_measure_come_with_reasons_and_quotes(run):
    code, out, _ = run("links", "4.2.5", "--other", "1.4.2")
    assert code == 0
    assert out.startswith("4.2.5 – 1.4.2")
    assert "land contracting rights" in out
    assert "[26201–26238]" in out


def test_links_are_given_as_csv_and_json(run):
    _, table, _ = run("links", "4.2.5", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(table)))
    _, text, _ = run("links", "4.2.5", "--format", "json")
    links = json.loads(text)
    assert {row["other"] for row in rows} == {link["other"] for link in links}
    assert {link["measure"] for link in links} == {"4.2.5"}
    weights = [link["weight"] for link in links]
    assert weights == sorted(weights, reverse=True)


def test_a_measure_that_shares_nothing_rare_has_no_links_and_says_so(run):
    code, out, _ = run("links", "1.5.2", "--min-weight", "99")
    assert code == 0
    assert out.startswith("No links")


def test_links_of_a_measure_that_does_not_exist_name_the_nearest(run):
    code, _, err = run("links", "4.2.55")
    assert code == 3
    assert "4.2.5" in err


@pytest.mark.parametrize(("form", "start"), [("csv", "right,label,"), ("svg", "<svg "), ("text", "  ")])
def test_a_matrix_comes_in_three_forms(run, form, start, tmp_path):
    code, out, _ = run("matrix", "right", "group", "--format", form)
    assert code == 0
    assert out.startswith(start)
    run("matrix", "right", "group", "--format", form, "-o", str(tmp_path / "out"))
    assert (tmp_path / "out").read_bytes().decode() == out


def test_a_matrix_lists_the_empty_cells_behind_the_filled_ones(run):
    _, out, _ = run("matrix", "chapter", "modality")
    *cells, found = out.splitlines()
    filled = [cell for cell in cells if int(cell[:4])]
    assert [*cells[: len(filled)]] == filled
    empty = [
        (row, col)
        for row, _, cols in (cell[6:].partition(" × ") for cell in cells[len(filled) :])
        for col in cols.split("; ")
    ]
    assert found == f"{len(filled)} cells are filled, {len(empty)} are empty"
    assert not {tuple(cell[6:].split(" × ")) for cell in filled} & {*empty}
    assert ("Strengthening the Protection of Environmental Rights", "explores") in empty


@pytest.mark.parametrize(
    ("arguments", "limits"),
    [
        (("matrix", "right", "group", "--top", "0"), "a whole number from 1 to 500"),
        (("network", "rights-groups", "--top", "-3"), "a whole number from 1 to 300"),
        (("links", "4.2.5", "--min-weight", "nan"), "a number of at least 0"),
        (("paths", "right/work", "right/health", "-k", "999"), "a whole number from 1 to 20"),
        (("paths", "right/work", "right/health", "-k", "0"), "a whole number from 1 to 20"),
    ],
)
def test_a_number_outside_its_limits_is_refused_with_them(run, arguments, limits, capsys):
    with pytest.raises(SystemExit) as ended:
        run(*arguments)
    assert ended.value.code == 2
    assert limits in " ".join(capsys.readouterr().err.split())


def test_a_path_has_two_ends(run):
    code, _, err = run("paths", "right/work", "right/work")
    assert code == 3
    assert "Both ends are the same" in err


def test_networks_are_listed_and_written(run):
    _, listed, _ = run("network")
    assert "rights-groups" in listed
    for form, start in (
        ("text", "Rights and"),
        ("json", "{"),
        ("graphml", "<graphml"),
        ("svg", "<svg "),
        ("csv", "so"),
    ):
        code, out, _ = run("network", "rights-groups", "--format", form)
        assert code == 0
        assert out.startswith(start)


def test_a_network_that_does_not_exist_names_those_that_do(run):
    code, _, err = run("network", "right-groups")
    assert code == 3
    assert "rights-groups" in err


def test_paths_are_shown_step_by_step(run):
    code, out, _ = run("paths", "right/education", "right/work", "-k", "2")
    assert code == 0
    assert "right/education – measure/2.2.3 – right/work" in out
    code, text, _ = run("paths", "right/education", "right/work", "--format", "json")
    assert json.loads(text)[0]["steps"][0]["quote"]


def test_paths_to_what_no_measure_speaks_of_name_the_nearest(run):
    code, _, err = run("paths", "right/helth", "right/work")
    assert code == 3
    assert "right/health" in err


def test_questions_take_parameters_and_refuse_others(run):
    _, health, _ = run("query", "targets-of-right", "--param", "right=health", "--format", "csv")
    _, work, _ = run("query", "targets-of-right", "--param", "right=work", "--format", "csv")
    assert "maternal mortality rate" in health
    assert "maternal mortality rate" not in work
    for given, message in (
        ("right=helth", "Nearest: health"),
        ("rigth=health", "Nearest: right"),
        ("right", "NAME=VA"),
    ):
        code, out, err = run("query", "targets-of-right", "--param", given)
        assert (code, out) == (3, "")
        assert message in " ".join(err.split())
    assert run("query", "targets-of-right", "--param", "right=work", "--param", "right=work")[0] == 3
    assert run("query", "ASK { ?s ?p ?o }", "--param", "right=work")[0] == 3


def test_a_citation_is_verified_and_a_changed_answer_is_told_row_by_row(run, tmp_path):
    _, text, _ = run("cite", "targets-of-right", "--param", "right=health")
    path = tmp_path / "c.json"
    path.write_text(text, encoding="utf-8")
    code, out, _ = run("verify", str(path))
    assert code == 0
    assert out.startswith("same: ")
    citation = json.loads(text)
    lost, *kept = citation["rows"]
    rows = sorted([*kept, '"9.9.9"'])
    result = result_digest(citation["columns"], tuple(rows))
    changed = {**citation, "rows": rows, "result_sha256": result, "release_sha256": "0" * 64}
    path.write_text(json.dumps(changed), encoding="utf-8")
    code, out, _ = run("verify", str(path))
    assert code == 1
    assert out.startswith("changed: ")
    assert f"added    {lost}\n" in out
    assert 'removed  "9.9.9"\n' in out
    assert f"cited of release 0.1.0 {'0' * 64}" in out


def test_a_query_of_ones_own_is_cited_from_text_or_file_and_verified(run, tmp_path):
    text = "SELECT ?code { ?m a hrap:Measure ; hrap:code ?code } ORDER BY ?code LIMIT 5"
    _, written, _ = run("cite", text)
    citation = json.loads(written)
    file = tmp_path / "q.rq"
    file.write_text(citation["query"], encoding="utf-8")
    assert run("cite", "-f", str(file))[1] == written
    path = tmp_path / "c.json"
    path.write_text(written, encoding="utf-8")
    assert run("verify", str(path))[:2] == (
        0,
        "same: SELECT ?code { ?m a hrap:Measure ; hrap:code ?code } ORDER BY ?code LIMIT 5\n",
    )
    lost, *kept = citation["rows"]
    rows = sorted([*kept, '"9.9.9"'])
    changed = {**citation, "rows": rows, "result_sha256": result_digest(citation["columns"], tuple(rows))}
    path.write_text(json.dumps(changed), encoding="utf-8")
    code, out, _ = run("verify", str(path))
    assert code == 1
    assert out.startswith("changed: ")
    assert f"added    {lost}\n" in out
    assert 'removed  "9.9.9"\n' in out
    assert "by chance: LIMIT" in out


def test_the_answer_at_an_address_is_cited_and_verified(run, tmp_path):
    _, written, _ = run("cite", "/api/v1/links?limit=1&measure=4.2.5", "--service", "http://127.0.0.1:8000")
    citation = json.loads(written)
    assert citation["permalink"].startswith("http://127.0.0.1:8000/api/v1/links?limit=1&measure=4.2.5&release=")
    path = tmp_path / "c.json"
    path.write_text(written, encoding="utf-8")
    assert run("verify", str(path))[:2] == (0, "same: Links between measures (limit: 1, measure: 4.2.5)\n")
    item, total = citation["rows"]
    rows = [item.replace('"rank": 1', '"rank": 9'), "total\t3"]
    assert item not in rows
    changed = {**citation, "rows": rows, "result_sha256": result_digest(citation["columns"], tuple(rows))}
    path.write_text(json.dumps(changed), encoding="utf-8")
    code, out, _ = run("verify", str(path))
    assert code == 1
    verdict, item_changed, rank, total_changed = out.splitlines()
    assert verdict.startswith("changed: Links")
    assert item_changed.startswith("changed  items https://w3id.org/hrap/id/plan/cn-2026-2030/link/")
    assert rank.split() == ["rank:", "9", "→", "1"]
    assert total_changed == f"changed  total: 3 → {total.split()[1]}"


@pytest.mark.parametrize("asked", [["targets-of-right", "--param", "right=health"], ["/dossier/group/rural-women"]])
def test_a_citation_of_a_bibliography_is_verified_by_its_permalink(run, tmp_path, asked):
    path = tmp_path / "c.bib"
    path.write_text(run("cite", *asked, "--format", "bibtex")[1], encoding="utf-8")
    code, out, _ = run("verify", str(path))
    assert (code, out.startswith("same: ")) == (0, True)
    link = re.search("url = {(.*)}", path.read_text(encoding="utf-8"))[1]
    code, out, _ = run("verify", f"{link[:-64]}{'0' * 64}")
    assert (code, out.startswith("changed: ")) == (1, True)
    assert "cannot be told from a permalink" in out


def test_an_answer_about_something_that_is_gone_has_changed(run, tmp_path):
    _, written, _ = run("cite", "targets-of-right", "--param", "right=health")
    question = json.loads(written)
    address = {**question, "question": None, "address": "/api/v1/groups/nobody"}
    for citation in (address, {**question, "parameters": {"right": "nothing"}}):
        path = tmp_path / "c.json"
        path.write_text(json.dumps({**citation, "release_sha256": "0" * 64}), encoding="utf-8")
        code, out, _ = run("verify", str(path))
        assert code == 1
        verdict, cited, _, gone = out.splitlines()
        assert verdict.startswith("changed: ")
        assert cited.endswith("0" * 64)
        assert gone.startswith("there is no such answer: There is no")


def test_what_is_no_address_of_an_answer_is_refused(run):
    for address, message in (
        ("/api/v1/links?measure=9.9.9", "There is no measure '9.9.9'"),
        ("/api/v1/nothing", "No answer at"),
        ("https://e.example/api/v1/links", "without a host"),
        ("/api/v1/links?measure=\udce9", "There is no measure"),
    ):
        code, out, err = run("cite", address)
        assert (code, out) == (3, "")
        assert message in " ".join(err.split())
    assert "Only ready questions" in run("cite", "/api/v1/links", "--param", "right=work")[2]


def test_what_cannot_be_cited_is_refused(run):
    for arguments, code, message in (
        (("SELECT (NOW() AS ?n) {}",), 2, "NOW may answer differently"),
        (("SELECT ?s { ?s ?p ?o } LIMIT 1",), 2, "ORDER BY"),
        (("ASK {}", "--param", "right=work"), 3, "Only ready questions"),
        (("-f", "none.rq"), 3, "cannot be read"),
        ((), 3, "No query is given"),
    ):
        found, out, err = run("cite", *arguments)
        assert (found, out) == (code, "")
        assert message in " ".join(err.split())


def test_a_citation_that_is_none_is_refused(run, tmp_path):
    path = tmp_path / "c.json"
    path.write_text("{}", encoding="utf-8")
    code, _, err = run("verify", str(path))
    assert code == 3
    assert "not a citation" in err
    assert run("verify", str(tmp_path / "none.json"))[0] == 3
