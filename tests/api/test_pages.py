from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.pages import page_environment, ready_environment

ENVIRONMENT = page_environment()
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


class Links(HTMLParser):
    """Collects what a page points to, and its tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.found += [value for name, value in attributes if name in ("href", "src") and value]


@pytest.mark.parametrize(
    "path",
    ["/", "/docs", "/codebook", "/read", "/read/small/1.1", "/targets", "/matrix", "/networks/rights-groups"],
)
def test_pages_carry_nothing_inline_and_nothing_from_elsewhere(client, path):
    response = client.get(path)
    links = Links(response.text)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert "unsafe" not in response.headers["content-security-policy"]
    assert not {"style", "iframe"} & set(links.tags)
    assert not re.search(r"\s(style|on\w+)=", response.text)
    assert "<script>" not in response.text
    assert all(link.startswith(("/", "#")) for link in links.found if link != LICENCE)


@pytest.mark.parametrize("path", ["/", "/docs", "/codebook", "/read"])
def test_every_link_of_a_page_leads_somewhere(client, path):
    for link in Links(client.get(path).text).found:
        if link.startswith("/"):
            assert client.get(link, follow_redirects=True).status_code == 200, link


def test_the_figures_of_the_start_page_are_those_of_the_lists(client):
    text = client.get("/").text
    shown = re.findall(r'<dt>(\w+)</dt><dd><a href="([^"]+)">(\d+)</a>', text)
    assert {name for name, _, _ in shown} >= {"measures", "commitments", "targets", "instruments", "bodies"}
    for name, link, number in shown:
        total = client.get(link.replace("&amp;", "&")).json()["total"]
        assert total == int(number), name


def test_each_measure_is_one_square_and_those_with_a_target_are_filled(client):
    text = client.get("/").text
    assert text.count('class="empty"') == 1
    assert text.count('class="full"') == 1
    assert "1 of 2 measures hold a target" in text


def test_the_documentation_lists_every_path_of_the_openapi_document(client):
    text = client.get("/docs").text
    document = client.get("/openapi.json").json()
    assert len(document["paths"]) > 15
    for path in document["paths"]:
        assert path in text


def test_the_openapi_document_shows_an_example_of_every_row_and_no_422(client):
    document = client.get("/openapi.json").json()
    schemas = document["components"]["schemas"]
    for name in ("MeasureItem", "CommitmentItem", "TargetItem", "MentionItem", "EntityItem", "PlanItem", "Problem"):
        assert "example" in schemas[name], name
    operations = [operation for item in document["paths"].values() for operation in item.values()]
    assert all("422" not in operation["responses"] for operation in operations)
    references = re.findall(r'"#/components/schemas/(\w+)"', str(document).replace("'", '"'))
    assert set(references) <= set(schemas)


def test_templates_escape_what_they_are_given():
    template = page_environment().from_string("{{ text }} {{ text | code }} {{ text | variables }}")
    assert "<b>" not in template.render(text="<b>`<b>`")


def test_what_a_query_finds_is_marked_in_the_message_of_a_shape():
    template = page_environment().from_string("{{ text | variables }}")
    assert template.render(text="{?value} is <b>") == "<var>value</var> is &lt;b&gt;"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (3, "3"),
        (3.5, "3.5"),
        (0.58, "0.58"),
        (80.0, "80"),
        (50000000, "50\u202f000\u202f000"),
        (1234.25, "1\u202f234.25"),
        (100, "100"),
    ],
)
def test_numbers_are_shown_as_they_are(value, shown):
    assert page_environment().from_string("{{ value | amount }}").render(value=value) == shown


@given(st.integers(0, 10**9), st.integers(0, 10**4 - 1))
def test_no_number_is_changed_by_being_shown(whole, decimals):
    value = float(f"{whole}.{decimals:04}")
    shown = ENVIRONMENT.from_string("{{ value | amount }}").render(value=value)
    assert float(shown.replace("\u202f", "")) == value


def test_a_page_that_is_kept_is_kept_once_however_it_is_asked_for(client):
    plain = client.get("/codebook", headers={"Accept-Language": "en"})
    for path in ("/codebook?x=1", "/code%62ook", "/codebook?lang=xx"):
        other = client.get(path, headers={"Accept-Language": "en"})
        assert other.headers["etag"] == plain.headers["etag"], path
    assert client.get("/codebook?lang=zh-Hans").headers["etag"] != plain.headers["etag"]


def test_every_template_is_compiled_before_the_first_reader_comes():
    page_environment.cache_clear()
    environment = ready_environment()
    assert environment is page_environment()
    assert environment.cache is not None
    assert {name for _, name in environment.cache} == set(environment.list_templates())
