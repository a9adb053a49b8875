"""The service's side of its processes: starts the template, has it fork workers, kills and reaps them."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

import api
from api.sparql.channel import Line
from graph.errors import ServeError

MUCH_TAKEN = 32_000_000
"""Bytes that a process may take for good; one that has taken more is replaced in time."""

_START_TIMEOUT = 60.0
_CALM = 10  # as nice
# A query takes and frees some hundred small pieces of memory of the same sizes. That the GNU C library keeps 127 of
# each at hand and not 7 saves a tenth of what a light one costs. Other libraries do not heed it.
_TUNABLES, _SMALL_PIECES = "GLIBC_TUNABLES", "glibc.malloc.tcache_count=127"
_MOST_FILES = 1024  # of a hand, which has one for each connection
_MINOR_FAULTS = 7  # the place of their number behind the name of a process (proc_pid_stat(5))
_CPUCLOCK_SCHED = 2  # with a process in it, the clock of what that computed (clock_getcpuclockid(3))
_PACKAGES = Path(api.__file__).resolve().parent.parent


class Channel(Protocol):
    """The service's end of what it has to a process."""

    def close(self) -> None:
        """Close it at once, which ends the process."""


class Process:
    """One process that the template has forked."""

    def __init__(self, pid: int, channel: Channel, template: Template) -> None:
        self.pid, self._channel, self._template = pid, channel, template

    @property
    def processor_time(self) -> float:
        """The seconds that the process has computed; where the system does not say, the seconds that pass."""
        try:
            return time.clock_gettime((~self.pid << 3) | _CPUCLOCK_SCHED)
        except OSError:
            return time.monotonic()

    @property
    def taken(self) -> int:
        """The bytes of memory that the process has touched so far; 0 where the system does not say.

        What it shares with the template counts too once it is touched, as reading a graph counts who refers to its
        parts: the pages are the process's own from then on.
        """
        try:
            faults = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[_MINOR_FAULTS]
        except OSError:
            return 0
        return int(faults) * resource.getpagesize()

    def kill(self) -> None:
        """End the process, whatever it is doing; ``stop`` is still to be called."""
        self._template.kill(self.pid)

    async def stop(self) -> int:
        """Kill the process, whatever it is doing, and reap it; the number of the signal that ended it."""
        return await self._template.end(self.pid, self._channel)


class Worker(Process):
    """One process that answers queries, and the line to it."""

    def __init__(self, pid: int, line: Line, template: Template) -> None:
        super().__init__(pid, line, template)
        self._line = line
        self.spent = False  # whether it is to be replaced once it has answered
        self.watched = False  # whether somebody will look at the memory that it has

    def reply(self, job: bytes) -> asyncio.Future[bytes]:
        """The answer to a job. It fails with EOFError where the process is lost."""
        return self._line.reply(job)

    def when_lost(self, call: Callable[[], None] | None) -> None:
        """Have a function called when the process is gone, other than by ``stop``."""
        self._line.on_loss = call

    def calm(self) -> None:
        """Give everything else precedence over what the process does, from now on and for good."""
        with suppress(OSError):  # it may be gone
            for thread in os.listdir(f"/proc/{self.pid}/task"):
                os.setpriority(os.PRIO_PROCESS, int(thread), _CALM)
        self.spent = True


class Template:
    """The process that holds the graph, and forks a worker whenever one is wanted.

    It is asked one thing at a time. Nothing that awaits its reply may be cancelled; ``stop`` ends
    the wait.
    """

    def __init__(self, process: subprocess.Popen[bytes], control: socket.socket, line: Line) -> None:
        self._process, self._control, self._line = process, control, line
        self._lines: set[Channel] = set()
        self._turn = asyncio.Lock()
        self.quads = 0
        self.peak = 0  # the most memory that it had, in bytes
        self.gone = False
        line.on_loss = self._lost

    @classmethod
    async def start(cls, nquads: Path, memory: int, stack: int) -> Template:
        """Start a process and wait until it has the graph. Raises ServeError where it does not come up."""
        ours, theirs = socket.socketpair()
        process = _launch(theirs)
        template = cls(process, ours, await Line.over(ours.dup()))
        config = {"nquads": str(nquads), "memory": memory, "stack": stack, "files": _MOST_FILES}
        try:
            ready = _heard(await asyncio.wait_for(template._line.reply(json.dumps(config).encode()), _START_TIMEOUT))
        except (EOFError, TimeoutError) as error:
            await template.stop()
            raise ServeError(
                f"The query workers did not start with {nquads}.", remedy="Build the release again."
            ) from error
        except BaseException:
            await template.stop()
            raise
        template.quads, template.peak = ready["quads"], ready["peak"]
        return template

    async def fork(self) -> Worker:
        """A new worker. Raises EOFError or OSError where the template is gone."""
        pid, ours = await self._forked(socket.SOCK_STREAM)
        line = await Line.over(ours)
        self._lines.add(line)
        return Worker(pid, line, self)

    async def fork_hand(self, board: int) -> tuple[Process, socket.socket]:
        """A new hand that has a board, and the channel to it, of packets. Raises EOFError or OSError as ``fork``.

        Whoever has the channel hears on it when the process is gone, be it by ``stop``.
        """
        pid, ours = await self._forked(socket.SOCK_SEQPACKET, board)
        return Process(pid, ours, self), ours

    async def _forked(self, kind: socket.SocketKind, *files: int) -> tuple[int, socket.socket]:
        """A new process that is sent files behind its end of a channel, and the other end."""
        ours, theirs = socket.socketpair(type=kind)
        try:
            async with self._turn:
                reply = self._line.reply()
                socket.send_fds(self._control, [b"fork"], [theirs.fileno(), *files])
                pid: int = _heard(await reply)["pid"]
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()  # an open copy would hide the process's death
        return pid, ours

    def kill(self, pid: int) -> None:
        """Kill a process. As the template reaps it only when told to, its number does not come to mean another."""
        if not self.gone:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    async def end(self, pid: int, channel: Channel) -> int:
        """Kill a process and reap it; the signal that ended it, 0 where it ended by itself."""
        channel.close()
        self._lines.discard(channel)
        if self.gone:
            return int(signal.SIGKILL)
        self.kill(pid)
        try:
            async with self._turn:
                reply = self._line.reply()
                self._control.send(str(pid).encode())
                return int(_heard(await reply)["signal"])
        except (OSError, EOFError):
            return int(signal.SIGKILL)

    async def stop(self) -> None:
        """Kill the template and every worker that is left, and reap it."""
        self.gone = True
        for line in (self._line, *self._lines):
            line.close()
        self._control.close()
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        await asyncio.to_thread(self._process.wait)

    def _lost(self) -> None:
        self.gone = True


def _heard(message: bytes) -> dict[str, Any]:
    """What the template tells."""
    said: dict[str, Any] = json.loads(message)
    return said


def _launch(channel: socket.socket) -> subprocess.Popen[bytes]:
    """Start a template with ``channel`` as its standard input, and close our copy of that end.

    An open copy would hide the template's death. The session of its own keeps a Ctrl-C in the
    terminal for the service, and makes a process group of it and its workers.
    """
    tunables = ":".join(each for each in (_SMALL_PIECES, os.environ.get(_TUNABLES)) if each)
    with channel:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "api.sparql.worker"],
            stdin=channel.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(_PACKAGES), _TUNABLES: tunables},
            start_new_session=True,
        )
