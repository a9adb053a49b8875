from __future__ import annotations

import json
import re
from contextlib import closing
from html import unescape

import pytest

from api.db import Database
from api.explorer.results import result_of
from graph.names import Names
from graph.release import open_release
from graph.store import Answer

MEASURES = "SELECT ?s WHERE { ?s <https://w3id.org/hrap/ontology#code> ?c } ORDER BY ?c"


def ask(client, query: str):
    return client.get("/query", params={"query": query})


def cells(page: str) -> list[str]:
    table = page.partition('<table id="rows">')[2].partition("<tbody>")[2].partition("</tbody>")[0]
    return [unescape(re.sub(r"<[^>]+>", "", each)) for each in re.findall(r"<td[^>]*>(.*?)</td>", table, re.DOTALL)]


def test_without_a_query_the_page_holds_an_example_and_every_ready_question(client):
    page = client.get("/query").text
    names = [item["name"] for item in client.get("/api/v1/questions").json()["items"]]
    assert "SELECT ?code ?heading" in page
    assert all(f'href="/query?question={name}"' in page for name in names)


def test_an_answer_is_a_table_whose_things_lead_to_their_pages_by_name(client):
    page = ask(client, MEASURES).text
    assert cells(page) == ["1.1.1", "1.1.2"]
    assert 'href="/id/plan/small/measure/1.1.1"' in page


def test_a_graph_is_a_table_of_triples(client):
    page = ask(client, "CONSTRUCT WHERE { ?s <https://w3id.org/hrap/ontology#code> ?c }").text
    assert 'data-triples="true"' in page
    assert len(cells(page)) == 6


@pytest.mark.parametrize(
    ("query", "said"), [("ASK {}", "Yes, there is."), ("ASK { FILTER(false) }", "No, there is not.")]
)
def test_a_truth_value_is_said_in_words(client, query, said):
    assert said in ask(client, query).text


def test_what_is_kept_holds_the_same_answer_for_programs(client):
    page = ask(client, MEASURES).text
    link = unescape(re.search(r'href="(/sparql\?query=[^"]+format=csv)"', page)[1])
    assert client.get(link).text.split()[1:] == [f"https://w3id.org/hrap/id/plan/small/measure/1.1.{n}" for n in (1, 2)]


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("SELECT * { ?s", 400, "line 1, column"),
        ("INSERT DATA { <a:a> <a:b> 1 }", 400, "read-only"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 400, "SERVICE"),
        ("SELECT * { " + "?s ?p ?o . " * 200 + "}", 400, "patterns"),
    ],
)
def test_a_query_that_is_refused_says_why_and_stays_in_the_editor(client, query, status, said):
    answer = ask(client, query)
    assert answer.status_code == status
    assert said in unescape(answer.text.partition('role="alert"')[2].partition("</section>")[0])
    assert unescape(answer.text.partition("<textarea")[2].partition(">")[2]).lstrip("\n").startswith(query[:20])


@pytest.mark.parametrize(
    "term",
    [
        '"<script>alert(1)</script>"',
        "<javascript:alert(1)>",
        "<data:text/html,x>",
        '"\u202ereversed"',
        '"\\"><img src=x onerror=alert(1)>"',
        "<http://[broken>",
        "<https://w3id.org/hrap/id/\"onmouseover='x'>",
    ],
)
def test_hostile_terms_are_shown_as_text_and_never_lead_anywhere(client, term):
    answer = ask(client, f"SELECT ?x {{ BIND ({term} AS ?x) }}")
    table = answer.text.partition('<table id="rows">')[2].partition("</table>")[0]
    assert "<script" not in table
    assert "<img" not in table
    assert not re.search(r'href="(?!/|https?://)', table)
    assert not re.search(r"<[^>]*\son\w+=", table)


def test_a_ready_question_stands_with_its_reason_its_parameters_and_its_citations(client):
    items = client.get("/api/v1/questions").json()["items"]
    asked = [item for item in items if item["parameters"]]
    item = next(item for item in asked if client.get(f"/query?question={item['name']}").status_code == 200)
    name, parameter = item["name"], item["parameters"][0]
    page = unescape(client.get(f"/query?question={name}").text)
    assert item["words"] in page
    assert item["why"] in page
    assert f'<select name="{parameter["name"]}"' in page
    assert f"/api/v1/questions/{name}/citation?" in page


@pytest.mark.parametrize(
    ("query", "status"),
    [("question=no-such", 404), ("question=targets-of-right&right=helth", 400), ("question=targets-of-right&x=1", 400)],
)
def test_a_question_or_value_that_does_not_exist_is_refused_on_the_page(client, query, status):
    answer = client.get(f"/query?{query}")
    assert answer.status_code == status
    assert 'role="alert"' in answer.text


def test_the_editor_completes_terms_and_concepts_by_prefixed_names(client):
    known = client.get("/query/vocabulary").json()
    names = {term["name"] for term in known["terms"]}
    assert {"hrap:Measure", "hrap:concernsGroup", "group:women"} <= names
    assert all(name.partition(":")[0] in known["prefixes"] for name in names)


def test_a_long_answer_is_cut_for_the_page(releases):
    rows = [{"n": {"type": "literal", "value": str(number)}} for number in range(1200)]
    body = json.dumps({"head": {"vars": ["n"]}, "results": {"bindings": rows}}).encode()
    with closing(Database(open_release(releases).read_model)) as database:
        result = result_of(Answer("solutions", "json", body), database, Names())
    assert (len(result.rows), result.total, result.cut) == (1000, 1200, True)
