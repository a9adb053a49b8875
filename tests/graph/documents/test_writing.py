from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest
from rdflib import RDF, Graph, URIRef

from graph.config import DEFAULT_BASE, Config
from graph.documents.glossary import glossary
from graph.documents.writing import documents, write_documents
from graph.names import Names
from graph.release import TERMS

OWN = Names().own
DATA = {
    URIRef("https://e.org/graph"): Graph().parse(
        data=f"@prefix hrap: <{Names().ontology}> . @prefix e: <https://e.org/> ."
        "e:m a hrap:Measure ; hrap:code '1' . e:s a hrap:Statement ; hrap:code '2' .",
        format="turtle",
    )
}


def term(found, name):
    terms = [t for topic in found["topics"] for t in topic["classes"] + topic["properties"]]
    return next(t for t in terms if t["name"] == name)


@pytest.fixture(scope="module")
def described():
    return glossary(DATA, Config())


def test_the_same_files_make_the_same_bytes(tmp_path):
    for folder in ("one", "other"):
        write_documents(tmp_path / folder, DATA, Config())
    one, other = (
        {path.relative_to(tmp_path / folder): path.read_bytes() for path in (tmp_path / folder).rglob("*.*")}
        for folder in ("one", "other")
    )
    assert len(one) > 80
    assert one == other


def test_the_order_of_statements_in_a_file_does_not_matter(tmp_path):
    config = replace(Config(), ontology=tmp_path / "ontology")
    shutil.copytree(Config().ontology, config.ontology)
    path = config.ontology / "links.ttl"
    first, *blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    path.write_text("\n\n".join([first, *reversed(blocks)]) + "\n", encoding="utf-8")
    for before, after in zip(documents(Config()), documents(config), strict=True):
        assert before.written("turtle") == after.written("turtle")


def test_another_base_is_used_throughout(tmp_path):
    write_documents(tmp_path, DATA, replace(Config(), base="https://example.org/mirror/"))
    texts = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.*")]
    assert not [text for text in texts if DEFAULT_BASE in text]
    found = Graph().parse(tmp_path / "ontology.ttl")
    assert (URIRef("https://example.org/mirror/ontology#Target"), RDF.type, None) in found


def test_members_count_for_the_classes_above_and_statements_for_their_property(described):
    assert term(described, "Measure")["used"] == 1
    assert term(described, "Provision")["used"] == 2
    assert term(described, "code")["used"] == 2
    assert term(described, "Target")["used"] == 0


def test_a_class_names_its_properties_and_what_it_is_disjoint_with_in_both_directions(described):
    target, parameter = term(described, "Target"), term(described, "Parameter")
    assert [other["name"] for other in target["disjoint"]] == ["hrap:Parameter"]
    assert [other["name"] for other in parameter["disjoint"]] == ["hrap:Target"]
    assert "hrap:hasTarget" in [other["name"] for other in target["value_of"]]
    assert "hrap:value" in [other["name"] for other in term(described, "Quantity")["subject_of"]]


def test_terms_of_other_vocabularies_are_named_by_prefix_and_not_as_our_own(described):
    (above,) = term(described, "Right")["above"]
    assert above == {"iri": "http://www.w3.org/2004/02/skos/core#Concept", "name": "skos:Concept", "own": ""}


def test_a_shape_is_found_by_the_terms_of_its_targets_its_paths_and_its_queries(described):
    assert {"name": "act", "topic": "acts"} in term(described, "Act")["shapes"]
    assert {"name": "act", "topic": "acts"} in term(described, "actionType")["shapes"]
    assert {"name": "code-unique", "topic": "order"} in term(described, "code")["shapes"]


def test_the_glossary_is_written_as_json(tmp_path):
    write_documents(tmp_path, DATA, Config())
    assert json.loads((tmp_path / TERMS).read_text(encoding="utf-8"))["namespace"] == Names().ontology
