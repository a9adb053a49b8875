"""What the READMEs ask of the service with curl, each with the answer that its reader expects."""

from __future__ import annotations

import re

import pytest

from tests.readmes import ALL

LINES = re.findall(r"^curl -s '?http://127\.0\.0\.1:8000(/[^' ]*)'?(?: +# (.*))?$", ALL, re.MULTILINE)


def test_there_are_lines():
    assert len(LINES) > 10


@pytest.mark.parametrize(("path", "comment"), LINES)
def test_an_address_is_answered_and_finds_something_unless_the_line_says_otherwise(service, path, comment):
    response = service.get(path)
    assert response.status_code == (404 if "404" in comment else 200)
    if "application/json" in response.headers["content-type"] and "items" in (found := response.json()):
        assert bool(found["items"]) is not comment.startswith("nothing")
    elif "csv" in response.headers["content-type"]:
        assert response.text.count("\n") > 1
