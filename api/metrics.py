"""What Prometheus may ask: counters, gauges and histograms of one application."""

from __future__ import annotations

from functools import cache as cache_of

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from api.sparql.cache import Cache
from api.sparql.engine import Engine, Observer
from api.visits import Visit
from graph.release import Release

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The metrics, in a registry of their own. Names end in their unit, as is the custom."""

    def __init__(self, cache: Cache) -> None:
        self._registry = registry = CollectorRegistry()
        requests = Counter("hrap_requests", "Requests by status", ["status"], registry=registry)
        self._request_seconds = Histogram(
            "hrap_request_seconds", "Time from request to end of answer", registry=registry, buckets=_SECONDS
        )
        queries = Counter(
            "hrap_queries", "SPARQL queries by outcome and sort of answer", ["outcome", "kind"], registry=registry
        )
        self._requests, self._queries = cache_of(requests.labels), cache_of(queries.labels)  # the labels are few
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
        self._requests(visit.status).inc()
        self._request_seconds.observe(visit.seconds)
        if visit.outcome:
            self._queries(visit.outcome, visit.kind).inc()

    def text(self) -> bytes:
        """All of them, in Prometheus's text format."""
        return generate_latest(self._registry)
