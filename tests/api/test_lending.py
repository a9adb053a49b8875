"""What lent connections are answered, and that nobody can tell the difference but by the time it takes."""

from __future__ import annotations

import os
import re
import signal
import socket
import struct
import threading
import time
from contextlib import contextmanager
from urllib.parse import quote

import pytest

from tests.api.small_release import write_release
from tests.api.test_attacks import OTHER_ATTACKER, POST, USER, endless, family, started, until

CODE = "https://w3id.org/hrap/ontology#code"
ROWS = f"SELECT ?s ?c {{ ?s <{CODE}> ?c }} ORDER BY ?c"
OTHERS_OWN = ("date:", "x-request-id:")
PEER = "127.0.0.5"  # who is never suspect


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lent")
    with started(write_release(folder), folder / "log") as running:
        yield running


def request(query, *headers, more="", version="1.1"):
    """A plain request, as a program sends it."""
    lines = "".join(f"{line}\r\n" for line in ("Host: h", *headers))
    return f"GET /sparql?query={quote(query)}{more} HTTP/{version}\r\n{lines}\r\n".encode()


def received(connection):
    """The next answer of a connection: head and body."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(1)
        assert part, "the connection was closed"
        data += part
    head = data.decode()
    size, body = int(re.search(r"content-length: (\d+)", head)[1]), b""
    while len(body) < size:
        body += connection.recv(size - len(body))
    return head, body


def asked(connection, sent):
    connection.sendall(sent)
    return received(connection)


@contextmanager
def lent(service, address=PEER):
    """A connection that has asked often enough to be lent."""
    with service.connect(address) as connection:
        for _ in range(2):
            asked(connection, request("ASK { <a:a> <a:a> <a:a> }"))
        yield connection


def lasting(head):
    """The lines of a head that are the same for the same answer, in any order."""
    return {line for line in head.split("\r\n") if not line.startswith(OTHERS_OWN)}


def turns(service):
    """How many queries took turns: those that the application answered."""
    return service.metric("hrap_query_wait_seconds_count")


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (ROWS, "*/*"),
        (ROWS, "text/csv"),
        (ROWS, "application/sparql-results+xml, */*;q=0.1"),
        ("ASK {}", "application/sparql-results+json"),
        (f"CONSTRUCT {{ ?s <{CODE}> ?c }} {{ ?s <{CODE}> ?c }}", "text/turtle"),
        (f"DESCRIBE ?s {{ ?s <{CODE}> '1.1.1' }}", "application/n-triples"),
    ],
)
def test_a_hand_answers_as_the_application_does(service, query, accept):
    before = turns(service)
    with lent(service) as connection:
        ready = turns(service)
        hand = asked(connection, request(f"PREFIX a: <a:a> {query}", f"Accept: {accept}"))
    assert turns(service) == ready <= before + 2
    with service.connect(PEER) as connection:
        application = asked(connection, request(f"PREFIX b: <b:b> {query}", f"Accept: {accept}"))
    assert turns(service) == ready + 1
    assert lasting(hand[0]) == lasting(application[0])
    assert hand[1] == application[1]


def test_what_was_asked_before_is_kept_and_what_may_differ_is_not(service):
    with lent(service) as connection:
        before = service.metric('hrap_queries_total{kind="boolean",outcome="cached"}')
        for _ in range(3):
            assert asked(connection, request("ASK { ?kept ?p ?o }"))[0].startswith("HTTP/1.1 200 ")
        assert service.metric('hrap_queries_total{kind="boolean",outcome="cached"}') == before + 2
        ids = {asked(connection, request("SELECT (STRUUID() AS ?id) {}"))[1] for _ in range(3)}
    assert len(ids) == 3


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELECT", 400),
        ("INSERT DATA { <a:a> <a:a> <a:a> }", 400),
        ("ASK { SERVICE <http://127.0.0.1/> {} }", 400),
        (f"ASK {{ {' '.join('?a ?b ?c .' for _ in range(200))} }}", 400),
        (f"CONSTRUCT {{ ?s <{CODE}> ?c }} {{ ?s <{CODE}> ?c }}", 406),
        ("SELECT * { " + " ".join(f"VALUES ?v{n} {{ {'1 ' * 20} }}" for n in range(3)) + " }", 200),
    ],
    ids=["syntax", "update", "federation", "patterns", "format", "large"],
)
def test_errors_and_large_answers_are_left_to_the_application(service, query, status):
    with lent(service) as connection:
        accept = "text/csv" if status == 406 else "application/json"
        head, body = asked(connection, request(query, f"Accept: {accept}"))
        assert head.startswith(f"HTTP/1.1 {status} ")
        assert b'"type"' in body
        assert asked(connection, request("ASK {}"))[0].startswith("HTTP/1.1 200 ")


@pytest.mark.parametrize(
    "other",
    [
        request("ASK { <a:a> ?p ?timed }", more="&timeout=5"),
        request("ASK { <a:a> ?p ?named }", "X-Request-ID: mine"),
        request("ASK { <a:a> ?p ?coded }", "Accept-Encoding: gzip"),
        request("ASK { <a:a> ?p ?twice }", "Accept: text/csv;q=0.1", "Accept: */*"),
        request("ASK { <a:a> ?p ?raw }").replace(b"%20%7D", b"%20}"),
        b"GET /health HTTP/1.1\r\nHost: h\r\n\r\n",
        f"{POST}Content-Length: 6\r\n\r\nASK {{}}".encode(),
        b"HEAD /health HTTP/1.1\r\nHost: h\r\nX-Content-Length: 0\r\n\r\n",
    ],
    ids=["time", "id", "coding", "accept", "unencoded", "page", "post", "head"],
)
def test_another_request_than_a_plain_one_is_left_to_the_application(service, other):
    with lent(service) as connection:
        connection.sendall(other)
        if other.startswith(b"HEAD"):
            assert connection.recv(1 << 16).startswith(b"HTTP/1.1 200 ")
        else:
            assert received(connection)[0].startswith("HTTP/1.1 200 ")
        assert asked(connection, request("ASK {}"))[0].startswith("HTTP/1.1 200 ")


def test_requests_sent_at_once_are_answered_in_their_order(service):
    numbers = range(20)
    health = b"GET /health?query=ASK%7B%7D HTTP/1.1\r\nHost: h\r\n\r\n"
    queries = [request(f"SELECT ({n} AS ?n) {{}}", "Accept: text/csv") for n in numbers]
    with lent(service) as connection:
        connection.sendall(b"".join(queries))
        assert [received(connection)[1] for _ in numbers] == [f"n\r\n{n}\r\n".encode() for n in numbers]
        connection.sendall(b"".join(each for query in queries for each in (query, health)))
        bodies = [received(connection)[1] for _ in numbers for _ in "ab"]
    assert bodies[::2] == [f"n\r\n{n}\r\n".encode() for n in numbers]
    assert set(bodies[1::2]) == {b'{"status":"ok"}'}


def test_a_request_that_comes_in_pieces_is_answered(service):
    with lent(service) as connection:
        sent = request("ASK { ?in ?small ?pieces }")
        for byte in sent:
            connection.sendall(bytes([byte]))
        assert received(connection)[0].startswith("HTTP/1.1 200 ")


def test_a_connection_is_closed_where_the_client_wants_it_closed(service):
    for sent in (request("ASK {}", "Connection: close"), request("ASK {}", version="1.0")):
        with lent(service) as connection:
            head, _ = asked(connection, sent)
            assert "connection: close\r\n" in head
            assert connection.recv(1) == b""


def test_a_client_that_reads_late_gets_every_byte(service):
    """The system holds some megabytes for it; what is more comes back from the hand, and is sent by the service."""
    number, rows = 400, " ".join(f"VALUES ?v{n} {{ {'1 ' * 20} }}" for n in range(2))
    before = service.metric('hrap_queries_total{kind="solutions",outcome="cached"}')
    with lent(service) as connection:
        sending = threading.Thread(target=connection.sendall, args=(request(f"SELECT * {{ {rows} }}") * number,))
        sending.start()
        time.sleep(0.3)
        bodies = [received(connection)[1] for _ in range(number)]
        sending.join()
    assert len({*bodies}) == 1
    assert len(bodies[0]) * number > 10_000_000
    assert service.metric('hrap_queries_total{kind="solutions",outcome="cached"}') > before


def test_a_heavy_query_is_put_out_and_the_connections_that_its_hand_had_are_answered(service):
    with lent(service, OTHER_ATTACKER) as heavy, lent(service, OTHER_ATTACKER) as suspect:
        users = [service.connect(USER) for _ in range(20)]
        for n, user in enumerate(users):
            for _ in range(3):
                asked(user, request(f"ASK {{ FILTER({n} = {n}) }}"))
        heavy.sendall(request(endless()))
        for n, user in enumerate(users):
            assert asked(user, request(f"ASK {{ FILTER({n} = {n} + 0) }}"))[0].startswith("HTTP/1.1 200 ")
            user.close()
        assert until(lambda: service.metric('hrap_workers_ended_total{reason="heavy"}') >= 1)
        before = turns(service)
        for n in range(4):
            asked(suspect, request(f"ASK {{ ?suspect ?p {n} }}"))
        assert turns(service) == before + 4
    assert until(lambda: len(family(service.pid)) == 8)


def hands(service):
    """The processes that hold more than the pipes of their own: those that have something lent."""
    return [pid for pid in family(service.pid)[2:] if len(os.listdir(f"/proc/{pid}/fd")) > 3]


def test_a_hand_that_is_killed_is_replaced_and_its_connections_are_answered(service):
    with lent(service) as connection:
        # A worker that another test has just had replaced may still hold what it has to close.
        assert until(lambda: len(hands(service)) == 2)
        for pid in hands(service):
            os.kill(pid, signal.SIGKILL)
        for n in range(5):
            assert asked(connection, request(f"ASK {{ ?killed ?p {n} }}"))[0].startswith("HTTP/1.1 200 ")
    assert until(lambda: len(family(service.pid)) == 8)


def test_a_client_that_goes_is_no_trouble_and_what_was_sent_is_told_in_the_log(service):
    for n in range(20):
        with lent(service) as connection:
            connection.sendall(request(f"SELECT * {{ ?s ?p ?o . ?gone{n} ?q ?r }}") * 3)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    with lent(service) as connection:
        head, _ = asked(connection, request("ASK { ?told ?p ?o }"))
        name = re.search(r"x-request-id: (\w+)", head)[1]
        assert until(lambda: name in service.log.read_text())
    entry = next(line for line in service.log.read_text().splitlines() if name in line)
    assert re.fullmatch(
        r'{"time": "[^"]+", "id": "\w+", "client": "127\.0\.0\.5", "method": "GET", "path": "/sparql", "status": 200, '
        r'"ms": [\d.]+, "bytes": \d+, "query": "[0-9a-f]{16}", "outcome": "answered"}',
        entry,
    )
    assert "Traceback" not in service.log.read_text()


def test_a_connection_that_asks_nothing_for_a_while_is_closed_like_any_other(service):
    with lent(service) as connection:
        assert connection.recv(1) == b""


def test_a_service_that_ends_closes_what_it_has_lent(tmp_path):
    with started(write_release(tmp_path), tmp_path / "log") as running, lent(running) as connection:
        asked(connection, request("ASK {}"))
        os.kill(running.pid, signal.SIGTERM)
        assert connection.recv(1) == b""
