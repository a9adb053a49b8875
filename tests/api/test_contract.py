"""What the service promised to keep is kept, and what moves is told apart: what breaks clients, and what does not."""

from __future__ import annotations

import copy

import pytest

from api.app import create_app
from api.settings import Settings
from tests.api.contract import COMMAND, SNAPSHOT, compare, contract_now, contract_of, read, written
from tests.readmes import READMES

DOCUMENT = create_app(Settings()).openapi()
PROBLEMS = {"not-found": 404, "bad-value": 400}
OLD = contract_of(DOCUMENT, PROBLEMS)
LIST = "/api/v1/measures"


def test_the_contract_is_the_one_that_is_promised():
    moved = compare(read(SNAPSHOT.read_text(encoding="utf-8")), contract_now())
    assert not moved.breaking, "\n".join(("This breaks clients of /api/v1, see api/README.md:", *moved.breaking))
    assert not moved.additive, "\n".join((f"New in the contract; {COMMAND} accepts it:", *moved.additive))


def test_what_is_written_reads_the_same():
    assert read(written(OLD)) == OLD


def without_path(document):
    del document["paths"][LIST]


def without_parameter(document):
    document["paths"][LIST]["get"]["parameters"].pop(0)


def with_another_type(document):
    document["components"]["schemas"]["MeasureItem"]["properties"]["start"]["type"] = "string"


def with_null(document):
    member = document["components"]["schemas"]["MeasureItem"]["properties"]["heading"]
    member["anyOf"] = [{"type": member.pop("type")}, {"type": "null"}]


def without_member(document):
    del document["components"]["schemas"]["MeasureItem"]["properties"]["text"]


def with_a_member_left_out(document):
    document["components"]["schemas"]["MeasureItem"]["required"].remove("text")


def without_value(document):
    parameter(document, "kind")["schema"]["items"]["enum"].remove("statement")


def with_another_default(document):
    parameter(document, "limit")["schema"]["default"] = 20


def with_a_smaller_limit(document):
    parameter(document, "limit")["schema"]["maximum"] = 500


def with_a_parameter_required(document):
    parameter(document, "plan")["required"] = True


def with_a_new_parameter_required(document):
    new = {"name": "key", "in": "query", "required": True, "schema": {"type": "string"}}
    document["paths"][LIST]["get"]["parameters"].append(new)


def with_another_operation_id(document):
    document["paths"][LIST]["get"]["operationId"] = "measures"


def without_format(document):
    del document["paths"][LIST]["get"]["responses"]["200"]["content"]["text/csv"]


def without_header(document):
    del document["paths"][LIST]["get"]["responses"]["200"]["headers"]["X-Total-Count"]


def parameter(document, name):
    return next(each for each in document["paths"][LIST]["get"]["parameters"] if each["name"] == name)


BREAKING = (
    *(without_path, without_parameter, with_another_type, with_null, without_member, with_a_member_left_out),
    *(without_value, with_another_default, with_a_smaller_limit, with_a_parameter_required),
    *(with_a_new_parameter_required, with_another_operation_id, without_format, without_header),
)


@pytest.mark.parametrize("change", BREAKING)
def test_what_breaks_clients_is_called_breaking(change):
    document = copy.deepcopy(DOCUMENT)
    change(document)
    assert compare(OLD, contract_of(document, PROBLEMS)).breaking


@pytest.mark.parametrize("change", [each for each in BREAKING if each.__name__.startswith("without")])
def test_the_other_way_round_what_is_taken_away_is_added_and_breaks_nothing(change):
    document = copy.deepcopy(DOCUMENT)
    change(document)
    moved = compare(contract_of(document, PROBLEMS), OLD)
    assert moved.additive
    assert not moved.breaking


def test_what_is_no_longer_required_breaks_nothing():
    document = copy.deepcopy(DOCUMENT)
    with_a_parameter_required(document)
    moved = compare(contract_of(document, PROBLEMS), OLD)
    assert (moved.breaking, len(moved.additive)) == ((), 1)


def test_a_new_problem_breaks_nothing_and_one_with_another_status_does():
    assert not compare(OLD, contract_of(DOCUMENT, {**PROBLEMS, "new": 400})).breaking
    assert compare(OLD, contract_of(DOCUMENT, {**PROBLEMS, "not-found": 410})).breaking
    assert compare(OLD, contract_of(DOCUMENT, {"not-found": 404})).breaking


def test_words_examples_and_order_are_no_part_of_the_contract():
    document = copy.deepcopy(DOCUMENT)
    document["paths"][LIST]["get"]["description"] = "Something else."
    document["paths"][LIST]["get"]["parameters"].reverse()
    parameter(document, "limit")["example"] = 7
    moved = compare(OLD, contract_of(document, PROBLEMS))
    assert (moved.breaking, moved.additive) == ((), ())


def test_the_promise_stands_where_developers_read(client):
    readme = READMES["api/README.md"]
    assert "## What `/api/v1` keeps" in readme
    assert COMMAND in readme
    assert 'id="promise"' in client.get("/docs").text
    assert "/docs#promise" in client.get("/openapi.json").json()["info"]["description"]
