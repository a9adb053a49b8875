"""SPARQL stores that tests start on free ports of 127.0.0.1, each with a folder of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

_VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
AllowOSCalls = 0
DirsAllowed = .
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 10
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = {rows}
"""


@dataclass(frozen=True)
class Store:
    """A running store: its query URL, its Graph Store URL, who may write."""

    query: str
    graphs: str
    user: str = "none"
    password: str = "none"

    @property
    def settings(self) -> dict[str, str]:
        return {
            "store": self.query,
            "store_graphs": self.graphs,
            "store_user": self.user,
            "store_password": self.password,
        }


@contextmanager
def oxigraph(folder: Path) -> Iterator[Store]:
    """Oxigraph's own server, which stops queries after 20 seconds."""
    port = free_port()
    program = str(Path(sys.executable).parent / "oxigraph")
    url = f"http://127.0.0.1:{port}"
    with _running([program, "serve", "--bind", f"127.0.0.1:{port}", "--timeout-s", "20"], folder, f"{url}/query"):
        yield Store(f"{url}/query", f"{url}/store")


@contextmanager
def virtuoso(folder: Path, rows: int = 1_000_000) -> Iterator[Store]:
    """Virtuoso; the test is skipped where it is not installed."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("virtuoso-t is not installed (Debian: virtuoso-opensource-7)")
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(_VIRTUOSO.format(sql=sql, http=http, rows=rows))
    url = f"http://127.0.0.1:{http}"
    with _running([program, "-f", "+configfile", "virtuoso.ini"], folder, f"{url}/sparql"):
        yield Store(f"{url}/sparql", f"{url}/sparql-graph-crud-auth", "dba", "dba")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def _running(command: list[str], folder: Path, query: str) -> Iterator[None]:
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
    try:
        while True:
            assert process.poll() is None, log.read_text(errors="replace")
            try:
                if httpx.post(query, data={"query": "ASK {}"}, trust_env=False).status_code == 200:
                    break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
