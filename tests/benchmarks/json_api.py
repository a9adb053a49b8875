"""How many JSON answers a second the service gives, beside a bare FastAPI route that sends the same bytes.

    sudo apt install wrk
    .venv/bin/hrap build
    .venv/bin/python tests/benchmarks/json_api.py

It starts three servers on free ports of 127.0.0.1: a FastAPI application whose only route returns bytes that it holds,
the service with its cache of answers, and the service without. The bare route does nothing else: it finds no rows,
writes no log, counts no request and sends no header of its own. wrk sends the same request over the same number of
keep-alive connections; the rounds are interleaved and the median is shown, as other programs on the machine disturb
all servers alike. Rows and single items are made ready when a release is opened, with an index of the rows that each
value of a filter chooses; an answer is put together from them for every request, unless it is in the cache.

Shown are answers a second, the ratio to the bare route, the processor time that the server took for an answer, and the
99th percentile of the time to an answer over the 50th. The load generator shares the processors with the server, as it
does for all.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

BIN = Path(sys.executable).parent
PATHS: Mapping[str, str] = {
    "single item": "/api/v1/measures/cn-2026-2030/4.2.5",
    "page by type": "/api/v1/mentions?type=group&limit=50",
    "page by chapter": "/api/v1/commitments?chapter=1&limit=50",
    "page by right": "/api/v1/measures?right=economic-social-and-cultural-rights&limit=50",
}
BARE = """
import sys, uvicorn
from fastapi import FastAPI, Response
body = sys.stdin.buffer.read()
app = FastAPI()
@app.get("/")
async def bare():
    return Response(body, media_type="application/json")
uvicorn.run(app, port=int(sys.argv[1]), access_log=False, log_level="warning")
"""
_UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}


@dataclass(frozen=True)
class Round:
    """What wrk found: answers a second, and two percentiles of the time to an answer, in seconds.

    ``cost`` is the processor time that the server took for an answer, in seconds.
    """

    rate: float
    median: float
    slow: float
    cost: float


@dataclass(frozen=True)
class Server:
    """A server that runs: its process and its address."""

    pid: int
    address: str


def measure(server: Server, path: str, seconds: int, connections: int) -> Round:
    """One round. Raises RuntimeError where an answer is no 200 or a connection fails."""
    url, before = server.address + path, processor_time(server.pid)
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", url]
    report = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    used = processor_time(server.pid) - before
    if "Non-2xx" in report or "Socket errors" in report:
        raise RuntimeError(report)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", report)
    times = {name: float(n) * _UNITS[unit] for name, n, unit in re.findall(r"(50|99)%\s+([\d.]+)(us|ms|s|m)", report)}
    answers = re.search(r"(\d+) requests in", report)
    assert rate
    assert answers
    return Round(float(rate[1]), times["50"], times["99"], used / max(1, int(answers[1])))


def processor_time(pid: int) -> float:
    """Seconds of processor that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, body: bytes = b"", **environment: str) -> Iterator[Server]:
    """A server, from when it accepts connections."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )
    try:
        assert process.stdin
        process.stdin.write(body)
        process.stdin.close()
        while process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except ConnectionRefusedError:
                time.sleep(0.1)
        yield Server(process.pid, f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait()


@contextmanager
def service(releases: Path, **environment: str) -> Iterator[Server]:
    port = free_port()
    command = [str(BIN / "hrap"), "serve", "--releases", str(releases), "--port", str(port)]
    with running(command, port, **environment) as server:
        yield server


def compare(kind: str, path: str, with_cache: Server, without: Server, options: argparse.Namespace) -> None:
    """Measure one request on all servers, and print a line."""
    with urllib.request.urlopen(without.address + path) as answer:
        body = answer.read()
    port = free_port()
    with running([sys.executable, "-c", BARE, str(port)], port, body) as bare:
        asked = {"bare": (bare, "/"), "no cache": (without, path), "cache": (with_cache, path)}
        found: dict[str, list[Round]] = {name: [] for name in asked}
        for _ in range(options.rounds):
            for name, (server, address) in asked.items():
                found[name].append(measure(server, address, options.seconds, options.connections))
    base = statistics.median(each.rate for each in found["bare"])
    shown = []
    for name, rounds in found.items():
        rate = statistics.median(each.rate for each in rounds)
        tail = statistics.median(each.slow / each.median for each in rounds)
        cost = statistics.median(1e6 * each.cost for each in rounds)
        shown.append(f"{name} {rate:6.0f}/s ({rate / base:.2f}; {cost:3.0f} us cpu; p99 {tail:.1f} × p50)")
    sys.stdout.write(f"{kind:16} {len(body):6} bytes   " + "   ".join(shown) + "\n")


def main() -> None:
    """Run all rounds and print the table."""
    parser = argparse.ArgumentParser(description="JSON answers a second, beside a bare FastAPI route.")
    parser.add_argument("--releases", type=Path, default=Path(os.environ.get("HRAP_RELEASES", "release")))
    parser.add_argument("--seconds", type=int, default=2, help="length of a round")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--connections", type=int, default=32)
    options = parser.parse_args()
    if not shutil.which("wrk"):
        sys.exit("wrk is not installed: apt install wrk")
    with ExitStack() as stack:
        with_cache = stack.enter_context(service(options.releases))
        without = stack.enter_context(service(options.releases, HRAP_CACHE_BYTES="0"))
        for kind, path in PATHS.items():
            compare(kind, path, with_cache, without, options)


if __name__ == "__main__":
    main()
