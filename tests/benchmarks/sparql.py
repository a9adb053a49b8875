"""How many queries a second the service answers, beside other servers with the same data.

    apt-get install wrk
    .venv/bin/pip install -e '.[benchmarks]'
    .venv/bin/hrap build
    .venv/bin/python tests/benchmarks/sparql.py

It starts each server on a free port of 127.0.0.1: this one, Oxigraph's own, which is written in Rust
and sets no limits to a query, rdflib-endpoint (light queries only), and ``constant``, a route that
gives the same bytes to any request and so shows what uvicorn alone costs. First every server is asked
each query once, and all must give the same number of rows. Then all get the same load in rounds that
are interleaved, as other programs on the machine disturb all alike, and medians are shown:
answers a second, the ratio to Oxigraph's, the processor time that the server and its processes
took for an answer, and the time within which 99 % of the answers came. Except in the rows
``repeated``, no query is sent twice, so no cache helps. rdflib-endpoint may be installed elsewhere:
``--rdflib-endpoint`` names its command.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from urllib.request import Request, urlopen

sys.path.insert(0, str(Path(__file__).parent))

from load import Load, Measured

BIN = Path(sys.executable).parent
ROOT = Path(__file__).parents[2]
NUMBER = "NUMBER"
ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"
PREFIXES = (
    "PREFIX hrap: <https://w3id.org/hrap/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/> "
    "PREFIX oa: <http://www.w3.org/ns/oa#> "
)
CODE = "<https://w3id.org/hrap/ontology#code>"
LIGHT = {
    "empty ASK": "ASK { FILTER(NUMBER >= 0) }",
    "ten rows": f"SELECT ?s ?c {{ GRAPH ?g {{ ?s {CODE} ?c }} FILTER(NUMBER >= 0) }} LIMIT 10",
    "two-step join": (
        f"SELECT ?s ?o {{ GRAPH ?g {{ ?s {CODE} ?c . ?s <http://purl.org/dc/terms/isPartOf> ?o }}"
        " FILTER(NUMBER >= 0) } LIMIT 10"
    ),
    "one thing": (
        "SELECT ?p ?o { GRAPH ?g { <https://w3id.org/hrap/id/group/women> ?p ?o } FILTER(NUMBER >= 0) } LIMIT 20"
    ),
}
HEAVY = {
    "aggregate": (
        f"{PREFIXES}SELECT ?rule (COUNT(*) AS ?n) {{ ?m hrap:method ?rule ; hrap:quote ?q FILTER(NUMBER >= 0) }}"
        " GROUP BY ?rule"
    ),
    "path": f"{PREFIXES}SELECT ?a (COUNT(?b) AS ?n) {{ ?a dcterms:isPartOf+ ?b FILTER(NUMBER >= 0) }} GROUP BY ?a",
    "sorted": f"{PREFIXES}SELECT ?m ?q {{ ?m hrap:quote ?q FILTER(NUMBER >= 0) }} ORDER BY ?q ?m",
    "CONSTRUCT": (
        f"{PREFIXES}CONSTRUCT {{ ?m hrap:quote ?q ; hrap:start ?s }}"
        " { ?m hrap:quote ?q ; hrap:start ?s FILTER(NUMBER >= 0) }"
    ),
    "co-occurrence": (
        f"{PREFIXES}SELECT ?x ?y (COUNT(*) AS ?n) {{ ?m oa:hasBody ?x ; hrap:inProvision ?p ."
        " ?k oa:hasBody ?y ; hrap:inProvision ?p FILTER(?x != ?y && NUMBER >= 0) }"
        " GROUP BY ?x ?y ORDER BY DESC(?n) ?x ?y LIMIT 100"
    ),
}
REPEATED = {f"repeated {name}": text.replace(NUMBER, "1") for name, text in LIGHT.items()}
KINDS = {"light": LIGHT, "heavy": HEAVY, "repeated": REPEATED}


@dataclass(frozen=True)
class Server:
    """A server: how it is started, where it is asked, whether it answers queries and is quick enough for heavy ones."""

    name: str
    port: int
    path: str
    command: list[str]
    answers: bool = True
    quick: bool = True

    def load(self, text: str) -> Load:
        before, numbered, after = quote(text).partition(NUMBER)
        url = f"{self.path}{'&' if '?' in self.path else '?'}query={before}"
        head = f" HTTP/1.1\r\nHost: localhost\r\nAccept: {ACCEPT}\r\n"
        # A query that is the same each time still has a number after it, in a header that nobody reads.
        ends = (f"{after}{head}\r\n",) if numbered else (f"{head}X-Number: ", "\r\n\r\n")
        return Load(self.port, f"GET {url}{ends[0] if not numbered else ''}", ends[-1])

    def rows(self, text: str) -> int:
        """How many rows or triples a query has; 1 for a truth value."""
        url = f"http://127.0.0.1:{self.port}{self.path}{'&' if '?' in self.path else '?'}query="
        with urlopen(Request(url + quote(text.replace(NUMBER, "1")), headers={"Accept": ACCEPT})) as response:
            body, kind = response.read(), response.headers["Content-Type"]
        if "json" not in kind:
            return len({line for line in body.splitlines() if line.strip()})
        answer = json.loads(body)
        return len(answer["results"]["bindings"]) if "results" in answer else int(answer["boolean"])


def servers(release: Path, rdflib_endpoint: str) -> list[Server]:
    """Every server that is installed."""
    ports = [free_port() for _ in range(4)]
    local = "127.0.0.1"
    hrap = [str(BIN / "hrap"), "serve", "--releases", str(release.parent), "--port", str(ports[0])]
    oxigraph = [str(BIN / "oxigraph"), "serve-read-only", "--location", str(release / "store")]
    oxigraph += ["--bind", f"{local}:{ports[1]}", "--union-default-graph"]
    constant = [str(BIN / "uvicorn"), "constant:app", "--app-dir", str(Path(__file__).parent), "--lifespan", "off"]
    constant += ["--port", str(ports[2]), "--no-access-log", "--loop", "uvloop", "--http", "httptools"]
    rdflib = [rdflib_endpoint, "serve", "--port", str(ports[3]), str(release / "graph.nq")]
    found = [
        Server("hrap", ports[0], "/sparql", hrap),
        Server("oxigraph", ports[1], "/query", oxigraph),
        Server("constant", ports[2], "/", constant, answers=False),
        Server("rdflib-endpoint", ports[3], "/", rdflib, quick=False),
    ]
    return [server for server in found if Path(server.command[0]).exists()]


@contextmanager
def running(server: Server) -> Iterator[int]:
    """A server, from when it answers; its process."""
    process = subprocess.Popen(server.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    try:
        while not listens(server.port):
            if process.poll() is not None:
                raise RuntimeError(f"It ends at once: {' '.join(server.command)}")
            time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except ConnectionRefusedError:
        return False
    return True


def processor_time(pid: int) -> float:
    """Seconds of processor that a process and those it started have had."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(processor_time(int(child)) for child in children)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def rounds(asked: list[tuple[Server, int]], text: str, number: int, seconds: float, connections: int) -> None:
    """Ask every server in turn, so many times, and print one line for each."""
    measured: dict[str, list[tuple[Measured, float]]] = {server.name: [] for server, _ in asked}
    for _ in range(number):
        for server, pid in asked:
            before = processor_time(pid)
            measured[server.name].append((server.load(text).run(seconds, connections), processor_time(pid) - before))
    rates = {name: statistics.median(m.answers / m.seconds for m, _ in found) for name, found in measured.items()}
    for name, found in measured.items():
        ratio = rates[name] / rates["oxigraph"] if rates.get("oxigraph") else float("nan")
        cost = statistics.median(1e6 * used / max(1, m.answers) for m, used in found)
        late = statistics.median(m.latency for m, _ in found)
        sys.stdout.write(f"  {name:16}{rates[name]:10.1f}/s  x{ratio:5.2f}  {cost:10.0f} us cpu  {late:9.1f} ms\n")
    sys.stdout.flush()


