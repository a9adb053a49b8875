"""How the endpoint behaves as a resource on the web: methods, headers, other sites, long and hostile requests."""

from __future__ import annotations

import gzip

import pytest

QUERY = "SELECT ?code WHERE { ?measure <https://w3id.org/hrap/ontology#code> ?code } ORDER BY ?code"
DIRECT = {"content-type": "application/sparql-query"}
FORM = {"content-type": "application/x-www-form-urlencoded"}


def test_the_query_method_asks_with_a_body(client):
    for content, headers in ((QUERY, DIRECT), (b"query=ASK%20%7B%7D", FORM)):
        response = client.request("QUERY", "/sparql", content=content, headers=headers)
        assert response.status_code == 200
    assert (
        client.request("QUERY", "/sparql", content="ASK {}", headers={"content-type": "text/plain"}).status_code == 415
    )


def test_head_gives_the_headers_of_get_without_a_body(client):
    for parameters in ({"query": QUERY}, {"query": "SELECT"}, {}):
        got, head = (client.request(method, "/sparql", params=parameters) for method in ("GET", "HEAD"))
        assert head.status_code == got.status_code
        assert head.content == b""
        for name in ("content-type", "content-length", "vary"):
            assert head.headers.get(name) == got.headers.get(name)


def test_options_says_which_methods_there_are(client):
    response = client.options("/sparql")
    assert response.status_code == 204
    assert response.headers["allow"] == "GET, HEAD, OPTIONS, POST, QUERY"
    assert "application/sparql-query" in response.headers["accept-query"]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "QUERY"])
def test_any_site_is_told_beforehand_that_it_may_ask(client, method):
    headers = {
        "origin": "https://example.org",
        "access-control-request-method": method,
        "access-control-request-headers": "content-type, accept",
    }
    response = client.options("/sparql", headers=headers)
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == "*"
    assert method in response.headers["access-control-allow-methods"]
    assert "content-type" in response.headers["access-control-allow-headers"].lower()
    assert "access-control-allow-credentials" not in response.headers


def test_scripts_of_other_sites_may_read_the_headers_that_say_what_to_do(client):
    for parameters in ({"query": QUERY}, {"query": "SELECT"}):
        response = client.get("/sparql", params=parameters, headers={"origin": "https://example.org"})
        assert response.headers["access-control-allow-origin"] == "*"
        assert {"Retry-After", "Allow"} <= set(response.headers["access-control-expose-headers"].split(", "))


def test_a_url_that_is_too_long_is_told_to_post(client):
    query = "ASK {} #" + "x" * 40_000
    response = client.get("/sparql", params={"query": query})
    assert response.status_code == 414
    assert response.json()["remedy"] == "POST the query."
    assert client.post("/sparql", data={"query": query}).status_code == 200


def test_two_queries_in_url_and_body_are_one_too_many(client):
    response = client.post("/sparql?query=ASK%20%7B%7D", content="ASK {}", headers=DIRECT)
    assert response.status_code == 400
    assert "2 queries" in response.json()["detail"]


@pytest.mark.parametrize("charset", ["utf-8", '"UTF-8"', "us-ascii"])
def test_a_charset_that_is_utf_8_is_taken(client, charset):
    headers = {"content-type": f"application/sparql-query; charset={charset}"}
    assert client.post("/sparql", content="ASK {}", headers=headers).status_code == 200


@pytest.mark.parametrize("content_type", ["application/sparql-query", "application/x-www-form-urlencoded"])
def test_any_other_charset_is_refused(client, content_type):
    headers = {"content-type": f"{content_type}; charset=UTF-16LE"}
    assert client.post("/sparql", content="ASK {}".encode("utf-16-le"), headers=headers).status_code == 415


@pytest.mark.parametrize("coding", ["gzip", "br", "GZIP, gzip", "unheard-of"])
@pytest.mark.parametrize("content_type", ["application/sparql-query", "application/x-www-form-urlencoded"])
def test_a_coded_body_is_refused_and_told_that_none_is_read(client, coding, content_type):
    headers = {"content-type": content_type, "content-encoding": coding}
    response = client.post("/sparql", content=gzip.compress(b"ASK {}"), headers=headers)
    assert response.status_code == 415
    assert response.headers["accept-encoding"] == "identity"
    assert coding in response.json()["detail"]
    headers["content-encoding"] = "Identity"
    assert client.post("/sparql", content="query=ASK{}", headers={**headers, **FORM}).status_code == 200


def test_fields_that_a_form_sends_empty_are_as_if_not_sent(client):
    """Fuseki and Virtuoso read them so, and forms written for them send them."""
    empty = {"default-graph-uri": "", "named-graph-uri": "", "format": ""}
    asked = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}
    plain = client.get("/sparql", params=asked)
    assert int(plain.json()["results"]["bindings"][0]["n"]["value"]) > 0
    for answer in (client.get("/sparql", params={**asked, **empty}), client.post("/sparql", data={**asked, **empty})):
        assert (answer.status_code, answer.content) == (200, plain.content)
    named = client.get("/sparql", params={**asked, "default-graph-uri": ["", "http://example.org/none"]})
    assert named.json()["results"]["bindings"][0]["n"]["value"] == "0"


def test_a_syntax_error_has_its_place_and_a_hint(client):
    problem = client.get("/sparql", params={"query": "SELECT *\n{ ?s hrap:code ?o }"}).json()
    assert (problem["line"], problem["column"]) == (2, 6)
    assert "PREFIX hrap: <https://w3id.org/hrap/ontology#>" in problem["remedy"]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p (" + "1 " * 400 + ") }",
        "SELECT * " + "{" * 8000 + "?s ?p ?o" + "}" * 8000,
        "SELECT * { ?s ?p ?o FILTER(" + " || ".join(f"?o={n}" for n in range(2000)) + ") }",
    ],
)
def test_a_query_of_too_many_parts_is_refused_before_it_is_planned(client, query):
    response = client.post("/sparql", data={"query": query})
    assert response.status_code == 400
    assert response.json()["type"].endswith("/query-too-complex")
    assert response.json()["remedy"]


def test_relative_iris_resolve_against_the_things_of_the_graph(client):
    query = "SELECT ?o { <plan/small/measure/1.1.1> ?p ?o }"
    assert client.get("/sparql", params={"query": query, "format": "csv"}).text == "o\r\n1.1.1\r\n"


@pytest.mark.parametrize("seconds", ["5", "0.5", ".5", "5.", "1e3", "1E-3", "5e+2"])
def test_a_time_is_a_number_of_seconds(client, seconds):
    assert client.get("/sparql", params={"query": "ASK {}", "timeout": seconds}).status_code == 200


@pytest.mark.parametrize(
    "seconds", ["0", "-1", "0.0", "nan", "inf", "1e400", "1_0", "\u0663", "0x5", "5s", "1,5", "5 5", "9" * 400]
)
def test_what_is_no_number_of_seconds_is_refused(client, seconds):
    response = client.get("/sparql", params={"query": "ASK {}", "timeout": seconds})
    assert response.status_code == 400
    assert response.json()["parameter"] == "timeout"
