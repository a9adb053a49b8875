"""How many light queries a second the service answers, beside two others with the same data.

    .venv/bin/pip install -e '.[benchmarks]'
    .venv/bin/hrap build
    .venv/bin/python tests/benchmarks/sparql.py

It starts each server on a free port of 127.0.0.1, sends every server the same queries over the same
number of keep-alive connections, checks that each answer is a 200 with the same number of rows, and
prints queries a second and their ratio to Oxigraph's own server, which is written in Rust and sets
no limits to a query. The rounds are interleaved and the median is shown, as other programs on the
machine disturb all servers alike. Except in the row ``repeated``, no query is sent twice, so no
cache helps. The load generator shares the processors with the server, as it does for all.
"""

from __future__ import annotations

import argparse
import itertools
import os
import select
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

BIN = Path(sys.executable).parent
CODE = "<https://w3id.org/hrap/ontology#code>"
Query = Callable[[int], str]
QUERIES: dict[str, tuple[Query, int]] = {
    "empty ASK": (lambda n: f"ASK {{ FILTER({n} >= 0) }}", 0),
    "ten rows": (lambda n: f"SELECT ?s ?c {{ GRAPH ?g {{ ?s {CODE} ?c }} FILTER({n} >= 0) }} LIMIT 10", 10),
    "two-step join": (
        lambda n: (
            f"SELECT ?s ?o {{ GRAPH ?g {{ ?s {CODE} ?c . ?s <http://purl.org/dc/terms/isPartOf> ?o }}"
            f" FILTER({n} >= 0) }} LIMIT 10"
        ),
        10,
    ),
    "repeated": (lambda _: f"SELECT ?s ?c {{ GRAPH ?g {{ ?s {CODE} ?c }} }} LIMIT 10", 10),
}
NUMBERS = itertools.count(1_000_000)


def servers(release: Path, port: Callable[[], int]) -> Iterator[tuple[str, int, str, list[str]]]:
    """Each server: its name, port, path, and the command that starts it."""
    ours, oxigraph, rdflib = port(), port(), port()
    yield "hrap", ours, "/sparql", [str(BIN / "hrap"), "serve", "--releases", str(release.parent), "--port", str(ours)]
    location, bind = str(release / "store"), f"127.0.0.1:{oxigraph}"
    command = [str(BIN / "oxigraph"), "serve-read-only", "--location", location, "--bind", bind]
    yield "oxigraph", oxigraph, "/query", command
    graph = str(release / "graph.nq")
    yield "rdflib-endpoint", rdflib, "/", [str(BIN / "rdflib-endpoint"), "serve", "--port", str(rdflib), graph]


@contextmanager
def running(port: int, command: list[str]) -> Iterator[None]:
    """A server, from when it accepts connections."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except ConnectionRefusedError:
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


def request(path: str, query: str) -> bytes:
    accept = "Accept: application/sparql-results+json"
    return f"GET {path}?query={quote(query)} HTTP/1.1\r\nHost: localhost\r\n{accept}\r\n\r\n".encode()


def complete(answer: bytes) -> bool:
    """Whether an HTTP answer has arrived whole. Raises RuntimeError where it is no 200."""
    head, blank, body = answer.partition(b"\r\n\r\n")
    if not blank:
        return False
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(answer[:500].decode())
    lowered = head.lower()
    if b"transfer-encoding: chunked" in lowered:
        return body.endswith(b"0\r\n\r\n")
    return len(body) >= int(lowered.partition(b"content-length:")[2].partition(b"\r")[0])


def rate(port: int, path: str, kind: str, *, seconds: float, connections: int) -> float:
    """Answers a second, each connection asking again as soon as it is answered."""
    query, rows = QUERIES[kind]
    with ExitStack() as stack:
        poll, sockets, answers = select.epoll(), {}, {}
        for _ in range(connections):
            each = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sockets[each.fileno()], answers[each.fileno()] = each, b""
            poll.register(each.fileno(), select.EPOLLIN)
            each.send(request(path, query(next(NUMBERS))))
        done, start, now = 0, time.perf_counter(), 0.0
        while now < seconds:
            for number, _ in poll.poll():
                answers[number] += sockets[number].recv(1 << 16)
                if complete(answers[number]):
                    if answers[number].count(b'"c"') + answers[number].count(b'"o"') < rows:
                        raise RuntimeError(f"fewer rows than {rows}: {answers[number]!r}")
                    done, answers[number] = done + 1, b""
                    sockets[number].send(request(path, query(next(NUMBERS))))
            now = time.perf_counter() - start
        poll.close()
        return done / now


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def main() -> None:
    """Run all rounds and print the table."""
    parser = argparse.ArgumentParser(description="Queries a second, beside other servers with the same data.")
    parser.add_argument("--releases", type=Path, default=Path(os.environ.get("HRAP_RELEASES", "release")))
    parser.add_argument("--seconds", type=float, default=2.0, help="length of a round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--connections", type=int, default=8)
    options = parser.parse_args()
    release = options.releases / "current"
    with ExitStack() as stack:
        present = [each for each in servers(release, free_port) if Path(each[3][0]).exists()]
        for _, port, _, command in present:
            stack.enter_context(running(port, command))
        length = {"seconds": options.seconds, "connections": options.connections}
        for _, port, path, _ in present:  # a server may listen before it is ready
            rate(port, path, "empty ASK", seconds=0.1, connections=1)
        for kind in QUERIES:
            measured: dict[str, list[float]] = {name: [] for name, *_ in present}
            for _ in range(options.rounds):
                for name, port, path, _ in present:
                    measured[name].append(rate(port, path, kind, **length))
            medians = {name: statistics.median(rates) for name, rates in measured.items()}
            base = medians.get("oxigraph")
            shown = (f"{n} {r:8.0f}/s" + (f" ({r / base:.2f})" if base else "") for n, r in medians.items())
            sys.stdout.write(f"{kind:14} " + "   ".join(shown) + "\n")


if __name__ == "__main__":
    main()
