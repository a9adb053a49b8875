"""What the express answers before the application, and that nobody can tell the difference but by the time it takes."""

from __future__ import annotations

import re
import socket
from urllib.parse import quote

import pytest

from tests.api.small_release import write_release
from tests.api.test_attacks import OTHER_ATTACKER, USER, endless, family, started, until

CODE = "https://w3id.org/hrap/ontology#code"
ROWS = f"SELECT ?s ?c {{ ?s <{CODE}> ?c }} ORDER BY ?c"
OTHERS_OWN = ("date:", "x-request-id:")


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("express")
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
        data += connection.recv(1)
    head = data.decode()
    size, body = int(re.search(r"content-length: (\d+)", head)[1]), b""
    while len(body) < size:
        body += connection.recv(size - len(body))
    return head, body


def answer(service, sent, address=USER):
    with service.connect(address) as connection:
        connection.sendall(sent)
        return received(connection)


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
def test_an_answer_of_the_express_is_that_of_the_application(service, query, accept):
    before = turns(service)
    express = answer(service, request(f"PREFIX a: <a:a> {query}", f"Accept: {accept}"))
    assert turns(service) == before
    application = answer(service, request(f"PREFIX b: <b:b> {query}", f"Accept: {accept}", "X-Request-ID: mine"))
    assert turns(service) == before + 1
    assert lasting(express[0]) == lasting(application[0])
    assert express[1] == application[1]


def test_what_was_asked_before_comes_from_the_cache_however_it_is_spelt(service):
    answer(service, request("ASK { ?cached ?p ?o }"))
    before = service.metric('hrap_queries_total{kind="boolean",outcome="cached"}')
    for spelt in ("ASK { ?cached ?p ?o }", "ASK  { ?cached ?p ?o }", "ASK {\t?cached ?p ?o }"):
        assert answer(service, request(spelt))[0].startswith("HTTP/1.1 200 ")
    assert service.metric('hrap_queries_total{kind="boolean",outcome="cached"}') == before + 3


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELECT", 400),
        ("INSERT DATA { <a:a> <a:a> <a:a> }", 400),
        ("ASK { SERVICE <http://127.0.0.1/> {} }", 400),
        (f"ASK {{ {' '.join('?a ?b ?c .' for _ in range(200))} }}", 400),
        (f"CONSTRUCT {{ ?s <{CODE}> ?c }} {{ ?s <{CODE}> ?c }}", 406),
    ],
)
def test_errors_are_told_by_the_application(service, query, status):
    head, body = answer(service, request(query, "Accept: text/csv"))
    assert head.startswith(f"HTTP/1.1 {status} ")
    assert b'"type"' in body


def test_a_time_of_its_own_is_left_to_the_application(service):
    before = turns(service)
    assert answer(service, request("ASK { <a:a> ?p ?timed }", more="&timeout=5"))[0].startswith("HTTP/1.1 200 ")
    assert turns(service) == before + 1


def test_requests_sent_at_once_are_answered_in_their_order(service):
    numbers = range(20)
    health = b"GET /health?query=ASK%7B%7D HTTP/1.1\r\nHost: h\r\n\r\n"
    with service.connect(USER) as connection:
        queries = [request(f"SELECT ({n} AS ?n) {{}}", "Accept: text/csv") for n in numbers]
        connection.sendall(b"".join(each for query in queries for each in (query, health)))
        bodies = [received(connection)[1] for _ in numbers for _ in "ab"]
    assert bodies[::2] == [f"n\r\n{n}\r\n".encode() for n in numbers]
    assert set(bodies[1::2]) == {b'{"status":"ok"}'}


def test_a_connection_is_closed_where_the_client_wants_it_closed(service):
    for sent in (request("ASK {}", "Connection: close"), request("ASK {}", version="1.0")):
        with service.connect(USER) as connection:
            connection.sendall(sent)
            head, _ = received(connection)
            assert "connection: close\r\n" in head
            assert connection.recv(1) == b""


def test_a_heavy_query_is_put_out_and_those_behind_it_are_answered_all_the_same(service):
    with service.connect(OTHER_ATTACKER) as heavy, service.connect(OTHER_ATTACKER) as suspect:
        heavy.sendall(request(endless()))
        lights = [service.connect(USER) for _ in range(20)]
        for n, light in enumerate(lights):
            light.sendall(request(f"ASK {{ FILTER({n} = {n}) }}"))
        for light in lights:
            assert received(light)[0].startswith("HTTP/1.1 200 ")
            light.close()
        assert until(lambda: service.metric('hrap_workers_ended_total{reason="heavy"}') >= 1)
        before = turns(service)
        suspect.sendall(request("ASK { ?suspect ?p ?o }"))
        received(suspect)
        assert turns(service) == before + 1
    assert until(lambda: len(family(service.pid)) == 8)


def test_a_client_that_goes_before_its_answer_is_told_in_the_log(service):
    for n in range(50):
        with service.connect(USER) as connection:
            connection.sendall(request(f"SELECT * {{ ?s ?p ?o . ?gone{n} ?q ?r }}"))
            connection.shutdown(socket.SHUT_RDWR)
    assert until(lambda: '"status": 499' in service.log.read_text())
