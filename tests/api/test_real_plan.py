"""The service over the project's own plan: what SPARQL, JSON and read model say must agree."""

from __future__ import annotations

import json

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib import RDF, Graph, Namespace, URIRef

from api.settings import Settings
from graph.config import Config
from graph.contents import read_contents
from graph.names import Names
from tests.api.conftest import serving
from tests.api.test_vocabulary import Page

PREFIXES = """PREFIX hrap: <https://w3id.org/hrap/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX group: <https://w3id.org/hrap/id/group/>
PREFIX right: <https://w3id.org/hrap/id/right/>
PREFIX body: <https://w3id.org/hrap/id/body/>
PREFIX modality: <https://w3id.org/hrap/id/modality/>
PREFIX ledger-reason: <https://w3id.org/hrap/id/ledger-reason/>
"""
FILTERS = {"groups": "group", "rights": "right", "bodies": "body", "instruments": "instrument"}


def ask(service, query):
    """The number that a query counts."""
    response = service.post("/sparql", data={"query": PREFIXES + query})
    assert response.status_code == 200, response.text
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


def total(service, path):
    return service.get(f"/api/v1/{path}").json()["total"]


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("measures", "?x a hrap:Measure"),
        ("measures?kind=statement", "?x a hrap:Statement"),
        ("commitments", "?x a hrap:Commitment"),
        ("commitments?agent=the-government", "?x a hrap:Commitment ; hrap:agent body:the-government"),
        ("commitments?modality=strives", "?x hrap:modality modality:strives"),
        ("targets?status=target", "?x a hrap:Target"),
        ("targets?status=parameter", "?x a hrap:Parameter"),
        ("measures?has_target=true", "?x a hrap:Measure . ?t a hrap:Target ; hrap:inProvision ?x"),
        ("measures?group=women", "?x a hrap:Measure ; hrap:concernsGroup/skos:broader* group:women"),
        ("coverage", "?x a hrap:LedgerEntry"),
        ("crosswalk", "?x a hrap:Mapping"),
        ("crosswalk?fit=close", "?x hrap:fit <https://w3id.org/hrap/id/fit/close>"),
        (
            "crosswalk?theme=global-human-rights-governance",
            "?x rdf:subject/skos:broader* <https://w3id.org/hrap/id/theme/global-human-rights-governance>",
        ),
        ("indicators?type=structural", "?x hrap:indicatorType <https://w3id.org/hrap/id/indicator-type/structural>"),
        ("indicators?contested=true", "?y hrap:alternativeType ?z ; rdf:subject ?x"),
        (
            "targets?indicator_type=outcome&status=target",
            "?x a hrap:Target ; hrap:indicator/hrap:indicatorType <https://w3id.org/hrap/id/indicator-type/outcome>",
        ),
        ("coverage?reason=place", "?x hrap:listedFor ledger-reason:place"),
        ("measures?right=health", "?x a hrap:Measure ; hrap:underRight/skos:broader* right:health"),
    ],
)
def test_json_and_sparql_count_the_same(service, path, pattern):
    assert total(service, path) == ask(service, f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}") > 0


@pytest.mark.parametrize(
    "name", ["measures", "commitments", "targets", "mentions", *FILTERS, "indicators", "crosswalk"]
)
def test_every_iri_of_a_list_is_in_the_graph(service, name):
    items = service.get(f"/api/v1/{name}?limit=1000&format=jsonld").json()["items"]
    iris = {f"<{item['iri']}>" for item in items}
    query = f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ VALUES ?x {{ {' '.join(sorted(iris))} }} ?x a ?class }}"
    assert ask(service, query) == len(iris) > 0


@pytest.mark.parametrize("collection", FILTERS)
def test_the_counts_of_an_entity_are_what_its_filter_finds(service, collection):
    for entity in service.get(f"/api/v1/{collection}?limit=1000").json()["items"]:
        chosen = f"{FILTERS[collection]}={entity['slug']}&limit=1"
        assert entity["measure_count"] == total(service, f"measures?{chosen}"), entity["slug"]
        assert entity["commitment_count"] == total(service, f"commitments?{chosen}"), entity["slug"]


def test_every_provision_can_be_read_alone(service):
    kinds = "kind=measure&kind=statement&kind=paragraph"
    for item in service.get(f"/api/v1/measures?limit=1000&{kinds}").json()["items"]:
        single = service.get(f"/api/v1/measures/{item['plan']}/{item['code']}")
        assert single.status_code == 200, item["code"]
        assert {group["slug"] for group in single.json()["groups"]} == set(item["groups"])


def test_every_triple_comes_back_as_it_is_written(plan_releases, built):
    """Numbers, years, texts: what the build wrote is what SPARQL gives, to the letter."""
    written = {quad.triple for quad in parse(built.quads, RdfFormat.N_QUADS)}
    everything = {"query": "CONSTRUCT WHERE { ?s ?p ?o }", "format": "ntriples"}
    with serving(Settings(releases=plan_releases, workers=1, max_answer_bytes=1_000_000_000)) as unlimited:
        answer = unlimited.post("/sparql", data=everything).content
    assert {quad.triple for quad in parse(answer, RdfFormat.N_TRIPLES)} == written
    assert answer.count(b'"@zh-Hans ') == built.quads.count(b'"@zh-Hans ')


