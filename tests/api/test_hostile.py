"""Requests that no one sends in good faith, to every path that the OpenAPI document has: none breaks anything."""

from __future__ import annotations

import re
import socket
from urllib.parse import quote

import pytest

from api.app import create_app
from api.readable import MAX_URL_BYTES
from api.settings import Settings
from tests.api.documented import undocumented

DOCUMENT = create_app(Settings()).openapi()
OPERATIONS = {path: item["get"] for path, item in DOCUMENT["paths"].items() if "get" in item}
NAMES = {
    "plan": "small",
    "code": "1.1.1",
    "criterion": "measure-without-money",
    "table": "targets",
    "topic": "targets",
    "path": "graph/text",
    "file": "csv-metadata.json",
    "name": "unknown-value",
}
"""What the small release has for each name in a path; a slug is found in its list."""
UNREADABLE = ("%00", "a%00b", "%FF", "%C0%AF", "%ED%A0%80", "%ED%B0%80", "%F4%90%80%80")
"""NUL, and bytes that are no UTF-8: overlong, lone surrogates, past U+10FFFF."""
ABSURD = ("-1", "0", "99999999999999999999999", "1e309", "nan", "-0", "0x10", "٣", "1_000", " 1", "null", "[]", "")
INJECTED = (
    "' OR 1=1 --",
    "'; DROP TABLE provisions; --",
    "x') UNION SELECT value FROM meta --",
    "%' ESCAPE '",
    '" } UNION { ?s ?p ?o } #',
    "> ; DROP ALL #",
    "x\r\nSet-Cookie: injected=1\r\nX-Injected: 1\r\n\r\n",
    "../../../../etc/passwd",
    "{{ 7 * 7 }}${7*7}<script>alert(1)</script>",
    "\u202e\ufeff\U0001f600\x1b[2J",
)


def filled(path, client, /, **names):
    """A path with names in it that exist, or the ones given."""
    if "{kind}" in path:
        names = {"kind": "group", "slug": "women", **names}
    if "{slug}" in path and "slug" not in names:
        names["slug"] = client.get(path.partition("/{")[0]).json()["items"][0]["slug"]
    if path.startswith("/api/v1/questions/") and "name" not in names:
        names["name"] = "targets-of-right"
    return re.sub(r"{(\w+)}", lambda found: {**NAMES, **names}[found[1]], path)


def queried(operation):
    """The names of its query parameters."""
    return [each["name"] for each in operation.get("parameters", ()) if each["in"] == "query"]


def single(operation):
    """Those that take one value."""
    given = [each for each in operation.get("parameters", ()) if each["in"] == "query"]
    return [each["name"] for each in given if each["schema"].get("type") not in ("array", "object")]


def check(operation, response):
    assert undocumented(operation, response) == [], response.url
    assert "set-cookie" not in response.headers
    assert "x-injected" not in response.headers
    return response


@pytest.mark.parametrize("path", OPERATIONS)
def test_a_path_answers_with_what_it_says(client, path):
    check(OPERATIONS[path], client.get(filled(path, client)))


@pytest.mark.parametrize("path", OPERATIONS)
def test_what_is_no_text_is_refused_wherever_it_stands(client, path):
    for text in UNREADABLE:
        for url in (f"{filled(path, client)}?{text}=1", f"{filled(path, client)}?a={text}"):
            response = check(OPERATIONS[path], client.get(url))
            assert (response.status_code, response.json()["title"]) == (400, "Bad request"), url
    for name in re.findall(r"{(\w+)}", path):
        for text in UNREADABLE:
            assert check(OPERATIONS[path], client.get(filled(path, client, **{name: text}))).status_code == 400


@pytest.mark.parametrize("path", OPERATIONS)
def test_absurd_and_injected_values_are_answered_as_the_path_says(client, path):
    operation, here = OPERATIONS[path], filled(path, client)
    for number, name in enumerate(queried(operation)):
        for value in (*ABSURD[number % 3 :: 3], *INJECTED[number % 2 :: 2]):
            response = check(operation, client.get(f"{here}?{quote(name)}={quote(value)}"))
            assert response.status_code < 500
    for name in re.findall(r"{(\w+)}", path):
        for value in INJECTED:
            response = check(operation, client.get(filled(path, client, **{name: quote(value, safe="")})))
            assert response.status_code < 500


@pytest.mark.parametrize("path", OPERATIONS)
def test_a_parameter_that_takes_one_value_is_not_given_two(client, path):
    """Of several formats /sparql takes the first, as its clients send several at once."""
    operation = OPERATIONS[path]
    for name in single(operation):
        response = check(operation, client.get(f"{filled(path, client)}?{name}=1&{name}=2"))
        assert response.status_code == (406 if (path, name) == ("/sparql", "format") else 400), name


@pytest.mark.parametrize("path", OPERATIONS)
def test_eight_kilobytes_are_read_and_what_no_server_passes_on_is_not(client, path):
    operation, here = OPERATIONS[path], filled(path, client)
    for name in [*queried(operation), "unheard-of"][:5]:
        for value in ("x" * 8000, quote("健" * 900), "&".join(f"{name}=1" for _ in range(8000 // (len(name) + 3)))):
            assert check(operation, client.get(f"{here}?{name}={value}")).status_code < 500
    assert check(operation, client.get(f"{here}?a={'x' * MAX_URL_BYTES}")).status_code == 414


@pytest.mark.parametrize("path", OPERATIONS)
@pytest.mark.parametrize(
    "headers",
    [
        {"Accept": "x" * 8000},
        {"Accept": ", ".join(["text/csv;q=0.5", "*/*;q=0.1"] * 300)},
        {"Accept": ";;q=,/,"},
        {"If-None-Match": '"' * 4000},
        {"If-None-Match": "*"},
        {"Range": "bytes=9-1,,x"},
        {"Range": "bytes=99999999999999999999-"},
        {"Range": "bytes=" + ",".join(["0-0"] * 500)},
        {"X-Request-ID": "<script>" * 100},
        {"Host": "evil.example/<script>"},
    ],
    ids=lambda headers: "-".join(f"{name}={value[:20]}" for name, value in headers.items()),
)
def test_headers_that_make_no_sense_are_answered_as_the_path_says(client, path, headers):
    assert check(OPERATIONS[path], client.get(filled(path, client), headers=headers)).status_code < 500


def test_no_filter_becomes_part_of_a_query(client):
    """Were it so, the first would find everything and the last would fail."""
    for value in INJECTED[:4]:
        assert client.get("/api/v1/measures", params={"q": value}).json()["total"] == 0
        assert client.get("/api/v1/mentions", params={"quote": value}).json()["total"] == 0
        assert client.get("/api/v1/groups", params={"q": value}).json()["total"] == 0
    assert client.get("/api/v1/measures").json()["total"] == 2


def test_bytes_that_are_not_percent_encoded_are_not_guessed(client):
    with client.stream("GET", "/health") as alive:
        port = alive.extensions["network_stream"].get_extra_info("server_addr")[1]
    assert asked(port, b"GET /api/v1/measures?q=\xc3\xa9 HTTP/1.1").startswith(b"HTTP/1.1 400 ")


def asked(port, line):
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.settimeout(30)
        connection.sendall(line + b"\r\nHost: h\r\nConnection: close\r\n\r\n")
        return connection.recv(1000)
