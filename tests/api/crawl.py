"""Follows the links of the pages as readers do, so many of each kind."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin, urlsplit

import httpx

HTML = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}


class Page(HTMLParser):
    """What a page says of itself, and where it leads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.language = ""
        self.links: list[str] = []
        self.ids: list[str] = []
        self.relations: list[tuple[str, str]] = []
        self.title = ""
        self._titled = False
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self.tags[tag] += 1
        self._titled = tag == "title" and self.tags["title"] == 1
        if tag == "html":
            self.language = given.get("lang", "")
        if "id" in given:
            self.ids.append(given["id"])
        address = given.get("href") or given.get("src")
        if address and tag != "script":
            self.links.append(address)
            self.relations += [(relation, address) for relation in given.get("rel", "").split()]

    def handle_data(self, data: str) -> None:
        self.title += data if self._titled else ""

    def handle_endtag(self, tag: str) -> None:
        self._titled = False


@dataclass
class Crawl:
    """What was found: pages by their address, and the links that lead nowhere."""

    pages: dict[str, Page] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)


def crawl(client: httpx.Client, starts: Iterable[str], *, of_each: int) -> Crawl:
    """Follow internal links, at most ``of_each`` of each kind: of the same parts of a path and the same parameters."""
    found, waiting, seen, kinds = Crawl(), deque((start, "") for start in starts), set(starts), Counter[str]()
    while waiting:
        address, source = waiting.popleft()
        response = client.get(address, headers=HTML, follow_redirects=True)
        if response.status_code != 200:
            found.broken.append(f"{source} -> {address}: {response.status_code}")
            continue
        if not response.headers.get("content-type", "").startswith("text/html"):
            continue
        page = found.pages[address] = Page(response.text)
        for link in _internal(address, page, found):
            kind = kind_of(link)
            if link not in seen and kinds[kind] < of_each:
                kinds[kind] += 1
                seen.add(link)
                waiting.append((link, address))
    return found


def kind_of(address: str) -> str:
    """The sort of an address: the first parts of its path, how many there are, and its parameters' names."""
    parts = urlsplit(address)
    path = parts.path.split("/")
    kept = {"api": 4, "id": 3}.get(path[1], 2)
    return f"{path[:kept]} {len(path)} {sorted({name for name, _ in parse_qsl(parts.query)})} {'zh' in parts.query}"


def _internal(address: str, page: Page, found: Crawl) -> Iterator[str]:
    for link in page.links:
        whole, place = urldefrag(urljoin(address, link))
        if urlsplit(whole).scheme:
            continue
        if place and whole == address and unquote(place) not in page.ids:
            found.broken.append(f"{address} -> #{place}")
        yield whole
