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
import json
import os
import resource
import select
import socket
import threading
import time
from hashlib import blake2b
from pathlib import Path
from typing import Any, NoReturn

from api.memory import give_back_large_pieces
from api.sparql.channel import Inbox, send
from api.sparql.jobs import DIGEST_SIZE, answer_message, error_message, read_job
from graph.errors import QueryError, QueryExhausted
from graph.sparql.queries import Query
from graph.store import Formats, TripleStore, load_store

_LARGE, _TOGETHER = 1 << 16, 0.001


def main() -> None:
    """Read the limits, load the graph, then fork a worker for each channel that the service sends."""
    control = socket.socket(fileno=0)
    said = Inbox(control).next()
    if said is None:
        return
    start = json.loads(said)
    give_back_large_pieces()
    store = load_store(Path(start["nquads"]))
    store.answer(Query("SELECT * { ?s ?p ?o } LIMIT 1"), Formats(), 1 << 20)  # whatever loads late, loads now
    gc.freeze()  # a collection in a worker would copy the pages it shares
    _tell(control, quads=len(store), peak=_peak())
    while True:
        data, channels, _, _ = socket.recv_fds(control, 16, 1)
        if not data:
            return
        if channels:
            _tell(control, pid=_fork(store, control, channels[0], start))
        else:
            _, status = os.waitpid(int(data), 0)
            _tell(control, signal=os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0)


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
    """Answer jobs in their order; answers of one millisecond go together, as long as they are small."""
    inbox, answers, start = Inbox(channel), list[bytes](), 0.0
    try:
        while (message := inbox.next()) is not None:
            start = start if answers else time.monotonic()
            answers.append(_answer(store, message))
            if not inbox.has_more or len(answers[-1]) > _LARGE or time.monotonic() - start > _TOGETHER:
                send(channel, *answers)
                answers.clear()
    finally:
        os._exit(0)


def _answer(store: TripleStore, message: bytes) -> bytes:
    try:
        answer = store.answer(*read_job(message))
    except MemoryError:
        error = QueryExhausted("The query needs more memory than a query may use.", remedy="Ask for less.")
        return error_message(error, _peak())
    except QueryError as error:
        return error_message(error, _peak())
    return answer_message(answer, blake2b(answer.body, digest_size=DIGEST_SIZE).digest(), _peak())


def _tell(control: socket.socket, **said: int) -> None:
    send(control, json.dumps(said).encode())


def _peak() -> int:
    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
