"""What follows from the assertions, by the CONSTRUCT queries under ontology/inference/.

The queries run in the order of their file names, each over the assertions and over what the
earlier ones added. They are the rules: nothing is inferred in Python.
"""

from __future__ import annotations

from pathlib import Path

from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery

from graph.config import Config
from graph.errors import VocabularyError


def infer(data: Graph, config: Config) -> Graph:
    """The triples that the rules add to ``data``, which stays as it is.

    Raises VocabularyError where a rule is not a SPARQL CONSTRUCT query.
    """
    known = Graph()
    known += data
    added = Graph()
    for path in sorted((config.ontology / "inference").glob("*.rq")):
        new = _apply(path, known, config)
        new -= data
        added += new
        known += new
    return added


def _apply(path: Path, known: Graph, config: Config) -> Graph:
    try:
        query = prepareQuery(config.read(path))
    except Exception as error:  # the grammar raises whatever it meets
        raise VocabularyError(f"{path}: not valid SPARQL: {' '.join(str(error).split())[:200]}.") from error
    result = known.query(query)
    if result.type != "CONSTRUCT" or result.graph is None:
        raise VocabularyError(f"{path}: a rule must be a CONSTRUCT query, this is {result.type}.")
    return result.graph