def main() -> None:
    """Run all rounds and print the table."""
    parser = argparse.ArgumentParser(description="Queries a second, beside other servers with the same data.")
    parser.add_argument("--releases", type=Path, default=Path(os.environ.get("HRAP_RELEASES", "release")))
    parser.add_argument("--seconds", type=int, default=2, help="length of a round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--kinds", nargs="+", choices=[*KINDS], default=[*KINDS])
    parser.add_argument("--rdflib-endpoint", default=str(BIN / "rdflib-endpoint"), help="its command")
    options = parser.parse_args()
    with ExitStack() as stack:
        present = servers((options.releases / "current").absolute(), options.rdflib_endpoint)
        started = [(server, stack.enter_context(running(server))) for server in present]
        for server, _ in started:  # it may listen before it is ready
            while server.answers and server.rows(LIGHT["empty ASK"]) != 1:
                time.sleep(0.1)
        for kind in options.kinds:
            for name, text in KINDS[kind].items():
                asked = [each for each in started if kind != "heavy" or each[0].quick]
                rows = {server.name: server.rows(text) for server, _ in asked if server.answers}
                if len(set(rows.values())) > 1 or 0 in rows.values():
                    raise RuntimeError(f"{name}: the servers answer differently: {rows}")
                sys.stdout.write(f"{kind}: {name}, {rows['hrap']:,} rows\n")
                shown = [each for each in asked if each[0].answers or kind != "heavy"]
                rounds(shown, text, options.rounds, options.seconds, options.connections)


if __name__ == "__main__":
    main()
