"""The codebook beside the project's own plan: examples are what the service says, and every CSV is valid."""

from __future__ import annotations

import json
import warnings

import pytest
from csvw import CSVW

from api.models.described import table_of
from api.models.items import Dataset
from graph.codebook.reading import OBJECT, load_codebook
from graph.config import Config
from graph.export import export_metadata, export_table
from graph.release import open_release

CODEBOOK = load_codebook(Config())
LISTS = [(table, path + ("&" if "?" in path else "?")) for table in CODEBOOK.tables for path in table.paths]
SQLITE = [table for table in CODEBOOK.tables if table.kind == "sqlite"]
MEASURE = "/api/v1/measures/cn-2026-2030/4.2.5"
OUTLINE = "/api/v1/plans/cn-2026-2030/outline"
MATRIX = "/api/v1/matrix?rows=right&cols=group"
NETWORK = "/api/v1/network"
QUESTIONS = "/api/v1/questions?topic=Targets"
SEARCH = "/api/v1/search?q=rural+women"
PATHS = "/api/v1/paths?from=right/health&to=group/rural-women"
FACETS = "/api/v1/measures?facets=right"
EMPTY = "/api/v1/measures?chapter=1&group=rural-women"
INCLUDED = "/api/v1/measures?group=rural-women&include=labels"
LAW = "/dossier/instrument/ecological-and-environmental-code?format=json"
RURAL_WOMEN = "/dossier/group/rural-women?format=json"
HEALTH = "/dossier/right/health?format=json"
WHERE = {
    "measure": (MEASURE,),
    "sentence": (MEASURE, "sentences"),
    "act": (MEASURE, "sentences", "acts"),
    "object-of-act": (MEASURE, "sentences", "acts", "objects"),
    "named-right": (MEASURE, "rights"),
    "qualified": (MEASURE, "instruments"),
    "place": (MEASURE, "next"),
    "entity": ("/api/v1/instruments/ecological-and-environmental-code",),
    "concept-name": ("/api/v1/groups/rural-women", "broader"),
    "plan": ("/api/v1/plans/cn-2026-2030",),
    "outline": (OUTLINE,),
    "outline-chapter": (OUTLINE, "chapters"),
    "outline-section": (OUTLINE, "chapters", "sections"),
    "heading": (OUTLINE, "chapters", "sections", "provisions"),
    "indicator-typing": ("/api/v1/indicators/maternal-mortality-rate", "indicator_typing"),
    "link-reason": ("/api/v1/links?limit=1000", "items", "reasons"),
    "link-quotes": ("/api/v1/links?limit=1000", "items", "reasons", "quotes"),
    "matrix": (MATRIX,),
    "axis": (MATRIX, "rows"),
    "axis-item": (MATRIX, "rows", "items"),
    "cell": (MATRIX, "cells"),
    "network": (NETWORK,),
    "network-node": (NETWORK, "nodes"),
    "network-edge": (NETWORK, "edges"),
    "paths": (PATHS,),
    "path": (PATHS, "paths"),
    "path-step": (PATHS, "paths", "steps"),
    "questions": (QUESTIONS,),
    "question": (QUESTIONS, "items"),
    "question-parameter": (QUESTIONS, "items", "parameters"),
    "search": (f"{SEARCH}&limit=1",),
    "highlight": (SEARCH, "items", "highlights"),
    "search-reading": (SEARCH, "query"),
    "suggestion": ("/api/v1/search?q=deserrtification", "suggestion"),
    "section-of-right": ("/api/v1/rights/health", "sections"),
    "list-facet": (FACETS, "facets"),
    "list-facet-value": (FACETS, "facets", "values"),
    "explanation": (EMPTY, "explanation"),
    "filter-effect": (EMPTY, "explanation", "filters"),
    "included": (INCLUDED, "included"),
    "entity-label": (INCLUDED, "included", "labels"),
    "facet": (SEARCH, "facets"),
    "facet-value": (SEARCH, "facets", "values"),
    "dossier": (LAW,),
    "qualifier-tally": (LAW, "qualifiers"),
    "dossier-sentence": (RURAL_WOMEN, "measures", "sentences"),
    "dossier-mention": (LAW, "measures", "sentences", "mentions"),
    "term-name": (LAW, "names"),
    "hierarchy-item": (RURAL_WOMEN, "hierarchy"),
    "dossier-provision": (RURAL_WOMEN, "measures"),
    "named-thing": (RURAL_WOMEN, "instruments"),
    "named-mention": (RURAL_WOMEN, "instruments", "mentions"),
    "gap": (RURAL_WOMEN, "gaps"),
    "dossier-section": (HEALTH, "sections"),
    "dossier-target": (HEALTH, "targets"),
    "validation": ("/api/v1/validation",),
    "gap-finding": (HEALTH, "gaps", "findings"),
}
"""Where the objects of the codebook stand: an answer, and the members that lead to them."""
NO_DATA = {
    *(table_of(Dataset)[1], "page", "health", "ready", "problem", "problem-type", "problem-types", "dumps", "dump"),
    *("dossier-citation", "citation-entry", "validation-result"),
}
"""Objects that say nothing of the plan, and results of a validation, of which a sound release has none."""


