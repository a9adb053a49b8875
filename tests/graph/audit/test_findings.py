"""What meets a criterion, where it stands, and how many of how many."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rdflib import Graph
from rdflib.namespace import SH

from graph.audit.criteria import load_criteria
from graph.audit.findings import audit
from graph.audit.triples import audit_graph
from graph.config import Config
from graph.errors import QuerySyntaxError, ShapeError
from graph.names import Names
from graph.readmodel.audit import audit_tables
from graph.validation.checking import load_shapes, validate
from graph.vocabulary import read_turtle

BASE = "https://w3id.org/hrap/id/plan/x/"
PLAN = f"""
@prefix hrap: <https://w3id.org/hrap/ontology#> .
@prefix right: <https://w3id.org/hrap/id/right/> .
@prefix p: <{BASE}> .

right:health a hrap:Right .
<{BASE}measure/1.1.1> a hrap:Measure ; hrap:code "1.1.1" ; hrap:heading "Care."@en ;
    hrap:inChapter <{BASE}chapter/1> ; hrap:underRight right:health ; hrap:hasTarget <{BASE}target/1.1.1/a> .
<{BASE}measure/2.1.1> a hrap:Measure ; hrap:code "2.1.1" ; hrap:heading "Food."@en ; hrap:inChapter <{BASE}chapter/2> .
<{BASE}heading/2.1.1.0> hrap:inProvision <{BASE}measure/2.1.1> ; hrap:paragraphNumber 0 ; hrap:text "Food."@en ;
    hrap:start 30 ; hrap:end 35 .
<{BASE}commitment/2.1.1.1> hrap:inProvision <{BASE}measure/2.1.1> ; hrap:paragraphNumber 0 ; hrap:text "It grows."@en ;
    hrap:start 36 ; hrap:end 45 .
<{BASE}target/1.1.1/a> a hrap:Target ; hrap:inProvision <{BASE}measure/1.1.1> ; hrap:evidence <{BASE}mention/m> .
<{BASE}mention/m> hrap:quote "3 percent"@en ; hrap:start 10 ; hrap:end 19 .
"""


@pytest.fixture(scope="module")
def data() -> Graph:
    return Graph().parse(data=PLAN)


@pytest.fixture(scope="module")
def criteria():
    return {criterion.slug: criterion for criterion in load_criteria(Config())}


def ask(data, *criteria):
    return audit(data, "x", criteria, Names())


def test_a_measure_is_counted_in_its_plan_its_chapter_and_under_its_rights(data, criteria):
    done = ask(data, criteria["measure-without-target"])
    counts = {(t.scope, str(t.on).rpartition("/")[2]): (t.findings, t.population) for t in done.tallies}
    assert counts == {
        ("plan", "x"): (1, 2),
        ("chapter", "1"): (0, 1),
        ("chapter", "2"): (1, 1),
        ("right", "health"): (0, 1),
    }


def test_the_quote_of_a_measure_is_its_first_sentence_and_that_of_a_target_its_evidence(data, criteria):
    done = ask(data, criteria["measure-without-target"], criteria["target-without-baseline"])
    rows = audit_tables([done], data, Names())["audit_findings"]
    assert [row[-6:-2] for row in rows] == [("Food.", "Food.", 30, 35), ("Care.", "3 percent", 10, 19)]


def test_a_message_says_what_its_variables_stand_for(data, criteria):
    criterion = replace(
        criteria["measure-without-target"],
        message="{?code} has none, {?other} stays.",
        query="SELECT ?this ?code WHERE { ?this <https://w3id.org/hrap/ontology#code> ?code } ORDER BY ?code",
    )
    assert [f.message for f in ask(data, criterion).findings] == [
        "1.1.1 has none, {?other} stays.",
        "2.1.1 has none, {?other} stays.",
    ]


def test_a_query_that_is_no_sparql_is_told(data, criteria):
    with pytest.raises(QuerySyntaxError):
        ask(data, replace(criteria["measure-without-target"], query="SELECT ?this WHERE {"))
    with pytest.raises(QuerySyntaxError, match="Not a SELECT query"):
        ask(data, replace(criteria["measure-without-target"], query="ASK { ?this ?p ?o }"))


def test_the_triples_of_an_audit_meet_their_shapes_and_are_the_same_again(data, criteria):
    config = Config()
    graph = audit_graph(ask(data, *criteria.values()), Names())
    again = audit_graph(ask(data, *criteria.values()), Names())
    assert set(graph) == set(again)
    checked = graph + load_shapes(config, "audit") + read_turtle(sorted(config.ontology.glob("*.ttl")), config)
    assert validate(checked, load_shapes(config, "prefixes", "findings", "terms")).results == ()
    assert set(graph.objects(None, SH.resultSeverity)) <= {SH.Warning, SH.Info}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("sh:severity sh:Info", "sh:severity sh:Violation", "a Warning or an Info"),
        ("sh:sparql", "sh:nosparql", "no sparql with a query"),
        ("hrap:countsWhat", "hrap:counts", "0 values of countsWhat"),
    ],
)
def test_an_incomplete_criterion_is_named(tmp_path, old, new, message):
    text = (Config().shapes / "audit.ttl").read_text(encoding="utf-8")
    (tmp_path / "audit.ttl").write_text(text.replace(old, new), encoding="utf-8")
    (tmp_path / "prefixes.ttl").write_text((Config().shapes / "prefixes.ttl").read_text(encoding="utf-8"))
    with pytest.raises(ShapeError, match=message):
        load_criteria(Config(shapes=tmp_path))


def test_the_build_counts_every_measure_of_the_plan(built):
    (done,) = built.audits
    whole = {tally.criterion: tally for tally in done.tallies if tally.scope == "plan"}
    assert {t.population for name, t in whole.items() if name.startswith("measure-")} == {203}
    by_chapter = [t for t in done.tallies if t.scope == "chapter" and t.criterion == "measure-without-money"]
    assert sum(t.findings for t in by_chapter) == whole["measure-without-money"].findings
    assert {t.criterion: t.findings for t in whole.values()} == {
        name: sum(1 for f in done.findings if f.criterion == name) for name in whole
    }


def test_what_a_measure_names_of_money_and_monitoring_is_mentioned_and_else_found(built):
    """Each measure either has the words as a mention or meets the criterion."""
    (content,), (done,) = built.contents, built.audits
    money = {"funding", "fund", "public-spending", "subsidy", "donation"}
    measures = {p.code for p in content.document.provisions if p.kind == "measure"}
    means = [m for m in content.facts.mentions if m.type == "means" and m.provision in measures]
    for criterion, named in (
        ("measure-without-money", {m.provision for m in means if m.entity in money}),
        ("measure-without-monitoring", {m.provision for m in means if m.entity not in money}),
    ):
        found = {str(f.focus).rpartition("/")[2] for f in done.findings if f.criterion == criterion}
        assert found == measures - named
        assert found
        assert named
