"""A worker process: holds the graph in memory and answers one query at a time, within hard limits.

It is started with its channel as standard input, and killed by the service at a query's deadline.
It imports neither the web framework nor rdflib, so that it starts in a fraction of a second.
"""

from __future__ import annotations

import os
import resource
import signal
import socket
import threading
from pathlib import Path
from typing import Any

from api.sparql.channel import Frame, receive, send
from graph.errors import QueryError
from graph.queries import Query
from graph.store import Formats, TripleStore, load_store

_GRACE = 5.0
_NICENESS = 5


def main() -> None:
    """Read the limits, then answer queries until the service closes the channel."""
    channel = socket.socket(fileno=0)
    start = receive(channel)
    if start is None:
        return
    os.nice(_NICENESS)  # lists and pages stay quick while queries use every core
    # The stack of a thread is set when it starts; deeply nested queries need a large one.
    threading.stack_size(start.header["stack"])
    thread = threading.Thread(target=_serve, args=(channel, start.header))
    thread.start()
    thread.join()


def _serve(channel: socket.socket, config: dict[str, Any]) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (config["memory"], config["memory"]))
    store = load_store(Path(config["nquads"]))
    store.answer(Query("SELECT * { ?s ?p ?o } LIMIT 1"), Formats(), 1 << 20)  # whatever loads late, loads now
    # Standard input, output and error are open: with three descriptors no more can be, and so
    # SERVICE can open no socket and nothing can open a file.
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    send(channel, Frame({"ready": True, "quads": len(store)}))
    while job := receive(channel):
        # Should the service die first, the alarm ends a query that nobody waits for.
        signal.setitimer(signal.ITIMER_REAL, job.header["timeout"] + _GRACE)
        answer = _answer(store, job.header)
        answer.header["peak"] = 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        send(channel, answer)
        signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(store: TripleStore, job: dict[str, Any]) -> Frame:
    query = Query(job["text"], tuple(job["default_graphs"]), tuple(job["named_graphs"]))
    try:
        answer = store.answer(query, Formats(job["table"], job["graph"]), job["max_bytes"])
    except QueryError as error:
        return Frame({"error": type(error).__name__, "message": error.message, "remedy": error.remedy})
    return Frame({"kind": answer.kind, "format": answer.format}, answer.body)


if __name__ == "__main__":
    main()
