from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from rdflib.term import BNode

from graph import readmodel
from graph.codebook.reading import OBJECT, Codebook, codebook_graph, load_codebook
from graph.config import Config
from graph.errors import VocabularyError
from graph.readmodel.codebook import columns
from graph.vocabulary import Vocabulary, load_vocabulary

CODEBOOK = load_codebook(Config())
SQLITE = [table for table in CODEBOOK.tables if table.kind == "sqlite"]
PREFIXES = """
@prefix csvw: <http://www.w3.org/ns/csvw#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix hrap: <https://w3id.org/hrap/ontology#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <https://example.org/> .
"""
TABLE = 'ex:t a csvw:Schema ; dcterms:identifier "t" ; hrap:tableKind "list" ; dcterms:description "A."@en ; '


def described(tmp_path: Path, turtle: str) -> Codebook:
    (tmp_path / "codebook").mkdir()
    (tmp_path / "codebook" / "t.ttl").write_text(PREFIXES + turtle, encoding="utf-8")
    return load_codebook(Config(ontology=tmp_path))


@pytest.fixture(scope="module")
def schema() -> sqlite3.Connection:
    """The read model without rows."""
    with closing(sqlite3.connect(":memory:")) as connection:
        scripts = (p for p in Path(readmodel.__file__).parent.glob("*.sql") if not p.stem.endswith("_fill"))
        for script in sorted(scripts, key=lambda p: p.stem != "tree"):
            connection.executescript(script.read_text(encoding="utf-8"))
        yield connection


@pytest.fixture(scope="module")
def read_model(releases: Path) -> sqlite3.Connection:
    """The read model of the project's own plans."""
    with closing(sqlite3.connect(releases / "current" / "hrap.sqlite")) as connection:
        yield connection


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(Config())


def test_every_column_of_the_read_model_is_in_the_codebook_in_its_order_and_no_other(schema):
    found: dict[str, list[str]] = {}
    for table, column in columns(schema):
        found.setdefault(table, []).append(column)
    assert {table.name: [field.name for field in table.fields] for table in SQLITE} == found


@pytest.mark.parametrize("table", SQLITE, ids=lambda table: table.name)
def test_what_is_required_always_holds_a_value_and_whole_numbers_are_numbers(schema, read_model, table):
    kind = schema.execute("SELECT type FROM sqlite_schema WHERE name = ?", (table.name,)).fetchone()[0]
    for _, name, sql_type, not_null, _, key in schema.execute(f'PRAGMA table_info("{table.name}")'):
        field = table.field(name)
        empty = read_model.execute(
            f'SELECT COUNT(*) FROM "{table.name}" WHERE "{name}" IS NULL OR "{name}" IN (\'\', \'[]\')'
        ).fetchone()[0]
        assert not (field.required and empty), name
        if sql_type:  # the computed columns of a view have none
            assert (not_null or key) if field.required and kind == "table" else True, name
            whole = field.datatype in ("integer", "gYear", "boolean")
            assert (sql_type == "INTEGER") == whole, name


@pytest.mark.parametrize("table", SQLITE, ids=lambda table: table.name)
def test_values_are_those_that_the_codebook_allows(read_model, vocabulary, table):
    for field in table.fields:
        source = f'SELECT DISTINCT "{field.name}" FROM "{table.name}"'
        if field.repeats and field.schemes:
            source = f'SELECT DISTINCT j.value FROM "{table.name}" t, json_each(t."{field.name}") j'
        values = {value for (value,) in read_model.execute(source) if value not in (None, "")}
        if field.allowed and not field.repeats:
            assert values <= set(field.allowed), field.name
        if field.schemes:
            known = {concept.slug for scheme in field.schemes for concept in vocabulary.concepts(scheme)}
            assert known, field.name
            assert values <= known or table.name == "codebook", field.name


def test_every_field_of_the_read_model_shows_an_example_of_its_own_values(read_model):
    lacking = read_model.execute(
        "SELECT table_name, field FROM codebook WHERE table_kind = 'sqlite' AND example IS NULL"
    ).fetchall()
    assert lacking == []


def test_an_example_stands_for_every_field_that_is_no_object():
    for table in CODEBOOK.tables:
        if table.kind != "sqlite":
            assert [f.name for f in table.fields if f.datatype != OBJECT and f.example in (None, [])] == []


def test_schemes_exist(vocabulary):
    named = {scheme for table in CODEBOOK.tables for field in table.fields for scheme in field.schemes}
    assert named <= set(vocabulary.schemes)


def test_a_field_takes_its_description_from_the_property_that_it_shows():
    deadline = CODEBOOK.table("list", "targets").field("deadline")
    assert deadline.description == "Gives the year by the end of which a quantity is to be reached."
    assert deadline.property_chinese == "期限"


def test_a_field_that_shows_no_property_has_nothing_of_one():
    label = CODEBOOK.table("list", "targets").field("indicator_label")
    assert (label.property, label.property_chinese, label.literal) == (None, None, False)


def test_the_graph_of_the_codebook_has_no_blank_nodes_and_lists_every_field():
    found = codebook_graph(Config())
    assert not [term for triple in found for term in triple if isinstance(term, BNode)]
    fields = sum(len(table.fields) for table in CODEBOOK.tables)
    assert len([cell for cell in found.subjects() if "/column/" in str(cell)]) == 2 * fields


def test_a_field_without_a_description_is_told(tmp_path):
    turtle = TABLE + "csvw:column ( ex:f ) . ex:f csvw:name 'f' ; csvw:datatype xsd:string ; csvw:required true ."
    with pytest.raises(VocabularyError, match="no description"):
        described(tmp_path, turtle)


def test_a_field_without_a_name_is_told(tmp_path):
    turtle = TABLE + "csvw:column ( ex:f ) . ex:f csvw:datatype xsd:string ; dcterms:description 'A.'@en ."
    with pytest.raises(VocabularyError, match="csvw#name"):
        described(tmp_path, turtle)


def test_a_table_that_does_not_exist_is_told():
    with pytest.raises(VocabularyError, match="no list named 'none'"):
        CODEBOOK.table("list", "none")
