"""Load for a SPARQL server: many connections, each asking again as soon as it is answered.

Where ``wrk`` (https://github.com/wg/wrk, Debian's package of that name) is installed it asks, as it
takes a tenth of a processor; else Python does, which takes as much as the server, and so halves what
is measured where there are two processors.
"""

from __future__ import annotations

import select
import shutil
import socket
import subprocess
import time
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path

SCRIPT = Path(__file__).with_name("numbered.lua")
_FIRST = count(1_000_000_000, 10_000_000)  # no two rounds share a number
_SLOWEST = 60


@dataclass(frozen=True)
class Measured:
    """What one round gave: answers, seconds, and the milliseconds within which 99 % of the answers came."""

    answers: int
    seconds: float
    latency: float


@dataclass(frozen=True)
class Load:
    """A request that is sent over and over: what comes before its number, and what after it."""

    port: int
    before: str
    after: str

    def run(self, seconds: float, connections: int) -> Measured:
        """Ask for some seconds. Raises RuntimeError where any answer is no 200."""
        return (_wrk if shutil.which("wrk") else _python)(self, seconds, connections)


def _wrk(load: Load, seconds: float, connections: int) -> Measured:
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", f"--timeout={_SLOWEST}s", f"-s{SCRIPT}"]
    command += [f"http://127.0.0.1:{load.port}/", "--", load.before, load.after, str(next(_FIRST))]
    shown = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    line = next(line for line in shown.splitlines() if line.startswith("measured "))
    answers, duration, wrong, failed, latency = map(int, line.split()[1:])
    if wrong or failed:
        raise RuntimeError(f"{wrong} of {answers} answers are no 200, {failed} requests failed: {load}")
    return Measured(answers, duration / 1e6, latency / 1000)


def _python(load: Load, seconds: float, connections: int) -> Measured:
    numbers = count(next(_FIRST))

    def ask(connection: socket.socket) -> None:
        connection.sendall(f"{load.before}{next(numbers)}{load.after}".encode())

    with ExitStack() as stack:
        poll, sockets, got, times, sent = select.epoll(), {}, {}, [], {}
        start = now = time.perf_counter()
        for _ in range(connections):
            each = stack.enter_context(socket.create_connection(("127.0.0.1", load.port)))
            each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sockets[each.fileno()], got[each.fileno()], sent[each.fileno()] = each, b"", start
            poll.register(each.fileno(), select.EPOLLIN)
            ask(each)
        while now < start + seconds:
            ready = poll.poll(_SLOWEST)
            now = time.perf_counter()
            for number, _ in ready:
                got[number] += sockets[number].recv(1 << 20)
                if _complete(got[number]):
                    times.append(now - sent[number])
                    got[number], sent[number] = b"", now
                    ask(sockets[number])
        poll.close()
    latest = sorted(times)[int(0.99 * len(times))] if times else float("inf")
    return Measured(len(times), now - start, 1000 * latest)


def _complete(answer: bytes) -> bool:
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
