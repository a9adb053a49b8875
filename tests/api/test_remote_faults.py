"""A remote store that hangs, dies, breaks off, cuts or floods never makes a wrong answer of it."""

from __future__ import annotations

import asyncio
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from api.settings import Settings
from api.sparql.engine import PoolLimits
from api.sparql.remote import RemoteStore
from graph.errors import ServeError, StoreLost
from graph.release import open_release
from graph.remote.http import StoreAddress
from tests.api.conftest import serving
from tests.stores import free_port

TABLE = "application/sparql-results+json"
ROWS = '{"head":{"vars":["s"]},"results":{"bindings":[%s]}}'
ROW = '{"s":{"type":"literal","value":"a"}}'
QUERY = "SELECT ?s { ?s ?p ?o }"


@dataclass
class Fake:
    """A store that holds the small release, and answers every other query as it is told."""

    status: int = 200
    body: bytes = (ROWS % ROW).encode()
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": TABLE})
    length: int | None = None
    hangs: bool = False
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)
    port: int = 0


class Handler(BaseHTTPRequestHandler):
    """Answers for the fake that its server has."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        fake = self.server.fake
        fields = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if "/release/" in fields["query"][0]:
            self._answer(200, {"Content-Type": TABLE}, (ROWS % '{"s":{"type":"literal","value":"2"}}').encode())
            return
        fake.asked.append(fields)
        if fake.hangs:
            self._hang(fake)
            return
        self._answer(fake.status, fake.headers, fake.body, fake.length)
        self.close_connection = fake.length is not None

    def _answer(self, status, headers, body, length=None):
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(length or len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _hang(self, fake):
        self.connection.settimeout(0.05)
        self.close_connection = True
        while not fake.over.is_set():
            try:
                if not self.connection.recv(1):
                    fake.left.set()
                    return
            except TimeoutError:
                continue
            except OSError:
                fake.left.set()
                return

    def log_message(self, *_):
        pass


@contextmanager
def faking(fake):
    server = ThreadingHTTPServer(("127.0.0.1", fake.port), Handler)
    server.daemon_threads, server.fake = True, fake
    fake.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{fake.port}/sparql"
    finally:
        fake.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def over(fake, releases, **settings):
    with faking(fake) as url, serving(Settings(releases=releases, store=url, workers=1, **settings)) as client:
        yield client


def ask(client, query=QUERY, **parameters):
    return client.get("/sparql", params={"query": query, **parameters})


def kind_of(response):
    return response.status_code, response.json()["type"].rpartition("/")[2]


def test_an_answer_passes(releases):
    with over(Fake(), releases) as client:
        response = ask(client, format="csv")
        assert (response.status_code, response.text) == (200, "s\r\na\r\n")


@pytest.mark.parametrize(
    ("fake", "expected"),
    [
        (Fake(body=(ROWS % ROW).encode()[:-3]), (503, "store-lost")),
        (Fake(body=(ROWS % ROW).encode()[:-3], length=500), (503, "store-lost")),
        (Fake(body=(ROWS % f"{ROW}, Error: out of memory").encode()), (503, "store-lost")),
        (Fake(body=b"Virtuoso 42000 Error", headers={"Content-Type": "text/plain"}), (503, "store-lost")),
        (Fake(headers={"Content-Type": TABLE, "X-SQL-State": "S1TAT"}), (504, "query-timeout")),
        (Fake(headers={"Content-Type": TABLE, "X-SPARQL-MaxRows": "10000"}), (503, "store-lost")),
        (Fake(status=302, headers={"Location": "http://127.0.0.1:1/"}), (503, "store-lost")),
        (Fake(status=401, headers={"WWW-Authenticate": "Basic"}), (503, "store-lost")),
        (Fake(status=400, body=b"no such function"), (400, "query-failed")),
        (Fake(status=500, body=b"broken"), (503, "store-lost")),
        (Fake(status=500, body=b"Virtuoso S1T00 Error timed out"), (504, "query-timeout")),
        (Fake(status=504), (504, "query-timeout")),
    ],
)
def test_what_is_no_whole_answer_is_an_error(releases, fake, expected):
    with over(fake, releases) as client:
        response = ask(client)
        assert kind_of(response) == expected
        assert ("retry-after" in response.headers) == (expected[0] == 503)


@pytest.mark.parametrize("rows", [200, 200_000])
def test_an_answer_past_the_cap_is_refused_whether_it_is_read_in_whole_or_not(releases, rows):
    with over(Fake(body=(ROWS % ",".join([ROW] * rows)).encode()), releases, max_answer_bytes=500) as client:
        assert kind_of(ask(client, format="tsv")) == (413, "too-large")


def test_a_store_that_hangs_is_given_up_at_the_deadline_and_its_connection_closed(releases):
    fake = Fake(hangs=True)
    with over(fake, releases) as client:
        assert kind_of(ask(client, timeout="0.2")) == (504, "query-timeout")
        assert fake.left.wait(10)


def test_a_client_that_leaves_closes_the_connection_to_the_store(releases):
    fake = Fake(hangs=True)
    with over(fake, releases) as client:
        with pytest.raises(Exception, match="timed out"):
            client.get("/sparql", params={"query": QUERY}, timeout=0.5)
        assert fake.left.wait(10)


def test_a_store_that_dies_is_503_until_it_is_back(releases):
    fake = Fake(port=free_port())
    with faking(fake) as url, serving(Settings(releases=releases, store=url, workers=1)) as client:
        assert ask(client).status_code == 200
        fake.status = 503
        assert kind_of(ask(client, query=f"{QUERY} LIMIT 1")) == (503, "store-lost")
        fake.status = 200
        assert ask(client, query=f"{QUERY} LIMIT 1").status_code == 200


def test_a_service_does_not_start_over_a_store_that_is_not_there(releases):
    settings = Settings()
    limits = PoolLimits(**{each.name: getattr(settings, each.name) for each in fields(PoolLimits)})

    async def start():
        store = RemoteStore(StoreAddress(f"http://127.0.0.1:{free_port()}/"), open_release(releases), [], limits)
        try:
            await store.start()
        finally:
            await store.close()

    with pytest.raises(StoreLost):
        asyncio.run(start())


def test_turns_and_cache_are_those_of_the_embedded_engine(releases):
    fake = Fake()
    with over(fake, releases) as client:
        assert [ask(client).status_code for _ in range(3)] == [200] * 3
        assert len(fake.asked) == 1
        metrics = client.get("/metrics").text
        assert 'hrap_queries_total{kind="solutions",outcome="cached"} 2.0' in metrics


def test_a_heavy_query_yields_to_one_that_waits(releases):
    fake = Fake(hangs=True)
    with over(fake, releases, slow_workers=1, quick_time=0.1, query_timeout=20) as client:
        heavy = [threading.Thread(target=ask, args=(client, f"{QUERY} LIMIT {n}")) for n in (1, 2)]
        for thread in heavy:
            thread.start()
        while len(fake.asked) < 2:
            time.sleep(0.01)
        fake.hangs = False
        assert ask(client, query=f"{QUERY} LIMIT 3").status_code == 200
        fake.over.set()
        for thread in heavy:
            thread.join()


def test_what_is_sent_names_only_the_releases_graphs(releases):
    fake = Fake()
    with over(fake, releases) as client:
        ask(client, query="SELECT ?s FROM <http://example.org/private> { ?s ?p ?o }")
        (sent,) = fake.asked
        assert all("/id/release/" in graph for graph in sent["default-graph-uri"] + sent["named-graph-uri"])
        assert "private" not in sent["query"][0]


@pytest.mark.parametrize("url", ["ftp://host/", "host:80/sparql", "http://user:secret@host/sparql"])
def test_an_address_that_is_none_or_holds_credentials_is_refused_without_repeating_it(url):
    with pytest.raises(ServeError) as caught:
        _ = Settings(store=url).query_address
    assert "secret" not in str(caught.value)
    assert "secret" not in repr(Settings(store_password="secret"))
