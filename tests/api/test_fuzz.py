"""Requests made up from the OpenAPI document: every answer is one that it announces, and none is a server error.

Schemathesis looks at status, media type, headers and schema, and that what the document rules out is refused. That all
it allows is accepted cannot be asked: a filter takes the names of a release, and no schema lists them.
"""

from __future__ import annotations

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import create_app
from api.settings import Settings
from tests.api.documented import undocumented

DOCUMENT = create_app(Settings()).openapi()
CONFIG = {"checks": {"negative_data_rejection": {"expected-statuses": [400, 404, 405, 406, 413, 414, 415]}}}
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT, config=schemathesis.Config.from_dict(CONFIG))
CHECKS = [
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
]


@schemathesis.serializer("application/sparql-query")
def as_it_is(_, value):
    return str(value).encode()


OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
@settings(max_examples=24, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_answer_is_announced(operation, client, data):
    """Who sets a deadline of nothing gets the 504 announced for it."""
    case = data.draw(st.one_of(*(operation.as_strategy(generation_mode=mode) for mode in GenerationMode)))
    found = case.call(base_url=str(client.base_url))
    assume(len(found.request.url) < 60_000)  # past 65,535 bytes the HTTP parser answers, before the application
    # An answer with some of its fields, as they were asked for, lacks others that its schema requires.
    checks = [check for check in CHECKS if "fields" not in case.query or check is not response_schema_conformance]
    case.validate_response(found, checks=checks)
    assert found.status_code < 500 or (found.status_code == 504 and "timeout" in case.query)
    plain = {name: values for name, values in found.headers.items() if name.lower() != "content-encoding"}
    headers = [(name, value) for name, values in plain.items() for value in values]
    problem = found.content if found.status_code >= 400 else b""
    answer = httpx.Response(found.status_code, headers=headers, content=problem)
    assert undocumented(DOCUMENT["paths"][case.path][case.method.lower()], answer) == []
