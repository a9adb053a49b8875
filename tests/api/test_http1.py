"""Clients that offer HTTP/2 with every request, as Java's does: they are answered in HTTP/1.1, bodies and all."""

from __future__ import annotations

import re
import socket

import pytest

H2C = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABk\r\n"
WEBSOCKET = "Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n"
FORM = "Content-Type: application/x-www-form-urlencoded\r\n"
BODY = "query=ASK%20%7B%7D"
GET = f"GET /sparql?{BODY} HTTP/1.1\r\nHost: h\r\n"
POST = f"POST /sparql HTTP/1.1\r\nHost: h\r\n{FORM}"


def get(offer=""):
    return f"{GET}{offer}\r\n"


def post(offer=""):
    return f"{POST}{offer}Content-Length: {len(BODY)}\r\n\r\n{BODY}"


def chunked(offer=""):
    return f"{POST}{offer}Transfer-Encoding: chunked\r\n\r\n5\r\n{BODY[:5]}\r\nd\r\n{BODY[5:]}\r\n0\r\n\r\n"


@pytest.fixture
def connection(client):
    with client.stream("GET", "/health") as alive:
        port = alive.extensions["network_stream"].get_extra_info("server_addr")[1]
    with socket.create_connection(("127.0.0.1", port)) as made:
        made.settimeout(30)
        yield made


def statuses(connection):
    """The statuses of all answers, once the server has closed."""
    answers = b"".join(iter(lambda: connection.recv(1 << 16), b""))
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d+) ", answers)]


@pytest.mark.parametrize("offer", [H2C, WEBSOCKET, H2C + "Connection: close\r\n"])
@pytest.mark.parametrize("request_of", [get, post, chunked])
@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_an_offer_changes_nothing_however_the_request_is_cut(connection, request_of, offer, size):
    sent = request_of(offer) + ("" if "close" in offer else get("Connection: close\r\n"))
    for start in range(0, len(sent), size):
        connection.sendall(sent[start : start + size].encode())
    assert statuses(connection) == ([200] if "close" in offer else [200, 200])


def test_requests_sent_at_once_may_each_make_an_offer(connection):
    sent = [each(offer) for each in (get, post, chunked) for offer in ("", H2C, WEBSOCKET)]
    connection.sendall("".join([*sent, *sent, get("Connection: close\r\n")]).encode())
    assert statuses(connection) == [200] * 19


def test_what_follows_an_offer_and_is_no_http_is_refused(connection):
    connection.sendall(get(H2C).encode())
    assert connection.recv(1 << 16).startswith(b"HTTP/1.1 200 ")
    connection.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
    assert statuses(connection) == [400]


@pytest.mark.parametrize("request_of", [get, post, chunked])
@pytest.mark.parametrize("offer", ["", H2C])
def test_what_is_no_http_never_overtakes_the_answer_to_what_came_before(connection, request_of, offer):
    connection.sendall(f"{request_of(offer) * 3}NONSENSE\r\n\r\n".encode())
    assert statuses(connection) == [200, 200, 200]


def test_a_body_that_is_no_http_is_refused_at_once(connection):
    connection.sendall(f"{POST}Transfer-Encoding: chunked\r\n\r\nzz\r\n".encode())
    assert statuses(connection) == [400]


def test_a_tunnel_is_refused(connection):
    connection.sendall(b"CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n")
    assert statuses(connection) == [400]
