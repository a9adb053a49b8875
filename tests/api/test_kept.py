"""Answers as they leave: compressed, conditional, kept."""

from __future__ import annotations

import asyncio

import brotli
import pytest

from api.kept import KeepAnswers
from api.settings import Settings
from api.sparql.cache import Cache
from tests.api.conftest import serving

LARGE = "/api/v1/mentions?limit=1000"
SMALL = "/api/v1/measures?group=rural-women&fields=code"
ASK = "/sparql?query=ASK+%7B%7D"
PATHS = (LARGE, "/api/v1/measures/small/1.1.1", "/api/v1/groups/women?format=jsonld", "/api/v1/targets?format=csv")
OTHERS = (
    "/api/v1/matrix",
    "/api/v1/network",
    "/api/v1/questions",
    "/api/v1/context.jsonld",
    "/dumps",
    "/api/v1/search?q=a",
)
CODINGS = ("br", "gzip", "identity")


@pytest.fixture(scope="module")
def uncached(releases):
    with serving(Settings(releases=releases, workers=1, cache_bytes=0)) as client:
        yield client


def get(client, path, coding="identity", **headers):
    return client.get(path, headers={"accept-encoding": coding, **headers})


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_is_the_same_in_every_coding_and_each_has_a_tag_of_its_own(client, path):
    answers = [get(client, path, coding) for coding in CODINGS]
    assert len({answer.text for answer in answers}) == 1
    coded = [answer.headers.get("content-encoding") for answer in answers]
    assert coded == (["br", "gzip", None] if len(answers[0].content) >= 1000 else [None] * 3)
    assert len({answer.headers["etag"] for answer in answers}) == len({*coded})
    assert not any(answer.headers["etag"].startswith("W/") for answer in answers)
    if coded[0]:
        assert all("Accept-Encoding" in answer.headers["vary"] for answer in answers)
        assert int(answers[0].headers["content-length"]) < len(answers[0].content)


@pytest.mark.parametrize(
    "path",
    [
        *PATHS,
        SMALL,
        "/id/plan/small/measure/1.1.1",
        "/ontology",
        "/shapes",
        ASK,
        "/",
        "/docs",
        "/dumps/hrap.nq.gz",
        *OTHERS,
    ],
)
@pytest.mark.parametrize("coding", CODINGS)
def test_who_has_the_answer_is_told_that_it_holds(client, path, coding):
    first = get(client, path, coding)
    tag = first.headers["etag"]
    for known in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = get(client, path, coding, **{"if-none-match": known})
        assert (again.status_code, again.content) == (304, b""), known
        for name in ("etag", "cache-control"):
            assert again.headers.get(name) == first.headers.get(name), (name, known)
    assert get(client, path, coding, **{"if-none-match": '"other"'}).status_code == 200


def test_the_tag_of_one_coding_is_not_that_of_another(client):
    tag = get(client, LARGE, "br").headers["etag"]
    assert get(client, LARGE, "gzip", **{"if-none-match": tag}).status_code == 200
    assert get(client, LARGE, "identity", **{"if-none-match": tag}).status_code == 200


def test_the_tag_tells_apart_whatever_changes_the_answer(client):
    paths = ("measures", "measures?limit=1", "measures?kind=statement", "measures?format=csv", "measures?format=jsonld")
    tags = [get(client, f"/api/v1/{path}").headers["etag"] for path in paths]
    assert len({*tags}) == len(paths)
    turned = [get(client, f"/api/v1/measures?{query}") for query in ("limit=1&chapter=1", "chapter=1&limit=1")]
    assert turned[0].headers["etag"] == turned[1].headers["etag"]
    assert turned[0].json() == turned[1].json()
    elsewhere = client.get("/api/v1/measures?limit=1", headers={"host": "rights.example"})
    assert elsewhere.json()["next"].startswith("http://rights.example/")
    assert elsewhere.headers["etag"] != get(client, "/api/v1/measures?limit=1").headers["etag"]


def test_the_order_of_sort_keys_in_parameters_of_their_own_makes_a_difference(client):
    one, other = (get(client, f"/api/v1/mentions?{q}") for q in ("sort=type&sort=-start", "sort=-start&sort=type"))
    assert one.json()["items"] != other.json()["items"]


def test_every_answer_says_that_caches_have_to_ask(client):
    for path in PATHS:
        assert get(client, path).headers["cache-control"] == "public, no-cache"
    assert get(client, "/api/v1/measures?kind=x").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", [*PATHS, SMALL, "/api/v1/measures?facets=right&include=labels"])
def test_a_kept_answer_is_the_one_that_is_made_anew(client, uncached, path):
    base = str(uncached.base_url).rstrip("/")
    anew = [uncached.get(path).text.replace(base, "") for _ in range(2)]
    kept = [client.get(path).text.replace(str(client.base_url).rstrip("/"), "") for _ in range(2)]
    assert {*anew, *kept} == {anew[0]}


