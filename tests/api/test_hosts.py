"""Which host a request is for: it says so once, or is refused, whoever would answer it."""

from __future__ import annotations

import socket

import pytest

PATHS = ("/sparql?query=ASK%20%7B%7D", "/sparql?query=ASK%20%7B%7D&format=json", "/api/v1/plans", "/health", "/nothing")


@pytest.fixture(scope="module")
def port(client):
    with client.stream("GET", "/health") as alive:
        return alive.extensions["network_stream"].get_extra_info("server_addr")[1]


def answered(port, path, version, *hosts):
    """The answer to a request with these Host headers."""
    lines = "".join(f"Host: {host}\r\n" for host in hosts)
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.settimeout(30)
        connection.sendall(f"GET {path} HTTP/{version}\r\n{lines}Connection: close\r\n\r\n".encode("latin-1"))
        parts = iter(lambda: connection.recv(1 << 16), b"")
        return b"".join(parts).decode()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "hosts",
    [(), ("h", "h"), ("h", "other"), ("[",), ("[::1",), ("a b",), ("a/b",), ("a:b",), ("\xff",), ("h" * 301,)],
)
def test_a_request_that_does_not_name_one_host_is_refused(port, path, hosts):
    answer = answered(port, path, "1.1", *hosts)
    assert answer.startswith("HTTP/1.1 400 ")
    assert "application/problem+json" in answer
    assert "Name the host of the URL, once." in answer


@pytest.mark.parametrize("path", PATHS[:4])
@pytest.mark.parametrize("host", ["h", "h:80", "127.0.0.1:8000", "[::1]", "[::1]:8000", "a_b.example", "xn--p1ai:", ""])
def test_whatever_a_host_can_be_is_taken(port, path, host):
    assert answered(port, path, "1.1", host).startswith("HTTP/1.1 200 ")


@pytest.mark.parametrize("target", ["http://example.org", "HTTPS://example.org", "http://me:secret@example.org"])
def test_the_host_of_a_target_that_is_a_whole_url_counts(port, target):
    answer = answered(port, f"{target}/api/v1/measures?limit=1", "1.1", "other")
    assert answer.startswith("HTTP/1.1 200 ")
    assert '"next":"http://example.org/api/v1/measures?' in answer
    assert answered(port, f"{target}/health", "1.1").startswith("HTTP/1.1 400 ")
    assert answered(port, f"{target}/health", "1.1", "h", "h").startswith("HTTP/1.1 400 ")


@pytest.mark.parametrize("path", PATHS[:4])
def test_before_http_1_1_a_request_may_name_no_host_but_not_two(port, path):
    assert answered(port, path, "1.0").startswith("HTTP/1.1 200 ")
    assert answered(port, path, "1.0", "h", "h").startswith("HTTP/1.1 400 ")
