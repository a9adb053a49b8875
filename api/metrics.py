"""What Prometheus may ask: counters, gauges and histograms of one application."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter as Counts
from collections.abc import Iterator
from itertools import accumulate

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

from api.sparql.cache import Cache
from api.sparql.engine import Engine, Observer
from api.visits import Visit
from graph.release import Release

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The metrics, in a registry of their own. Names end in their unit, as is the custom."""

    def __init__(self, cache: Cache) -> None:
        self._registry = registry = CollectorRegistry()
        self._visits = _Visits()
        registry.register(self._visits)
        self._wait = Histogram(
            "hrap_query_wait_seconds", "Time until a query's turn came", registry=registry, buckets=_SECONDS
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

    @property
    def observer(self) -> Observer:
        """What a pool reports to."""
        return Observer(lambda reason: self._ended.labels(reason).inc(), self._wait.observe)

    def served(self, release: Release, engine: Engine) -> None:
        """Note that a release is served, by this engine."""
        self._releases.labels("taken").inc()
        self._release.clear()
        self._release.labels(release.version, release.sha256).set(1)
        self._workers.set_function(lambda: engine.alive)
        self._waiting.set_function(lambda: engine.waiting)

    def refused(self) -> None:
        """Note that a new release could not be taken."""
        self._releases.labels("refused").inc()

    def visited(self, visit: Visit) -> None:
        """Count a request that is over."""
        self._visits.count(visit)

    def text(self) -> bytes:
        """All of them, in Prometheus's text format."""
        return generate_latest(self._registry)


class _Visits(Collector):
    """Counts of requests, taken on the one thread that answers, so without the locks that a light query feels."""

    def __init__(self) -> None:
        self._requests: Counts[int] = Counts()
        self._queries: Counts[tuple[str, str]] = Counts()
        self._within = [0] * (len(_SECONDS) + 1)
        self._seconds = 0.0

    def count(self, visit: Visit) -> None:
        seconds = visit.seconds
        self._requests[visit.status] += 1
        self._within[bisect_left(_SECONDS, seconds)] += 1
        self._seconds += seconds
        if visit.outcome:
            self._queries[visit.outcome, visit.kind] += 1

    def collect(self) -> Iterator[Metric]:
        """What is counted, in the form of the library."""
        requests = CounterMetricFamily("hrap_requests", "Requests by status", labels=["status"])
        for status, number in sorted(self._requests.items()):
            requests.add_metric([str(status)], number)
        yield requests
        names = [*map(floatToGoString, _SECONDS), "+Inf"]
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