def test_a_target_is_described_with_its_indicator_and_its_words(service):
    query = f"{PREFIXES} DESCRIBE ?target {{ ?target a hrap:Target }} ORDER BY ?target LIMIT 1"
    found = Graph().parse(data=service.post("/sparql", data={"query": query}).text, format="turtle")
    hrap, skos = Namespace("https://w3id.org/hrap/ontology#"), Namespace("http://www.w3.org/2004/02/skos/core#")
    (target,) = found.subjects(RDF.type, hrap.Target)
    indicator, mention = found.value(target, hrap.indicator), found.value(target, hrap.evidence)
    assert {label.language for label in found.objects(indicator, skos.prefLabel)} >= {"en"}
    start, end = (int(found.value(mention, term)) for term in (hrap.start, hrap.end))
    text = (Config().plans / "cn-2026-2030" / "source.txt").read_text(encoding="utf-8")
    assert text[start:end] == str(found.value(mention, hrap.quote))


@pytest.mark.parametrize("tag", ["zh-Hans", "en"])
def test_labels_are_found_by_the_tag_that_is_written(service, built, tag):
    written = built.quads.decode().count(f'"@{tag} ')
    assert ask(service, f'SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o FILTER (LANG(?o) = "{tag}") }}') == written


def linked_paths(service):
    """Every path that gives linked data, with a name in the place of each parameter."""
    for path, item in service.get("/openapi.json").json()["paths"].items():
        answers = item.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
        if path.startswith("/api/v1/") and "application/ld+json" in answers and not path.endswith("context.jsonld"):
            collection = path.split("/")[3]
            known = {"plan": "cn-2026-2030", "code": "1.5.3", "criterion": "measure-without-body"}
            if "{slug}" in path:
                named = service.get(f"/api/v1/{collection}?mentioned=true&limit=1000").json()["items"]
                known["slug"] = max(named, key=lambda item: (item["measure_count"], item["slug"]))["slug"]
            yield path.format(**known), "{" not in path


def as_stated(terms):
    """Terms as text, language tags in lower case."""
    return tuple(str(term).lower() if getattr(term, "language", None) else str(term) for term in terms)


def test_linked_data_states_nothing_that_the_graph_does_not(built, service):
    graph = {as_stated((q.subject, q.predicate, q.object)) for q in parse(built.quads, format=RdfFormat.N_QUADS)}
    context = service.get("/api/v1/context.jsonld").json()["@context"]
    stating = set()
    for path, is_list in linked_paths(service):
        asked = {"limit": 1000, **({"q": "rights"} if path.endswith("/search") else {})} if is_list else {}
        if "/paths" in path:
            asked = {"from": "right/health", "to": "group/rural-women"}
        answer = service.get(path, params=asked, headers={"Accept": "application/ld+json"})
        assert answer.status_code == 200, answer.text
        document = answer.json()
        given = document["@context"]
        document["@context"] = [context, *given[1:]] if isinstance(given, list) else context
        triples = Graph().parse(data=json.dumps(document), format="json-ld").serialize(format="nt")
        stated = {as_stated((q.subject, q.predicate, q.object)) for q in parse(triples, format=RdfFormat.N_TRIPLES)}
        assert not stated - graph, (path, sorted(stated - graph)[:5])
        if stated:
            stating.add(path.rpartition("/api/v1/")[2].split("/")[0])
    assert {
        "measures",
        "commitments",
        "targets",
        "mentions",
        "rights",
        "crosswalk",
        "links",
        "coverage",
        "paths",
    } <= stating


def kind(iri):
    """What sort of thing an IRI names: the first part of its path, and of a plan's things the one after the plan."""
    parts = iri.partition("/id/")[2].split("/")
    return (parts[0], *parts[2:3]) if parts[0] == "plan" else parts[0]


def test_every_iri_of_the_graph_leads_to_its_description(built, service, plan_releases):
    home = f"{Names().base}id/"
    quads = list(parse(built.quads, format=RdfFormat.N_QUADS))
    terms = {term for q in quads for term in (q.subject, q.object, q.graph_name) if isinstance(term, NamedNode)}
    iris = sorted(term.value for term in terms if term.value.startswith(home))
    unknown = {*iris} - {*read_contents(plan_releases / "current" / "graph.nq").things}
    assert unknown == {f"{home}shapes"}
    one_of_each = {kind(iri): iri for iri in iris}
    assert {"group", "scheme", "graph", "mapping", "article", "rule", "shape", ("plan", "measure")} <= {*one_of_each}
    for iri in one_of_each.values():
        answer = service.get(iri.replace(Names().base, "/"), headers={"Accept": "text/turtle"}, follow_redirects=True)
        assert answer.status_code == 200, iri
        assert (URIRef(iri), None, None) in Graph().parse(data=answer.content, format="turtle"), iri


@pytest.mark.parametrize("path", ["group/women", "plan/cn-2026-2030/measure/4.2.5", "dataset", "body/the-government"])
def test_pages_of_things_lead_on_within_the_service(service, path):
    page = Page(service.get(f"/id/{path}", headers={"Accept": "text/html"}).text)
    inside = [link for link in page.links if link.startswith("/id/")]
    assert inside
    assert not [link for link in page.links if link.startswith(Names().base)]
    for link in inside[::20]:
        assert service.head(link).status_code in (200, 303), link
    assert len(page.anchors) == len(set(page.anchors))
