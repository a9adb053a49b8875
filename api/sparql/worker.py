"""The processes behind the endpoint: a template that holds the graph, and the workers that it forks.

The template loads the graph once and then does nothing but fork: a worker is there in a few
milliseconds, shares the graph's memory with all others, and has two megabytes of its own at first.
What it reads of the graph becomes its own too, up to the whole. So a worker can be killed for any
reason and replaced at once. A worker answers one query at a time,
within hard limits, and ends when the service closes its channel.

Some of them are hands: these answer on connections that they are lent (``api.sparql.lending``).

The template stays single-threaded, as forking asks for. It does not import the web framework, so that
it starts in a fraction of a second.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import select
import socket
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from api.memory import give_back_large_pieces
from api.sparql.channel import receive, send
from api.sparql.jobs import answer_digest, answer_message, error_message, read_job
from api.sparql.lending.board import Board
from api.sparql.lending.hand import Hand
from api.sparql.lending.messages import terms_of
from graph.errors import QueryError, QueryExhausted
from graph.sparql.queries import Query
from graph.store import Formats, TripleStore, load_store

_LARGE = 1 << 16


def main() -> None:
    """Read the limits, load the graph, then fork a worker for each channel that the service sends."""
    control = socket.socket(fileno=0)
    said = receive(control)
    if said is None:
        return
    start = json.loads(said)
    give_back_large_pieces()
    store = load_store(Path(start["nquads"]))
    store.answer(Query("SELECT * { ?s ?p ?o } LIMIT 1"), Formats(), 1 << 20)  # whatever loads late, loads now
    gc.freeze()  # a collection in a worker would copy the pages it shares
    _tell(control, quads=len(store), peak=_peak())
    while True:
        data, files, _, _ = socket.recv_fds(control, 16, 2)
        if not data:
            return
        if files:
            _tell(control, pid=_fork(store, control, files, start))
        else:
            _, status = os.waitpid(int(data), 0)
            _tell(control, signal=os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0)


def _fork(store: TripleStore, control: socket.socket, files: list[int], limits: dict[str, Any]) -> int:
    """A new process that answers what comes on the channel, or, with a board, on the connections that it is lent."""
    pid = os.fork()
    if pid == 0:
        control.detach()
        os.dup2(files[0], 0)  # takes the place of the control channel
        board = Board(files[1]) if len(files) > 1 else None
        _close(files)
        _work(store, limits, board)
    _close(files)
    return pid


def _work(store: TripleStore, limits: dict[str, Any], board: Board | None) -> NoReturn:
    """Be a worker: set the limits, answer queries, end as soon as the service closes its channel or is gone."""
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
        # The stack of a thread is set when it starts; deeply nested queries need a large one.
        threading.stack_size(limits["stack"])
        channel = socket.socket(fileno=0)
        serve = partial(_serve, store, channel) if board is None else _hand(store, channel, board).serve
        # Standard input, output and error are open: with three descriptors no more can be, and so
        # SERVICE can open no socket and nothing can open a file.
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, limits["files"] if board else 3))
        threading.Thread(target=_to_the_end, args=(serve,), daemon=True).start()
        hangup = select.poll()
        hangup.register(channel, 0)
        hangup.poll()
    finally:
        os._exit(0)


def _hand(store: TripleStore, channel: socket.socket, board: Board) -> Hand:
    return Hand(store, channel, board, terms_of(channel.recv(_LARGE)))


def _to_the_end(serve: Callable[[], None]) -> None:
    """Answer, and end the process with it, however that comes about."""
    try:
        serve()
    finally:
        os._exit(0)


def _serve(store: TripleStore, channel: socket.socket) -> None:
    """Answer one job after the other."""
    while (message := receive(channel)) is not None:
        send(channel, _answer(store, message))


def _answer(store: TripleStore, message: bytes) -> bytes:
    try:
        answer = store.answer(*read_job(message))
    except MemoryError:
        error = QueryExhausted("The query needs more memory than a query may use.", remedy="Ask for less.")
        return error_message(error, _peak())
    except QueryError as error:
        return error_message(error, _peak())
    return answer_message(answer, answer_digest(answer.body), _peak())


def _close(files: list[int]) -> None:
    for file in files:
        os.close(file)


def _tell(control: socket.socket, **said: int) -> None:
    send(control, json.dumps(said).encode())


def _peak() -> int:
    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
