"""A request that a hand reads means the same to the server."""

from __future__ import annotations

import httptools
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.sparql.lending.requests import PlainRequests

PLAIN = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: h\r\nAccept: text/csv\r\n\r\n"


class Parsed:
    """What the server's own parser makes of a request."""

    def __init__(self, data):
        self.url, self.fields, self.complete = b"", [], 0
        self.parser = httptools.HttpRequestParser(self)
        self.parser.feed_data(data)

    def on_url(self, url):
        self.url += url

    def on_header(self, name, value):
        self.fields.append((name.lower(), value))

    def on_message_complete(self):
        self.complete += 1


def read(data, peer="127.0.0.1", proxy_header=None):
    return PlainRequests(proxy_header).read(data, peer)


def test_a_plain_request_is_read_with_its_sender():
    found = read(PLAIN + b"GET /next")
    assert (found.query, found.size) == (b"ASK%7B%7D", len(PLAIN))
    assert (found.sender.accept, found.sender.client) == ("text/csv", "127.0.0.1")


def test_behind_a_proxy_the_client_is_whom_the_proxy_names():
    sent = PLAIN.replace(b"Host: h", b"Host: h\r\nX-Forwarded-For: 10.0.0.1, 10.0.0.2")
    assert read(sent).sender.client == "127.0.0.1"
    assert read(sent, proxy_header="x-forwarded-for").sender.client == "10.0.0.2"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\r\n\r\n", b"\r\n"),
        (b"GET", b"HEAD"),
        (b"HTTP/1.1", b"HTTP/1.0"),
        (b"/sparql?", b"/sparql/?"),
        (b"query=", b"query=ASK%7B%7D&timeout="),
        (b"%7B%7D", b"{}"),
        (b"ASK", b"A" * 5000),
        (b"Host: h\r\n", b""),
        (b"Host: h", b"Host: h\r\nHost: h"),
        (b"Host: h", b"Host : h"),
        (b"Host: h", b"Host: h\r\n folded"),
        (b"Host: h", b"Host: h\nX: y"),
        (b"Host: h", b"Host: h\x00"),
        (b"Accept: text/csv", b"Accept: text/csv\r\nAccept: */*"),
        (b"Accept:", b"If-None-Match:"),
        (b"Accept:", b"Accept-Encoding:"),
        (b"Accept: text/csv", b"Connection: close"),
        (b"Accept: text/csv", b"Content-Length: 0"),
        (b"Accept: text/csv", b"Transfer-Encoding: chunked"),
    ],
)
def test_whatever_is_not_plain_is_not_read(old, new):
    assert old in PLAIN
    assert read(PLAIN.replace(old, new)) is None


fragments = st.sampled_from(
    [
        *(b"GET", b" ", b"/sparql", b"?query=", b"ASK%7B%7D", b"&", b"#", b" HTTP/1.1", b"\r\n", b"\n", b"\r", b"\t"),
        *(b"Host: h", b"Accept: */*", b":", b"X-A: b", b"\x00", b"\xff", b"%"),
        *(b"Content-Length: 3", b"Connection: keep-alive", b"Connection: close"),
    ]
)


@given(st.lists(fragments, max_size=12), st.lists(fragments, max_size=4))
def test_what_is_read_at_all_is_read_as_the_server_reads_it(inside, behind):
    data = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: h\r\n" + b"".join(inside) + b"\r\n\r\n" + b"".join(behind)
    found = read(data)
    if found is None:
        return
    parsed = Parsed(data[: found.size])
    assert parsed.complete == 1
    assert parsed.url == b"/sparql?query=" + found.query
    assert parsed.parser.should_keep_alive()
    accepts = [value.decode("latin-1") for name, value in parsed.fields if name == b"accept"]
    assert (accepts or [""]) == [found.sender.accept]


def test_senders_that_are_remembered_are_bounded():
    requests = PlainRequests(None)
    for n in range(3000):
        assert requests.read(PLAIN.replace(b"text/csv", f"text/csv;n={n}".encode()), "127.0.0.1")
    assert len(requests._senders) <= 1000
