from __future__ import annotations

import pytest
from rdflib import RDF, URIRef
from rdflib.namespace import VOID

from graph.contents import read_contents
from graph.errors import ReleaseError

TYPE, INTEGER = str(RDF.type), "http://www.w3.org/2001/XMLSchema#integer"
PROVENANCE = "http://e/graph/provenance"
QUADS = f"""<http://e/a> <http://e/p> "a text > with <marks> ." <http://e/graph/b> .
<http://e/a> <http://e/p> <http://e/b> <http://e/graph/b> .
<http://e/a> <http://e/p> <http://e/b> <http://e/graph/a> .
<http://e/data> <{TYPE}> <{VOID.Dataset}> <{PROVENANCE}> .
<http://e/data> <{VOID.triples}> "3"^^<{INTEGER}> <{PROVENANCE}> .
<http://e/data> <http://www.w3.org/ns/prov#wasDerivedFrom> <http://e/file> <{PROVENANCE}> .
<http://e/file> <{TYPE}> <http://www.w3.org/ns/prov#Entity> <{PROVENANCE}> .
"""


def test_graphs_are_counted_and_datasets_described_without_their_inputs(tmp_path):
    path = tmp_path / "graph.nq"
    path.write_text(QUADS, encoding="utf-8")
    contents = read_contents(path)
    assert list(contents.sizes.items()) == [("http://e/graph/a", 1), ("http://e/graph/b", 2), (PROVENANCE, 4)]
    data = URIRef("http://e/data")
    assert int(contents.description.value(data, VOID.triples)) == 3
    assert set(contents.description.predicates(data)) == {RDF.type, VOID.triples}


@pytest.mark.parametrize("text", [None, "no quads\n"])
def test_a_file_that_no_build_wrote_is_refused(tmp_path, text):
    path = tmp_path / "graph.nq"
    if text:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"graph\.nq"):
        read_contents(path)
