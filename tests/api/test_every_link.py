"""Every page leads only to what exists, and says what it is: no link is taken on trust."""

from __future__ import annotations

from urllib.parse import urlsplit

import httpx
import pytest

from tests.api.crawl import Crawl, Page, crawl

OF_EACH_KIND = 3


@pytest.fixture(scope="module")
def crawled(service) -> Crawl:
    return crawl(service, ["/", "/?lang=zh-Hans"], of_each=OF_EACH_KIND)


def test_no_link_leads_nowhere(crawled):
    assert not crawled.broken, "\n".join(crawled.broken)


def test_the_walk_comes_to_every_door_and_to_things(crawled, service):
    doors = {
        link for link in Page(service.get("/", headers={"Accept": "text/html"}).text).links if link.count("/") == 1
    }
    reached = {urlsplit(address).path for address in crawled.pages}
    assert len(crawled.pages) > 50
    assert {urlsplit(door).path for door in doors} <= reached
    assert any(path.startswith("/id/") for path in reached)


def test_every_page_has_one_heading_a_title_a_language_and_one_address(crawled):
    for address, page in crawled.pages.items():
        assert page.tags["h1"] == 1, address
        assert page.tags["main"] == 1, address
        assert page.title.strip(), address
        assert page.language == ("zh-Hans" if "lang=zh-Hans" in address else "en"), address
        assert [relation for relation, _ in page.relations].count("canonical") == 1, address
        assert len(page.ids) == len({*page.ids}), address


def test_pages_of_different_things_have_different_titles(crawled):
    paths: dict[tuple[str, str], set[str]] = {}
    for page in crawled.pages.values():
        canonical = next(address for relation, address in page.relations if relation == "canonical")
        paths.setdefault((page.language, page.title), set()).add(urlsplit(canonical).path)
    assert not {title: found for title, found in paths.items() if len(found) > 1}


def test_a_page_that_has_data_behind_it_names_it(crawled):
    having = {
        urlsplit(address).path
        for address, page in crawled.pages.items()
        if any(relation == "alternate" and ("format=" in to or "/api/" in to) for relation, to in page.relations)
    }
    assert having >= {"/audit", "/codebook", "/dumps", "/matrix", "/ontology", "/shapes", "/targets"}


def test_a_walk_tells_what_is_broken():
    texts = {"/": '<a href="/gone">x</a><a href="#no">y</a><a href="/there">z</a>', "/there": ""}

    def answer(request: httpx.Request) -> httpx.Response:
        text = texts.get(request.url.path)
        return httpx.Response(404 if text is None else 200, html=text or "")

    with httpx.Client(transport=httpx.MockTransport(answer), base_url="http://service") as client:
        found = crawl(client, ["/"], of_each=2)
    assert found.broken == ["/ -> #no", "/ -> /gone: 404"]
    assert [*found.pages] == ["/", "/there"]
