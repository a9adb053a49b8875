"""Connections that send what is no HTTP, send a head without end, or do not read their answers."""

from __future__ import annotations

import json
import select
import socket
import struct
import threading
import time
from contextlib import ExitStack

import pytest

from api.connections import LONGEST_HEAD
from tests.api.small_release import write_release
from tests.api.test_attacks import ATTACKER, POST, ask, started, until

VALUES = " ".join(f"VALUES ?{name} {{ {' '.join(map(str, range(40)))} }}" for name in "abc")


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("connected")
    with started(write_release(folder), folder / "log") as running:
        yield running


def large(n):
    """A request for an answer of some 14 MB, another for each number."""
    query = f"SELECT * {{ {VALUES} FILTER ({n} = {n}) }}".replace(" ", "%20")
    return f"GET /sparql?query={query} HTTP/1.1\r\nHost: h\r\n\r\n".encode()


def unread(service, n):
    """A connection that asks for a large answer and has little room for it."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.bind((ATTACKER, 0))
    connection.settimeout(60)
    connection.connect(("127.0.0.1", service.port))
    connection.sendall(large(n))
    return connection


def whole(connection):
    """Everything that comes until the other side closes."""
    parts = []
    while part := connection.recv(1 << 16):
        parts.append(part)
    return b"".join(parts)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"NONSENSE\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
        (b"GET /health HTTP/1.1\r\nHost: h\r\nContent-Length: one\r\n\r\n", 400),
        (b"GET /health HTTP/1.1\r\nX: " + b"x" * (LONGEST_HEAD + 1), 431),
        (b"GET /" + b"x" * (LONGEST_HEAD + 1), 431),
    ],
)
def test_what_is_no_request_is_refused_in_the_form_of_every_error(service, sent, status):
    with service.connect(ATTACKER) as connection:
        connection.sendall(sent)
        head, _, body = whole(connection).partition(b"\r\n\r\n")
    lines = head.decode().lower().split("\r\n")
    assert lines[0].startswith(f"http/1.1 {status} ")
    assert {"content-type: application/problem+json", "x-content-type-options: nosniff", "connection: close"} <= set(
        lines
    )
    assert json.loads(body)["status"] == status
    assert ask(service)


def test_many_requests_at_once_are_no_long_head(service):
    sent = b"GET /health HTTP/1.1\r\nHost: h\r\nX: " + b"x" * 3000 + b"\r\n\r\n"
    number = 10 * LONGEST_HEAD // len(sent)
    with service.connect(ATTACKER) as connection:
        sending = threading.Thread(target=connection.sendall, args=(sent * number,))
        sending.start()
        answered = b""
        while answered.count(b'{"status":"ok"}') < number:
            part = connection.recv(1 << 16)
            assert part
            answered += part
        sending.join()
    assert answered.count(b"HTTP/1.1 200 ") == number


def test_whoever_does_not_read_an_answer_is_disconnected_and_its_bytes_forgotten(service):
    assert ask(service)
    before = service.memory()
    with ExitStack() as stack:
        for n in range(6):
            deaf = stack.enter_context(unread(service, n))
            broken = select.poll()
            broken.register(deaf, 0)
            assert broken.poll(60_000)
            with pytest.raises(ConnectionResetError):
                whole(deaf)
        assert ask(service)
        assert until(lambda: service.memory() < before + 50_000_000)  # of 100 million; a part stays at hand


def test_whoever_goes_before_an_answer_is_sent_breaks_no_line_of_the_log(service):
    asked = b"GET /health HTTP/1.1\r\nHost: h\r\n\r\n" * 400
    for _ in range(40):
        with service.connect(ATTACKER) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.sendall(asked)
    assert ask(service)
    assert "Traceback" not in service.log.read_text()


def test_lines_behind_a_body_are_not_kept(service):
    assert ask(service)
    before, trailer = service.memory(), b"X-Trailer: " + b"y" * 200 + b"\r\n"
    with service.connect(ATTACKER) as connection:
        connection.sendall(f"{POST}Transfer-Encoding: chunked\r\n\r\n6\r\nASK {{}}\r\n0\r\n".encode())
        for _ in range(10):
            connection.sendall(trailer * 10_000)
        assert service.memory() < before + 8_000_000
        connection.sendall(b"\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 200 ")


def test_whoever_reads_slowly_but_steadily_gets_the_whole_answer(service):
    with unread(service, 100) as connection:
        received = 0
        while b"\r\n\r\n" not in (part := connection.recv(4096)):
            time.sleep(0.01)
        size = int(part.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        received = len(part.partition(b"\r\n\r\n")[2])
        for _ in range(25):  # two and a half times as long as the service waits for one that does not read
            time.sleep(0.1)
            received += len(connection.recv(1 << 16))
        while received < size:
            received += len(connection.recv(1 << 20))
        assert received == size


def test_what_comes_behind_an_answer_and_is_no_request_keeps_no_connection(service):
    """The rest of a request that was answered before it had come whole, or a blank line."""
    refused = POST.replace("sparql-query", "nothing")
    begun = [
        (f"{refused}Content-Length: 1000\r\n\r\n", "x"),
        (f"{refused}Transfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"),
        ("GET /health HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n", "x"),
        ("GET /health HTTP/1.1\r\nHost: h\r\n\r\n", "\r\n"),
    ]
    with ExitStack() as stack:
        waiting = []
        for request, rest in begun:
            connection = stack.enter_context(service.connect(ATTACKER))
            connection.sendall(request.encode())
            assert connection.recv(1 << 16)
            connection.sendall(rest.encode())
            waiting.append(connection)
        for connection in waiting:
            assert whole(connection) == b""  # the server closes; else this would wait for a minute


def test_idle_connections_past_the_limit_are_closed_though_each_has_asked(tmp_path):
    with (
        started(write_release(tmp_path), tmp_path / "log", HRAP_MAX_CONNECTIONS="10") as few,
        ExitStack() as stack,
    ):
        asked = []
        for _ in range(40):
            connection = stack.enter_context(few.connect(ATTACKER))
            connection.sendall(b"GET /health HTTP/1.1\r\nHost: h\r\n\r\n")
            assert connection.recv(1 << 16)
            asked.append(connection)
        assert ask(few)
        closed = select.poll()
        for connection in asked:
            closed.register(connection, select.POLLIN)
        assert len(closed.poll(0)) >= 30