def valid(url):
    """What a CSV on the Web library finds wrong; it fetches the CSV, follows its link and checks each cell."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        found = CSVW(url, validate=True)
        return (found.is_valid and not found.no_metadata, [str(w.message) for w in found.warnings])


def objects(answer, members):
    """The objects that a path of members leads to."""
    found = [answer]
    for member in members:
        found = [inner for one in found for inner in (one[member] if isinstance(one[member], list) else [one[member]])]
    return found


def shown(service, table, paths, members):
    """The objects of answers without their own objects, as a service at the usual address would give them."""
    flat = {field.name for field in table.fields if field.datatype != OBJECT}
    rows = [row for path in paths for row in objects(service.get(path).json(), members)]
    text = json.dumps([{key: row[key] for key in flat} for row in rows])
    return json.loads(text.replace(str(service.base_url).rstrip("/"), "http://127.0.0.1:8000"))


def test_the_example_of_a_list_is_one_of_its_rows(service):
    for table in CODEBOOK.tables:
        if table.kind == "list":
            starts = [path for listed, path in LISTS if listed == table]
            paths = [f"{path}limit=1000" + "&type=instrument" * (table.name == "mentions") for path in starts]
            paths += [f"{path}limit=1000&offset=1000" for path in starts]
            assert dict(table.example) in shown(service, table, paths, ["items"]), table.name


def test_the_example_of_an_object_stands_in_an_answer(service):
    tables = {table.name: table for table in CODEBOOK.tables if table.kind == "object"}
    assert set(tables) == {*WHERE, *NO_DATA}
    for name, (path, *members) in WHERE.items():
        assert dict(tables[name].example) in shown(service, tables[name], [path], members), name


def test_the_example_of_a_filter_finds_something(service):
    paths = {"measures": "measures", "commitments": "commitments", "targets": "targets", "mentions": "mentions"}
    paths |= {"ledger": "coverage", "entities": "instruments", "codebook": "codebook", "mappings": "crosswalk"}
    paths |= {"indicators": "indicators", "links": "links", "networks": "networks", "audit-tallies": "audit"}
    paths |= {"search": "search"}
    paths |= {"audit-findings": "audit/measure-without-responsible-body"}
    for table, path in paths.items():
        for field in CODEBOOK.table("parameters", table).fields:
            if field.name in ("limit", "offset", "format", "after"):
                continue
            where = "groups" if table == "entities" and field.name in ("broader", "q") else path
            given = json.dumps(field.example) if isinstance(field.example, bool) else field.example
            scope = {"scope": "chapter"} if (table, field.name) == ("audit-tallies", "code") else {}
            scope |= {"q": "women"} if table == "search" else {}
            answer = service.get(f"/api/v1/{where}", params=scope | {field.name: given})
            assert answer.status_code == 200, (table, field.name, answer.text)
            assert answer.json()["total"] > 0, (table, field.name)


@pytest.mark.parametrize(
    ("table", "path"),
    [
        *(("matrix", "/api/v1/matrix"), ("network", "/api/v1/network"), ("paths", "/api/v1/paths")),
        *(("document", "/shapes"), ("thing", "/id/group/rural-women")),
    ],
)
def test_the_example_of_an_option_is_taken(service, table, path):
    fields = CODEBOOK.table("parameters", table).fields
    needed = {field.name: field.example for field in fields if field.required}
    for field in fields:
        answer = service.get(path, params=needed | {field.name: field.example})
        assert answer.status_code == 200, (field.name, answer.text)


@pytest.mark.parametrize(("table", "path"), LISTS, ids=lambda value: getattr(value, "name", value))
def test_every_csv_of_the_service_is_valid_by_the_metadata_that_it_links_to(service, table, path):
    url = f"{str(service.base_url).rstrip('/')}{path}limit=1000&format=csv"
    assert valid(url) == (True, [])
    assert service.get(url).text.split("\r\n")[0].split(",") == [field.name for field in table.fields]


@pytest.mark.parametrize("table", SQLITE, ids=lambda table: table.name)
def test_every_exported_table_is_valid_by_the_metadata_beside_it(plan_releases, tmp_path, table):
    text = export_table(open_release(plan_releases), table)
    (tmp_path / "t.csv").write_bytes(text.encode())
    (tmp_path / "t.csv-metadata.json").write_text(export_metadata(table, "t.csv"), encoding="utf-8")
    assert valid(str(tmp_path / "t.csv-metadata.json")) == (True, [])
    assert text.split("\r\n")[0].split(",") == [field.name for field in table.fields]


def test_truth_and_lists_read_the_same_in_both_csvs(service, plan_releases):
    tables = {table.name: table for table in SQLITE}
    assert ",false,target," in export_table(open_release(plan_releases), tables["targets"])
    assert ",false,target," in service.get("/api/v1/targets?format=csv").text
    by = service.get("/api/v1/coverage?measure=1.5.2&what=item&format=csv").text.split(",tied,")[1].split(",")[0]
    assert by.startswith("sentence:")
    assert f",tied,{by}," in export_table(open_release(plan_releases), tables["ledger"])


def test_no_value_of_a_list_holds_the_sign_that_sets_values_apart(service):
    for table, path in LISTS:
        repeating = [field.name for field in table.fields if field.repeats and table.name != "codebook"]
        for row in service.get(f"{path}limit=1000").json()["items"]:
            assert not [value for name in repeating for value in row[name] if ";" in value]
