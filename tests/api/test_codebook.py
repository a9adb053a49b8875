"""The codebook as it is served, and the OpenAPI document that it describes."""

from __future__ import annotations

import re
from dataclasses import replace
from types import NoneType
from typing import get_args, get_origin

import pytest
from openapi_spec_validator import validate
from pydantic import BaseModel

from api.app import create_app
from api.models import (
    audit,
    codebook,
    coverage,
    crosswalk,
    dossiers,
    dumps,
    filters,
    items,
    links,
    matrix,
    networks,
    options,
    paths,
    problems,
    questions,
    search,
    singles,
)
from api.models.described import table_of
from api.openapi import Application
from api.settings import Settings
from graph.codebook.reading import Codebook, load_codebook
from graph.config import Config
from graph.errors import VocabularyError

CODEBOOK = load_codebook(Config())
LISTS = [path for table in CODEBOOK.tables for path in table.paths]
MODELS = [
    model
    for module in (
        *(audit, codebook, coverage, crosswalk, dossiers, dumps, filters, items, links, matrix, networks),
        *(options, paths, problems, questions, search, singles),
    )
    for model in vars(module).values()
    if isinstance(model, type) and issubclass(model, BaseModel) and model.__module__ == module.__name__
]


@pytest.fixture(scope="module")
def document():
    return create_app(Settings()).openapi()


def members(schema):
    """The members of a schema and of the schemas inside it, by name."""
    for name, member in schema.get("properties", {}).items():
        yield name, member
        yield from members(member)


def test_the_document_is_openapi_3_1(document):
    validate(document)
    assert document["openapi"].startswith("3.1")


def test_operations_have_readable_names_of_their_own(document):
    names = [operation["operationId"] for item in document["paths"].values() for operation in item.values()]
    assert len(set(names)) == len(names) > 20
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in names)


def test_every_operation_and_parameter_has_a_description_and_parameters_an_example(document):
    for path, item in document["paths"].items():
        for operation in item.values():
            assert operation["summary"], path
            assert operation["description"], path
            for parameter in operation.get("parameters", ()):
                assert parameter["description"].endswith("."), (path, parameter["name"])
                assert parameter["example"] not in (None, [], ""), (path, parameter["name"])


def test_every_member_of_every_schema_has_a_description_and_an_example(document):
    schemas = document["components"]["schemas"]
    assert len(schemas) > 25
    for name, schema in schemas.items():
        assert schema["description"], name
        for member, described in members(schema):
            assert described["description"].endswith("."), (name, member)
            if "$ref" not in str(described):
                assert described["examples"][0] not in (None, []), (name, member)


def test_examples_meet_their_own_models(document):
    for model in MODELS:
        example = document["components"]["schemas"].get(model.__name__, {}).get("example")
        if example:
            model.model_validate(example)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_may_be_empty_in_a_model_may_be_empty_in_the_codebook(model):
    kind, name = table_of(model) or ("", "")
    if kind in ("list", "object"):
        members = {member.alias or key: member for key, member in model.model_fields.items()}
        for field in CODEBOOK.table(kind, name).fields:
            annotation = members[field.name].annotation
            assert field.repeats == (get_origin(annotation) is list), field.name
            if not field.repeats and field.name != "numeral":  # which is no null but an empty text
                assert field.required == (NoneType not in get_args(annotation)), field.name


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_fixed_values_are_the_same_in_a_model_and_in_the_codebook(model):
    key = table_of(model)
    for name, schema in model.model_json_schema().get("properties", {}).items():
        options = next(
            (s["enum"] for s in (schema, schema.get("items", {}), *schema.get("anyOf", ())) if "enum" in s), []
        )
        field = CODEBOOK.table(*key).field(name) if key else None
        if options and field:
            assert set(field.allowed) == set(options) or field.schemes, name


def test_the_service_does_not_start_where_the_codebook_lacks_a_field():
    lacking = [replace(t, fields=t.fields[1:]) if t.name == "targets" else t for t in CODEBOOK.tables]
    app = create_app(Settings())
    assert isinstance(app, Application)
    app.codebook = Codebook(tuple(lacking))
    with pytest.raises(VocabularyError, match="differ in"):
        app.openapi()


def test_the_service_does_not_start_where_the_codebook_has_a_parameter_too_many():
    table = CODEBOOK.table("parameters", "mentions")
    more = replace(table, fields=(*table.fields, replace(table.fields[0], name="colour")))
    app = create_app(Settings())
    assert isinstance(app, Application)
    app.codebook = Codebook(tuple(more if t == table else t for t in CODEBOOK.tables))
    with pytest.raises(VocabularyError, match="colour"):
        app.openapi()


def test_the_codebook_is_a_list_that_can_be_asked(client):
    (deadline,) = client.get("/api/v1/codebook?table=targets&kind=list&field=deadline").json()["items"]
    assert deadline["datatype"] == "gYear"
    assert deadline["property"] == "https://w3id.org/hrap/ontology#deadline"
    total = client.get("/api/v1/codebook?limit=1").json()["total"]
    assert total == sum(len(table.fields) for table in CODEBOOK.tables)


@pytest.mark.parametrize("path", LISTS)
def test_a_csv_links_to_metadata_that_names_it_and_has_its_columns(client, path):
    response = client.get(f"{path}{'&' if '?' in path else '?'}limit=1&format=csv")
    link = response.headers["link"]
    (url,) = re.match(r'<([^>]+)>; rel="describedby"; type="application/csvm\+json"', link).groups()
    metadata = client.get(url)
    assert metadata.headers["content-type"] == "application/csvm+json"
    assert metadata.json()["url"] == str(response.url)
    names = [column["name"] for column in metadata.json()["tableSchema"]["columns"]]
    assert names == response.text.split("\r\n")[0].split(",")


def test_json_has_no_link_to_metadata_of_csv(client):
    assert "describedby" not in client.get("/api/v1/targets").headers.get("link", "")


def test_metadata_of_no_list_is_not_found(client):
    response = client.get("/api/v1/codebook/tragets.csv-metadata.json")
    assert response.status_code == 404
    assert response.json()["nearest"][0] == "targets"


@pytest.mark.parametrize("of", ["https://elsewhere.example/x", "/api/v1/targets#x", "//elsewhere.example/api/v1/x"])
def test_metadata_is_for_paths_of_this_service_only(client, of):
    assert client.get("/api/v1/codebook/targets.csv-metadata.json", params={"of": of}).status_code == 400


def test_the_page_has_every_table_and_field(client):
    text = client.get("/codebook").text
    for table in CODEBOOK.tables:
        assert f'id="{table.kind}-{table.name}"' in text
    assert text.count('<th scope="row">') == sum(len(table.fields) for table in CODEBOOK.tables)