@pytest.mark.parametrize("path", [*PATHS, "/api/v1/measures?kind=x"])
def test_head_is_get_without_the_body(client, path):
    for coding in CODINGS:
        whole = get(client, path, coding)
        head = client.head(path, headers={"accept-encoding": coding})
        assert (head.status_code, head.content) == (whole.status_code, b"")
        for name in ("etag", "content-length", "content-type", "content-encoding", "vary", "cache-control"):
            if whole.status_code == 200:
                assert head.headers.get(name) == whole.headers.get(name), name


def test_pages_and_sparql_answers_are_compressed_too(client):
    for path in ("/docs", "/openapi.json", "/static/base.css"):
        assert get(client, path, "br").headers["content-encoding"] == "br", path
    query = {"query": "SELECT * { ?s ?p ?o } # " + "x" * 10}
    assert client.get("/sparql", params=query, headers={"accept-encoding": "gzip"}).status_code == 200


def test_text_that_comes_in_parts_is_compressed_whole(releases):
    async def app(scope, receive, send):
        body = b"words " * 1000
        headers = [(b"content-type", b"text/plain"), (b"content-length", b"%d" % (2 * len(body)))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": True})
        await send({"type": "http.response.body", "body": body})

    sent = []

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "headers": [(b"accept-encoding", b"br")],
        "query_string": b"",
    }
    asyncio.run(KeepAnswers(app, Cache(0))(scope, None, send))
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    assert brotli.decompress(sent[1]["body"]) == b"words " * 2000


@pytest.mark.parametrize("coding", [b"gzip", b"br", b"gzip, br", b"identity"])
@pytest.mark.parametrize(("known", "status", "body"), [(b'"tag"', 304, b""), (b'"other"', 200, b"onetwo")])
def test_a_file_that_comes_in_parts_and_stays_as_it_is_is_not_sent_to_who_has_it(coding, known, status, body):
    async def app(scope, receive, send):
        head = [(b"content-type", b"application/gzip"), (b"content-length", b"6"), (b"etag", b'"tag"')]
        await send({"type": "http.response.start", "status": 200, "headers": head})
        await send({"type": "http.response.body", "body": b"one", "more_body": True})
        await send({"type": "http.response.body", "body": b"two", "more_body": False})

    sent = []

    async def send(message):
        sent.append(message)

    asked = [(b"accept-encoding", coding), (b"if-none-match", known)]
    scope = {"type": "http", "method": "GET", "path": "/", "headers": asked, "query_string": b""}
    asyncio.run(KeepAnswers(app, None)(scope, None, send))
    assert sent[0]["status"] == status
    assert (b"etag", b'"tag"') in sent[0]["headers"]
    assert b"".join(message["body"] for message in sent[1:]) == body
    assert not sent[-1].get("more_body", False)


def test_compressed_files_are_not_compressed_again(client):
    answer = get(client, "/dumps/hrap.sqlite.gz", "br, gzip")
    assert "content-encoding" not in answer.headers
    assert answer.content[:2] == b"\x1f\x8b"


@pytest.mark.parametrize(
    ("wanted", "status", "size"),
    [("bytes=999999999-", 416, True), ("bytes=-0", 416, True)],
)
def test_a_range_that_a_file_does_not_have_is_a_problem_document(client, wanted, status, size):
    answer = client.get("/dumps/hrap.sqlite.gz", headers={"range": wanted})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["status"] == status
    assert ("content-range" in answer.headers) == size


def test_a_range_that_a_file_has_is_given(client):
    whole = client.get("/dumps/hrap.sqlite.gz").content
    part = client.get("/dumps/hrap.sqlite.gz", headers={"range": "bytes=2-9"})
    assert (part.status_code, part.content) == (206, whole[2:10])


PAGES = (
    *("/targets", "/matrix", "/networks", "/audit", "/read/small/1.1"),
    *("/id/plan/small/measure/1.1.1", "/dossier/group/women"),
)
HTML = {"accept": "text/html"}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_kept_for_each_language_and_is_the_one_that_is_made_anew(client, uncached, path):
    bases = [str(each.base_url).rstrip("/") for each in (client, uncached)]
    for language, others in (("zh-Hans", "zh-CN, en;q=0.5"), ("en", "fr, en;q=0.5"), ("zh-Hans", "zh")):
        given = {**HTML, "accept-language": others}
        answers = [each.get(path, headers=given) for each in (client, client, uncached)]
        assert [answer.status_code for answer in answers] == [200] * 3
        assert {answer.headers["content-language"] for answer in answers} == {language}
        assert all(f'<html lang="{language}">' in answer.text for answer in answers)
        texts = [answer.text.replace(bases[0], "").replace(bases[1], "") for answer in answers]
        assert {*texts} == {texts[0]}


def test_what_is_asked_of_the_graph_by_a_page_is_not_kept_as_a_page(client):
    found = [client.get("/query?query=SELECT+(1+AS+%3Fx)+%7B%7D", headers=HTML) for _ in range(2)]
    assert [answer.status_code for answer in found] == [200, 200]
    assert client.get("/targets?right=nothing", headers=HTML).headers["cache-control"] == "no-store"
