from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset, Graph

from graph.sparql.languages import canonical_tag, comparable, restored
from graph.sparql.queries import Query
from graph.store import GRAPH_FORMATS, Formats, load_store

TEXT = 'it says \\"@zh-hans , \\\\ and xml:lang=\\"zh-hans\\" and \\"@language\\":\\"zh-hans\\"'
QUADS = f"""<http://e/a> <http://e/p> "权利"@zh-Hans <http://e/g> .
<http://e/a> <http://e/p> "right"@en <http://e/g> .
<http://e/a> <http://e/p> "{TEXT}"@en-GB <http://e/g> .
<http://e/a> <http://e/p> "{TEXT}" <http://e/g> .
<http://e/a> <http://e/p> "@zh-hans" <http://e/g> .
"""
PLAIN = json.loads(f'"{TEXT}"')
ALL = "CONSTRUCT WHERE { ?s ?p ?o }"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("languages") / "graph.nq"
    path.write_text(QUADS, encoding="utf-8")
    return load_store(path)


def asked(store, text, form="json"):
    return store.answer(Query(text), Formats(form, form), 100_000).body.decode()


def column(store, text):
    return sorted(row["x"]["value"] for row in json.loads(asked(store, text))["results"]["bindings"] if row)


@pytest.mark.parametrize(
    "tag", ["en", "zh-Hans", "zh-Hans-CN", "en-GB", "sr-Latn-RS", "de-DE-x-ab", "en-a-abcd", "x-ab", "sl-rozaj-1994"]
)
def test_tags_get_the_case_that_bcp_47_recommends(tag):
    assert canonical_tag(tag.lower()) == canonical_tag(tag.upper()) == tag


@given(st.from_regex(r"[a-z]{1,8}(-[a-z0-9]{1,8}){0,4}", fullmatch=True))
def test_the_canonical_form_differs_in_case_only_and_is_stable(tag):
    found = canonical_tag(tag)
    assert found.lower() == tag
    assert canonical_tag(found) == found


@pytest.mark.parametrize("form", GRAPH_FORMATS)
def test_graphs_come_back_with_the_tags_and_texts_of_the_source(store, form):
    names = {"rdfxml": "xml", "jsonld": "json-ld", "ntriples": "nt"}
    graph = Dataset(default_union=True) if form in ("nquads", "trig") else Graph()
    graph.parse(data=asked(store, ALL, form), format=names.get(form, form))
    found = {(str(o), o.language) for o in graph.objects()}
    expected = {("权利", "zh-hans"), ("right", "en"), (PLAIN, "en-gb"), (PLAIN, None), ("@zh-hans", None)}
    assert {(text, tag and tag.lower()) for text, tag in found} == expected
    assert asked(store, ALL, form).count("zh-Hans") == 1


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("json", '{"type":"literal","value":"权利","xml:lang":"zh-Hans"}'),
        ("xml", '<literal xml:lang="zh-Hans">权利</literal>'),
        ("tsv", '"权利"@zh-Hans\n'),
        ("csv", "权利\r\n"),
    ],
)
def test_tables_come_back_with_the_tags_of_the_source(store, form, written):
    text = asked(store, "SELECT ?o { ?s ?p ?o } ORDER BY ?o", form)
    assert written in text
    assert text.count("zh-Hans") == (form != "csv")
    assert text.count("zh-hans") == 7


@pytest.mark.parametrize(
    ("condition", "number"),
    [
        ('LANG(?o) = "zh-Hans"', 1),
        ('"zh-Hans" = lang(?o)', 1),
        ('LANG(?o) = "zh-hans"', 1),
        ('LANG(?o) IN ("zh-Hans", "en-GB")', 2),
        ('LANG(?o) != "zh-Hans"', 4),
        ('LANGMATCHES(LANG(?o), "ZH")', 1),
        ('STR(LANG(?o)) = "zh-Hans"', 1),
        ('CONCAT(LANG(?o), "!") = "zh-Hans!"', 1),
        ('?o = "权利"@zh-Hans', 1),
        ('STR(?o) = "LANG(x)"', 0),
        ('LANG(?o) = "zh-TW"', 0),
        ('LANG(?o) = ""', 2),
    ],
)
def test_comparisons_find_tags_as_they_are_written(store, condition, number):
    query = f"SELECT (STR(?o) AS ?x) {{ ?s ?p ?o FILTER ({condition}) }}"
    assert len(column(store, query)) == number


def test_lang_gives_tags_as_they_are_written(store):
    assert column(store, "SELECT (LANG(?o) AS ?x) { ?s ?p ?o }") == ["", "", "en", "en-GB", "zh-Hans"]
    assert column(store, "SELECT ?x { ?s ?p ?o BIND(LANG(?o) AS ?x) } GROUP BY ?x") == ["", "en", "en-GB", "zh-Hans"]
    assert column(store, "SELECT (LANG(?s) AS ?x) { ?s ?p ?o }") == []
    values = 'SELECT ?x { VALUES ?t { "zh-Hans" } ?s ?p ?o FILTER(LANG(?o) = ?t) BIND(STR(?o) AS ?x) }'
    assert column(store, values) == ["权利"]


def test_a_query_without_lang_is_left_as_it_is():
    text = "SELECT ?language { ?s ?p 'LANG(?x)' } # lang()"
    assert comparable(text) == text


@given(st.text(alphabet='"\\@zh-ans :=<>\n', max_size=60))
def test_what_has_no_tag_is_left_as_it_is(text):
    data = json.dumps({"value": text}, separators=(",", ":")).encode()
    assert restored(data, "json") == data
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    line = f'<http://e/a> "{escaped}" , "{escaped}" .'.encode()
    assert restored(line, "turtle") == line
