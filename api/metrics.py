"""What Prometheus may ask: counters, gauges and histograms of one application."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter as Counts
from collections.abc import Callable, Iterator
from itertools import accumulate

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

from api.sparql.cache import Cache
from api.sparql.engine import Engine, Observer
from api.sparql.lending.board import Tally
from api.visits import CLIENT_GONE, SECONDS, Visit
from graph.release import Release


class Metrics:
    """The metrics, in a registry of their own. Names end in their unit, as is the custom."""

    def __init__(self, cache: Cache) -> None:
        self._registry = registry = CollectorRegistry()
        self._visits = _Visits()
        self._engine: Engine | None = None
        registry.register(self._visits)
        self._wait = Histogram(
            "hrap_query_wait_seconds", "Time until a query's turn came", registry=registry, buckets=SECONDS
        )
        self._ended = Counter(
            "hrap_workers_ended",
            "Workers, or requests to a remote store, that ended early, by reason",
            ["reason"],
            registry=registry,
        )
        self._releases = Counter("hrap_releases", "Releases taken or refused", ["outcome"], registry=registry)
        self._workers = Gauge("hrap_workers", "Query workers that hold the graph", registry=registry)
        self._waiting = Gauge("hrap_queries_waiting", "Queries that wait for their turn", registry=registry)
        self._release = Gauge("hrap_release_info", "The release served", ["version", "sha256"], registry=registry)
        kept = Gauge("hrap_cache_bytes", "Bytes of answers kept", registry=registry)
        kept.set_function(lambda: cache.size)

    def observer(self, logged: Callable[[str], None]) -> Observer:
        """What a pool reports to; ``logged`` takes the lines of its crew's log."""
        return Observer(lambda reason: self._ended.labels(reason).inc(), self._wait.observe, self._visits.add, logged)

    def served(self, release: Release, engine: Engine) -> None:
        """Note that a release is served, by this engine."""
        self._releases.labels("taken").inc()
        self._release.clear()
        self._release.labels(release.version, release.sha256).set(1)
        self._workers.set_function(lambda: engine.alive)
        self._waiting.set_function(lambda: engine.waiting)
        self._engine = engine

    def refused(self) -> None:
        """Note that a new release could not be taken."""
        self._releases.labels("refused").inc()

    def visited(self, visit: Visit) -> None:
        """Count a request that is over."""
        self._visits.count(visit)

    def text(self) -> bytes:
        """All of them, in Prometheus's text format."""
        if self._engine and self._engine.crew:
            self._engine.crew.read_boards()
        return generate_latest(self._registry)


class _Visits(Collector):
    """Counts of requests, taken on the one thread that answers, so without the locks that a light query feels."""

    def __init__(self) -> None:
        self._requests: Counts[int] = Counts()
        self._queries: Counts[tuple[str, str]] = Counts()
        self._within = [0] * (len(SECONDS) + 1)
        self._seconds = 0.0

    def count(self, visit: Visit) -> None:
        seconds = visit.seconds
        self._requests[visit.status] += 1
        self._within[bisect_left(SECONDS, seconds)] += 1
        self._seconds += seconds
        if visit.outcome:
            self._queries[visit.outcome, visit.kind] += 1

    def add(self, tally: Tally) -> None:
        """Add what others counted."""
        for place, number in enumerate(tally.within):
            self._within[place] += number
        self._seconds += tally.seconds
        for (outcome, kind), number in tally.queries.items():
            self._queries[outcome, kind] += number
            self._requests[CLIENT_GONE if outcome == "disconnected" else 200] += number

    def collect(self) -> Iterator[Metric]:
        """What is counted, in the form of the library."""
        requests = CounterMetricFamily("hrap_requests", "Requests by status", labels=["status"])
        for status, number in sorted(self._requests.items()):
            requests.add_metric([str(status)], number)
        yield requests
        names = [*map(floatToGoString, SECONDS), "+Inf"]
        buckets = [*zip(names, accumulate(self._within), strict=True)]
        seconds = HistogramMetricFamily("hrap_request_seconds", "Time from request to end of answer")
        seconds.add_metric([], buckets, self._seconds)
        yield seconds
        queries = CounterMetricFamily(
            "hrap_queries", "SPARQL queries by outcome and sort of answer", labels=["outcome", "kind"]
        )
        for labels, number in sorted(self._queries.items()):
            queries.add_metric(labels, number)
        yield queries
