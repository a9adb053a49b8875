"""The processes behind the endpoint: a template that holds the graph, and the workers that it forks.

The template loads the graph once and then does nothing but fork: a worker is there in a
millisecond, shares the graph's memory with all others, and costs two megabytes of its own. So a
worker can be killed for any reason and replaced at once. A worker answers one query at a time,
within hard limits, and ends when the service closes its channel.

The template stays single-threaded, as forking asks for. It imports neither the web framework nor
rdflib, so that it starts in a fraction of a second.
"""

from __future__ import annotations

import gc
import os
import resource
import select
import socket
import threading
from hashlib import blake2b
from pathlib import Path
from typing import Any, NoReturn

from api.memory import give_back_large_pieces
from api.sparql.channel import Frame, receive, send
from api.sparql.jobs import read_job
from graph.errors import QueryError, QueryExhausted
from graph.sparql.queries import Query
from graph.store import Formats, TripleStore, load_store


def main() -> None:
    """Read the limits, load the graph, then fork a worker for each channel that the service sends."""
    control = socket.socket(fileno=0)
    start = receive(control)
    if start is None:
        return
    give_back_large_pieces()
    store = load_store(Path(start.header["nquads"]))
    store.answer(Query("SELECT * { ?s ?p ?o } LIMIT 1"), Formats(), 1 << 20)  # whatever loads late, loads now
    gc.freeze()  # a collection in a worker would copy the pages it shares
    send(control, Frame({"quads": len(store), "peak": _peak()}))
    while True:
        data, channels, _, _ = socket.recv_fds(control, 16, 1)
        if not data:
            return
        if channels:
            send(control, Frame({"pid": _fork(store, control, channels[0], start.header)}))
        else:
            _, status = os.waitpid(int(data), 0)
            send(control, Frame({"signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0}))


def _fork(store: TripleStore, control: socket.socket, channel: int, limits: dict[str, Any]) -> int:
    pid = os.fork()
    if pid == 0:
        control.detach()
        os.dup2(channel, 0)  # takes the place of the control channel
        os.close(channel)
        _work(store, limits)
    os.close(channel)
    return pid


def _work(store: TripleStore, limits: dict[str, Any]) -> NoReturn:
    """Be a worker: set the limits, answer queries, end as soon as the service closes its channel or is gone."""
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
        # Standard input, output and error are open: with three descriptors no more can be, and so
        # SERVICE can open no socket and nothing can open a file.
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
        # The stack of a thread is set when it starts; deeply nested queries need a large one.
        threading.stack_size(limits["stack"])
        channel = socket.socket(fileno=0)
        threading.Thread(target=_serve, args=(store, channel), daemon=True).start()
        hangup = select.poll()
        hangup.register(channel, 0)
        hangup.poll()
    finally:
        os._exit(0)


def _serve(store: TripleStore, channel: socket.socket) -> None:
    try:
        while frame := receive(channel):
            send(channel, _answer(store, frame))
    finally:
        os._exit(0)


def _answer(store: TripleStore, frame: Frame) -> Frame:
    try:
        answer = store.answer(*read_job(frame))
    except MemoryError:
        return _failure(QueryExhausted("The query needs more memory than a query may use.", remedy="Ask for less."))
    except QueryError as error:
        return _failure(error)
    digest = blake2b(answer.body, digest_size=12).hexdigest()
    return Frame({"kind": answer.kind, "format": answer.format, "digest": digest, "peak": _peak()}, answer.body)


def _peak() -> int:
    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _failure(error: QueryError) -> Frame:
    header = {"error": type(error).__name__, "message": error.message, "remedy": error.remedy, "peak": _peak()}
    return Frame(header)


if __name__ == "__main__":
    main()
