from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.compare import isomorphic

from graph import __version__
from graph.config import Config
from graph.names import Names
from graph.vocabulary import read_turtle

FORMATS = {
    "turtle": ("text/turtle", "turtle"),
    "jsonld": ("application/ld+json", "json-ld"),
    "ntriples": ("application/n-triples", "nt"),
    "rdfxml": ("application/rdf+xml", "xml"),
}
TOPICS = sorted(path.stem for path in Config().ontology.glob("*.ttl") if path.stem != "hrap")
SHAPES = sorted(path.stem for path in Config().shapes.glob("*.ttl") if path.stem != "prefixes")
PAGES = ["/ontology", "/ontology/targets", "/shapes", "/shapes/targets"]
OWN = Names().ontology


class Page(HTMLParser):
    """The anchors, links, tags and levels of headings of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attributes)
        self.anchors += [given["id"]] if given.get("id") else []
        self.links += [given["href"]] if tag == "a" and given.get("href") else []

    @property
    def levels(self) -> list[int]:
        return [int(tag[1]) for tag in self.tags if re.fullmatch(r"h[1-6]", tag)]


def page(client, path):
    return Page(client.get(path, headers={"Accept": "text/html"}).text)


def graph(client, path, form="turtle"):
    response = client.get(path, headers={"Accept": FORMATS[form][0]})
    assert response.headers["content-type"].split(";")[0] == FORMATS[form][0]
    return Graph().parse(data=response.content, format=FORMATS[form][1])


@pytest.mark.parametrize("form", FORMATS)
def test_the_accept_header_chooses_the_format_and_all_say_the_same(client, form):
    assert isomorphic(graph(client, "/ontology", form), graph(client, "/ontology"))
    assert isomorphic(graph(client, "/shapes/acts", form), graph(client, "/shapes/acts"))


@pytest.mark.parametrize("form", FORMATS)
def test_the_parameter_chooses_the_format_whatever_the_header_accepts(client, form):
    response = client.get(f"/ontology/targets?format={form}", headers={"Accept": "text/html"})
    assert response.headers["content-type"].startswith(FORMATS[form][0])


def test_a_browser_gets_a_page_and_a_client_that_accepts_anything_gets_turtle(client):
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert client.get("/ontology", headers={"Accept": browser}).headers["content-type"].startswith("text/html")
    assert client.get("/ontology", headers={"Accept": "*/*"}).headers["content-type"].startswith("text/turtle")


@pytest.mark.parametrize("path", PAGES)
def test_what_is_not_offered_is_refused_with_what_is(client, path):
    response = client.get(path, headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "text/turtle" in response.json()["allowed"]
    assert "Accept" in response.headers["vary"]


def test_an_unknown_topic_parameter_or_format_is_named(client):
    missing = client.get("/ontology/target")
    assert missing.status_code == 404
    assert missing.json()["nearest"][0] == "ontology/targets"
    assert client.get("/ontology/targets/9.9.9").status_code == 404
    assert client.get("/ontology?format=pdf").status_code == 400
    assert client.get("/ontology?formt=turtle").status_code == 400


@pytest.mark.parametrize("path", PAGES)
def test_head_answers_as_get_does_without_a_body(client, path):
    accepted = {"Accept": "text/html"}
    head, got = client.head(path, headers=accepted), client.get(path, headers=accepted)
    assert head.status_code == 200
    assert head.content == b""
    for name in ("content-type", "content-length", "etag", "link", "vary"):
        assert head.headers[name] == got.headers[name]


def test_each_format_has_a_tag_of_its_own_and_one_that_is_known_is_not_sent_again(client):
    tags = {client.get("/ontology", headers={"Accept": name}).headers["etag"] for name, _ in FORMATS.values()}
    assert len(tags) == len(FORMATS)
    tag = client.get("/ontology?format=jsonld").headers["etag"]
    again = client.get("/ontology?format=jsonld", headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get("/ontology?format=turtle", headers={"If-None-Match": tag}).status_code == 200


def test_the_other_formats_are_linked_and_lead_there(client):
    response = client.get("/ontology/targets", headers={"Accept": "text/html"})
    links = re.findall(r'<([^>]+)>; rel="alternate"; type="([^"]+)"', response.headers["link"])
    assert {media_type for _, media_type in links} == {name for name, _ in FORMATS.values()}
    for link, media_type in links:
        assert client.get(link).headers["content-type"].startswith(media_type)


def test_every_term_dereferences_to_its_description_and_to_its_place_on_the_page(client):
    """A hash IRI is fetched without its hash."""
    found, anchors = graph(client, "/ontology"), page(client, "/ontology").anchors
    ontology = read_turtle(sorted(Config().ontology.glob("*.ttl")), Config())
    terms = set(ontology.subjects(RDFS.isDefinedBy))
    assert len(terms) > 100
    for term in terms:
        assert set(found.predicate_objects(term)) == set(ontology.predicate_objects(term))
        assert str(term).removeprefix(OWN) in anchors


def test_a_document_has_one_header_and_declares_the_terms_of_others(client):
    """With two headers an OWL tool cannot tell which ontology it reads."""
    for path in ("ontology", *(f"ontology/{topic}" for topic in TOPICS)):
        found = graph(client, f"/{path}")
        header = URIRef(Names().base + path)
        assert set(found.subjects(RDF.type, OWL.Ontology)) == {header}
        for link in (RDFS.subClassOf, RDFS.subPropertyOf):
            for target in found.objects(None, link):
                assert str(target).startswith(OWN) or (target, RDF.type, None) in found, target


def test_imports_and_version_iris_dereference(client):
    found = graph(client, "/ontology")
    imports = {str(other) for other in found.objects(None, OWL.imports)}
    assert len(imports) == len(TOPICS)
    for iri in (*imports, *map(str, found.objects(None, OWL.versionIRI))):
        assert client.get(iri.removeprefix(Names().base.rstrip("/"))).status_code == 200
    assert isomorphic(graph(client, f"/ontology/{__version__}"), found)


@pytest.mark.parametrize("topic", SHAPES)
def test_the_shapes_of_a_topic_come_with_their_prefixes(client, topic):
    found = graph(client, f"/shapes/{topic}")
    alone = read_turtle([Config().shapes / f"{topic}.ttl", Config().shapes / "prefixes.ttl"], Config())
    assert isomorphic(found, alone)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_nothing_inline_no_doubled_anchor_and_headings_in_order(client, path):
    found = page(client, path)
    assert not {"style", "iframe"} & set(found.tags)
    assert len(found.anchors) == len(set(found.anchors))
    assert found.levels[0] == 1
    assert found.levels.count(1) == 1
    assert all(below - above <= 1 for above, below in zip(found.levels, found.levels[1:], strict=False))


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_that_leads_inside_reaches_its_anchor(client, path):
    anchors = {path: page(client, path).anchors}
    for link in set(page(client, path).links):
        if link.startswith("http"):
            continue
        target, _, anchor = link.partition("#")
        target = target or path
        if target not in anchors:
            response = client.get(target, headers={"Accept": "text/html, */*;q=0.1"})
            assert response.status_code == 200, link
            is_page = response.headers["content-type"].startswith("text/html")
            anchors[target] = Page(response.text).anchors if is_page else []
        assert not anchor or anchor in anchors[target], link


def test_a_page_shows_what_the_ontology_says_of_a_term(client):
    text = client.get("/ontology/targets", headers={"Accept": "text/html"}).text
    article = re.search(r'<article class="term" id="hasTarget".*?</article>', text, re.DOTALL)
    assert article
    for words in ("has target", "包含量化目标", "hrap:Sentence", "hrap:Target", "object property", "/shapes/evidence#"):
        assert words in article[0]


def test_a_page_counts_the_uses_of_a_term_in_the_release(client):
    text = client.get("/ontology/plan", headers={"Accept": "text/html"}).text
    article = re.search(r'<article class="term" id="code".*?</article>', text, re.DOTALL)
    assert article
    assert "<dd>2 statements</dd>" in article[0]


def test_the_diagram_says_only_what_the_ontology_says(client):
    """Each line joins a class in the domain of its property to a class in its range."""
    text = client.get("/ontology", headers={"Accept": "text/html"}).text
    lines = re.findall(r"<title>hrap:(\w+) hrap:(\w+) hrap:(\w+)</title>", text)
    assert len(lines) > 10
    ontology = read_turtle(sorted(Config().ontology.glob("*.ttl")), Config())
    includes = URIRef("http://schema.org/domainIncludes")
    for start, name, end in lines:
        term = URIRef(OWN + name)
        above = set(ontology.transitive_objects(URIRef(OWN + start), RDFS.subClassOf))
        domain = {*ontology.objects(term, RDFS.domain), *ontology.objects(term, includes)}
        assert not domain or domain & above, (start, name)
        assert ontology.value(term, RDFS.range) == URIRef(OWN + end), (name, end)
