"""What api/THREAT_MODEL.md says is defended, tried on the real service in a process of its own.

Each attacker has an address of its own of the loopback network, and so has the user whose light
query must be answered meanwhile. No test measures time: attackers' queries outlast the test.
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from tests.api.small_release import write_release

ROOT = Path(__file__).parents[2]
ATTACKER, OTHER_ATTACKER, USER = "127.0.0.2", "127.0.0.3", "127.0.0.9"
PRODUCT = " ".join(f"VALUES ?v{n} {{ {'1 ' * 100} }}" for n in range(8))
POST = "POST /sparql HTTP/1.1\r\nHost: h\r\nContent-Type: application/sparql-query\r\n"
ENVIRONMENT = {
    "HRAP_QUERY_TIMEOUT": "120",
    "HRAP_QUEUE_TIMEOUT": "120",
    "HRAP_REQUEST_TIMEOUT": "1",
    "HRAP_MAX_CONNECTIONS": "250",
    "HRAP_LOG": "json",
}
VALUES = " ".join(f"VALUES ?{name} {{ {' '.join(map(str, range(60)))} }}" for name in "abcd")
DOUBLED = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(40))
BOMBS = {
    "nesting": "SELECT * " + "{" * 60_000 + "?s ?p ?o" + "}" * 60_000,
    "list pattern": f"ASK {{ ?s ?p ({'1 ' * 2_000}) }}",
    "disconnected patterns": f"ASK {{ {' '.join(f'?a{n} ?b{n} ?c{n} .' for n in range(1_000))} }}",
    "regex": f'SELECT * {{ {VALUES} FILTER(REGEX(CONCAT(REPLACE(STR(?a), ".", "aaaaaaaa"), "!"), "^((a+)+)+$")) }}',
    "doubling": f'SELECT (STRLEN(?v40) AS ?n) {{ BIND("xx" AS ?v0) {DOUBLED} }}',
    "sorting": f"SELECT * {{ {VALUES} }} ORDER BY ?d ?c ?b ?a",
}


@dataclass
class Running:
    port: int
    pid: int
    log: Path

    def client(self, address=USER):
        transport = httpx.HTTPTransport(local_address=address)
        return httpx.Client(base_url=f"http://127.0.0.1:{self.port}", transport=transport, timeout=60)

    def connect(self, address):
        connection = socket.create_connection(("127.0.0.1", self.port), source_address=(address, 0))
        connection.settimeout(60)
        return connection

    def send(self, address, query):
        """Post a query, and await no answer."""
        connection = self.connect(address)
        connection.sendall(f"{POST}Content-Length: {len(query)}\r\n\r\n{query}".encode())
        return connection

    def metric(self, name):
        with self.client() as client:
            found = re.search(rf"^{re.escape(name)} (\S+)$", client.get("/metrics").text, re.MULTILINE)
        return float(found[1]) if found else 0.0

    def memory(self):
        """Bytes that the service and its processes have for themselves, shared pages counted once."""
        return sum(proportional(pid) for pid in family(self.pid))


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("attacked")
    with started(write_release(folder), folder / "log") as running:
        yield running


@contextmanager
def started(releases, log, **environment):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "scripts.main", "serve", "--releases", str(releases), "--port", str(port)]
    environment = {**os.environ, **ENVIRONMENT, **environment, "PYTHONPATH": str(ROOT)}
    with log.open("w") as stderr:
        process = subprocess.Popen(command, cwd=ROOT, stderr=stderr, env=environment)
    running = Running(port, process.pid, log)
    try:
        assert until(lambda: answers(running))
        yield running
    finally:
        process.terminate()
        assert process.wait(30) in (0, -signal.SIGTERM)


def answers(running):
    try:
        with running.client() as client:
            return client.get("/ready").status_code == 200
    except httpx.ConnectError:
        return False


def until(condition):
    for _ in range(600):
        if condition():
            return True
        time.sleep(0.05)
    return False


def family(pid):
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return []
    return [pid, *(each for child in children for each in family(int(child)))]


def proportional(pid):
    try:
        found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return 1024 * int(found[1]) if found else 0


def ask(running, address=USER):
    with running.client(address) as client:
        return client.get("/sparql", params={"query": f"ASK {{}} # {os.urandom(4).hex()}"}).json()["boolean"]


def endless():
    """A query that no test outlasts, never the same twice: the same would run only once."""
    return f"SELECT (COUNT(*) AS ?n) {{ BIND({random.getrandbits(60)} AS ?unique) {PRODUCT} }}"


def is_quiet(running):
    """Whether every worker is there, and no query waits."""
    return running.metric("hrap_workers") == 4 and running.metric("hrap_queries_waiting") == 0


def test_endless_queries_of_some_keep_no_others_light_query_waiting(service):
    with ExitStack() as stack:
        heavy = [stack.enter_context(service.send(ATTACKER, endless())) for _ in range(8)]
        heavy += [stack.enter_context(service.send(OTHER_ATTACKER, endless())) for _ in range(8)]
        for _ in range(20):
            assert ask(service)
        for connection in heavy:
            connection.setblocking(False)
            with pytest.raises(BlockingIOError):
                connection.recv(1)  # none of them was answered or turned away meanwhile
    assert until(lambda: is_quiet(service))


def test_a_query_whose_client_goes_is_stopped_at_once(service):
    before = service.metric('hrap_workers_ended_total{reason="disconnect"}')
    service.send(ATTACKER, endless()).close()
    assert until(lambda: service.metric('hrap_workers_ended_total{reason="disconnect"}') == before + 1)
    assert until(lambda: is_quiet(service))


def test_a_query_is_stopped_too_where_another_request_was_sent_behind_it(service):
    before = service.metric('hrap_workers_ended_total{reason="disconnect"}')
    query = endless()
    with service.connect(ATTACKER) as connection:
        behind = "GET /health HTTP/1.1\r\nHost: h\r\n\r\n"
        connection.sendall(f"{POST}Content-Length: {len(query)}\r\n\r\n{query}{behind}".encode())
        time.sleep(0.2)  # it runs
    assert until(lambda: service.metric('hrap_workers_ended_total{reason="disconnect"}') == before + 1)
    assert until(lambda: is_quiet(service))


def test_a_waiting_query_whose_client_goes_leaves_the_queue(service):
    with ExitStack() as stack:
        for _ in range(4):
            stack.enter_context(service.send(ATTACKER, endless()))
        assert until(lambda: service.metric("hrap_queries_waiting") > 0)
    assert until(lambda: is_quiet(service))


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_only_its_own_worker(service, name):
    before = service.memory()
    with service.send(ATTACKER, BOMBS[name]), service.send(OTHER_ATTACKER, f"{BOMBS[name]} LIMIT 1"):
        for _ in range(5):
            assert ask(service)
        time.sleep(0.5)
        assert ask(service)
    assert until(lambda: is_quiet(service))
    assert until(lambda: service.memory() < before + 50_000_000)


def test_a_memory_bomb_is_told_that_it_is_one(service):
    with service.client(ATTACKER) as client:
        response = client.post("/sparql", data={"query": BOMBS["doubling"]})
    assert response.status_code == 400
    assert response.json()["type"].endswith("/query-exhausted")


def test_a_query_past_the_longest_is_refused_unread(service):
    with service.client(ATTACKER) as client:
        response = client.post(
            "/sparql", content=b"#" * 5_000_000, headers={"content-type": "application/sparql-query"}
        )
    assert response.status_code == 413
    assert ask(service)


@pytest.mark.parametrize("piece", [" ", "#", "#\n", "\n", "<", "{", "'", "a:"])
def test_a_long_text_of_nothing_keeps_no_other_waiting(service, piece):
    with service.send(ATTACKER, f"ASK {{}}{piece * (190_000 // len(piece))}"):
        for _ in range(5):
            assert ask(service)
    assert until(lambda: is_quiet(service))


def test_long_texts_of_many_connections_keep_no_light_query_waiting(service):
    text = "ASK {}" + "a." * 90_000
    with ExitStack() as stack:
        long = [stack.enter_context(service.send(ATTACKER, f"{text}{n}")) for n in range(30)]
        for _ in range(5):
            assert ask(service)
        long[-1].setblocking(False)
        with pytest.raises(BlockingIOError):
            long[-1].recv(1)  # it still waits for its turn
    assert until(lambda: is_quiet(service))


def test_silent_connections_are_closed_and_keep_nobody_out(service):
    with ExitStack() as stack:
        silent = [stack.enter_context(service.connect(ATTACKER)) for _ in range(200)]
        for connection in silent[:100]:
            connection.sendall(b"GET /sparql?query=ASK HTTP/1.1\r\nX-Slow: ")
        assert ask(service)
        assert all(connection.recv(1) == b"" for connection in silent)


def test_more_connections_than_allowed_cost_the_one_silent_longest(tmp_path):
    with (
        started(write_release(tmp_path), tmp_path / "log", HRAP_MAX_CONNECTIONS="10", HRAP_REQUEST_TIMEOUT="60") as few,
        ExitStack() as stack,
    ):
        silent = [stack.enter_context(few.connect(ATTACKER)) for _ in range(30)]
        assert ask(few)
        assert silent[0].recv(1) == b""


def test_a_body_that_trickles_is_given_up(service):
    with service.connect(ATTACKER) as connection:
        connection.sendall(f"{POST}Content-Length: 100\r\n\r\nASK".encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 408 ")
    assert ask(service)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
        "SELECT * {{ SERVICE SILENT <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
        "ASK {{ FILTER EXISTS {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }} }}",
        "LOAD <http://127.0.0.1:{port}/>",
        "SELECT * FROM <http://127.0.0.1:{port}/> {{ ?s ?p ?o }}",
        "SELECT * FROM NAMED <http://127.0.0.1:{port}/> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "SELECT * FROM <file://{file}> {{ ?s ?p ?o }}",
        "SELECT * FROM NAMED <file://{file}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "LOAD <file://{file}>",
    ],
)
def test_no_query_opens_a_connection_or_a_file(service, tmp_path, query):
    (tmp_path / "secret.nt").write_text("<http://e/s> <http://e/p> <http://e/secret> .\n")
    with socket.create_server(("127.0.0.1", 0)) as listener, service.client(ATTACKER) as client:
        listener.setblocking(False)
        text = query.format(port=listener.getsockname()[1], file=tmp_path / "secret.nt")
        response = client.get("/sparql", params={"query": text})
        with pytest.raises(BlockingIOError):
            listener.accept()
    assert response.status_code == 400 or response.json()["results"]["bindings"] == []


@pytest.mark.parametrize("text", ["SELECT * FROM <file://{}> {{ ?s ?p ?o }}", "LOAD <file://{}>"])
def test_no_query_opens_even_a_file_that_waits_for_a_reader(service, tmp_path, text):
    """A pipe without a reader can not be opened for writing: whoever opens it to read is found out."""
    os.mkfifo(tmp_path / "pipe")
    with service.client(ATTACKER) as client:
        client.get("/sparql", params={"query": text.format(tmp_path / "pipe")})
    with pytest.raises(OSError, match="No such device or address"):
        os.open(tmp_path / "pipe", os.O_WRONLY | os.O_NONBLOCK)


def may_open(pid):
    """How many files a process may have open, at most raise that to, and has open beside the first three."""
    try:
        limits = Path(f"/proc/{pid}/limits").read_text()
        files = sorted((int(file.name), str(file.readlink())) for file in Path(f"/proc/{pid}/fd").iterdir())
    except FileNotFoundError:
        return None  # it ended meanwhile
    soft, hard = re.search(r"^Max open files\s+(\d+)\s+(\d+)\s", limits, re.MULTILINE).groups()
    return int(soft), int(hard), [number for number, _ in files[:3]], sorted(name for _, name in files[3:])


def test_a_worker_can_open_no_file_at_all(service):
    """Workers of earlier tests may still be replaced, so they are in no order, and one may just begin."""
    worker = (3, 3, [0, 1, 2], [])
    # The last two may have more between two queries, when they are lent a connection.
    hand = (3, 1024, [0, 1, 2], ["/memfd:hrap-board (deleted)", "anon_inode:[eventpoll]"])

    def found():
        return [may_open(pid) for pid in family(service.pid)[2:]]

    assert until(lambda: len(found()) == 6 and found().count(worker) == 4 and found().count(hand) == 2), found()


def test_no_request_breaks_a_line_of_the_log(service):
    hostile = 'ASK {} # \n{"status": 200}\r\x1b[31m\x00\u202e\u2028é'
    with service.client(ATTACKER) as client:
        client.get("/sparql", params={"query": hostile}, headers={"x-request-id": "a\tb"})
        client.get("/" + quote("\n\x1b[2J\u202e\u2028{"), headers={"x-request-id": "an-id.1"})
    assert until(lambda: "an-id.1" in service.log.read_text())
    text = service.log.read_bytes()
    assert re.fullmatch(rb"[\x20-\x7e\n]*", text)
    lines = [json.loads(line) for line in text.decode().splitlines()]
    entry = next(line for line in lines if line.get("id") == "an-id.1")
    assert entry["path"] == "/\n\x1b[2J\u202e\u2028{"
    assert {"time", "client", "method", "status", "ms", "bytes"} <= set(entry)


def test_a_client_can_not_pass_for_another_by_a_header(service):
    with service.client(ATTACKER) as client:
        client.get("/health", headers={"x-forwarded-for": "203.0.113.7", "x-request-id": "forged"})
    assert until(lambda: "forged" in service.log.read_text())
    lines = [json.loads(line) for line in service.log.read_text().splitlines()]
    assert next(line for line in lines if line.get("id") == "forged")["client"] == ATTACKER


def test_answers_under_way_are_finished_when_the_service_ends(tmp_path):
    slow = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"VALUES ?v{n} {{ {'1 ' * 100} }}" for n in range(3)) + " }"
    with ExitStack() as stack:
        with started(write_release(tmp_path), tmp_path / "log", HRAP_GRACE="60") as ending:
            connection = stack.enter_context(ending.send(USER, slow))
            assert until(lambda: ending.metric("hrap_query_wait_seconds_count") == 1)
        assert connection.recv(100).startswith(b"HTTP/1.1 200 ")


def test_an_ended_service_leaves_no_process_behind(tmp_path):
    with started(write_release(tmp_path), tmp_path / "log", HRAP_GRACE="1") as ending:
        with ending.send(USER, endless()):
            assert until(lambda: ending.metric("hrap_query_wait_seconds_count") == 1)
        processes = family(ending.pid)
        assert len(processes) == 8
    assert until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in processes))
