"""The hands to which connections are lent, so that light queries are answered without the service.

Whether a query is light only its running shows. A hand that is at the same request for longer is killed, and its
connections come back with their requests unread. They are then answered by the service, which has turns for heavy
queries; for a while their client is suspect, and not served here. So others lose at most the time that it takes to
find a heavy query out.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from api.sparql.engine import Observer
from api.sparql.lending.board import Board, new_file
from api.sparql.lending.messages import Order, Terms, order_message, return_of
from api.sparql.processes import MUCH_TAKEN, Process

_LIGHT = 0.01  # seconds of processor that a light query takes at most, and seconds between two looks
_PATIENCE = 1.0  # seconds after which a hand is killed even where it computed less, which should not be
_READING = 0.1  # seconds between two readings of a board
_SUSPICION = 10.0  # seconds
_MOST_SUSPECTS = 1000
_MOST_LENT = 100
_LARGEST_PACKET = 1 << 18

Hire = Callable[[int], Awaitable[tuple[Process, socket.socket] | None]]


class Connection(Protocol):
    """A connection of which no request is read, and to which nothing is left to be sent."""

    @property
    def peer(self) -> str:
        """The address of the other end."""

    def fileno(self) -> int:
        """Its socket."""

    def returned(self, back: Returned) -> None:
        """Go on with it."""


@dataclass(frozen=True, slots=True)
class Returned:
    """How a connection comes back: how many requests were answered, what its client has still to be sent.

    ``heavy`` says that its next request is the one that a hand was killed for, ``broken`` that an answer may be lost.
    """

    answered: int = 0
    rest: bytes = b""
    heavy: bool = False
    broken: bool = False


class Crew:
    """Hands, and the clients that are not served as their queries were heavy."""

    def __init__(self, size: int, hire: Hire, terms: Terms, swollen: int, observer: Observer) -> None:
        """``hire`` gives a new hand with a board; one that had more than ``swollen`` bytes of memory is replaced."""
        self._size, self._hire, self._terms, self._swollen = size, hire, terms, swollen
        self._hands: list[Hand] = []
        self._suspects: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._numbers = iter(range(1, 1 << 63))
        self._closed = False
        self.observer = observer

    async def start(self) -> None:
        """Have every hand ready."""
        for _ in range(self._size):
            await self._add()

    def end(self) -> None:
        """Have every connection given back, and lend none any more."""
        self._closed = True
        for hand in self._hands:
            hand.order(Order.END)

    async def close(self) -> None:
        """End every hand, once it has given back what it has, or else at once."""
        self.end()
        hands = [*self._hands]
        for patience in (_PATIENCE, None):
            if hands:
                await asyncio.wait([hand.over for hand in hands], timeout=patience)
            for hand in self._hands:
                hand.process.kill()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def lend(self, connection: Connection, client: str) -> Callable[[], None] | None:
        """Lend a connection; what calls it back, or None where there is nobody to lend it to."""
        free = [hand for hand in self._hands if hand.takes]
        if self._closed or not free or client in self._suspects:
            return None
        hand, number = min(free, key=len), next(self._numbers)
        return partial(hand.order, Order.GIVE_BACK, number) if hand.take(number, connection) else None

    def suspect(self, client: str) -> None:
        """Serve a client no more, for a while."""
        if len(self._suspects) < _MOST_SUSPECTS and client not in self._suspects:
            self._suspects.add(client)
            self._tell(Order.SUSPECT, client)
            asyncio.get_running_loop().call_later(_SUSPICION, self._trust, client)

    def read_boards(self) -> None:
        """Pass on what the hands have counted and logged."""
        for hand in self._hands:
            hand.read_board()

    def lost(self, hand: Hand, why: str) -> None:
        """Get another hand in the place of one that is gone."""
        self._hands.remove(hand)
        if not self._closed:
            self.observer.worker_ended(why)
        task = asyncio.get_running_loop().create_task(self._replace(hand))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def is_swollen(self, peak: int) -> bool:
        """Whether a hand that had so much memory is to be replaced."""
        return peak > self._swollen

    def _trust(self, client: str) -> None:
        self._suspects.discard(client)
        self._tell(Order.TRUST, client)

    def _tell(self, order: Order, client: str) -> None:
        for hand in self._hands:
            hand.order(order, address=client)

    async def _replace(self, hand: Hand) -> None:
        await hand.process.stop()
        await self._add()

    async def _add(self) -> None:
        file = new_file()
        try:
            board = Board(file)
            hired = None if self._closed else await self._hire(file)
        finally:
            os.close(file)
        if hired:
            hand = Hand(*hired, board, self)
            self._hands.append(hand)
            hand.begin(self._terms)
            for client in sorted(self._suspects):
                hand.order(Order.SUSPECT, address=client)


class Hand:
    """A process with the connections that it was lent."""

    def __init__(self, process: Process, channel: socket.socket, board: Board, crew: Crew) -> None:
        self.process, self._channel, self._board, self._crew = process, channel, board, crew
        self._lent: dict[int, Connection] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._seen = (0, 0)
        self._since = self._computed = self._read = 0.0
        self._why, self._stuck = "", False
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def __len__(self) -> int:
        return len(self._lent)

    @property
    def takes(self) -> bool:
        """Whether a connection may be lent to it."""
        return not self._why and not self.over.done() and len(self._lent) < _MOST_LENT

    def begin(self, terms: Terms) -> None:
        """Tell the process the terms, and listen to it."""
        self._channel.setblocking(False)
        asyncio.get_running_loop().add_reader(self._channel.fileno(), self._listen)
        self._send(terms.message())

    def take(self, number: int, connection: Connection) -> bool:
        """Lend it a connection; whether that worked."""
        message = order_message(Order.TAKE, number, connection.peer)
        try:
            socket.send_fds(self._channel, [message], [connection.fileno()])
        except OSError:  # it has more to read than it does, or is gone
            return False
        self._lent[number] = connection
        if not self._timer:
            self._timer = asyncio.get_running_loop().call_later(_LIGHT, self._look)
        return True

    def order(self, order: Order, connection: int = 0, address: str = "") -> None:
        """Give an order; a process that does not hear it is killed."""
        self._send(order_message(order, connection, address))

    def read_board(self) -> None:
        """Pass on what it has counted and logged."""
        observer = self._crew.observer
        self._read = asyncio.get_running_loop().time()
        lines = self._board.lines()
        if lines:
            observer.logged(lines.decode("ascii"))
            observer.counted(self._board.tally())

    def _lost(self) -> None:
        """Take every connection back, as the process is gone."""
        self.over.set_result(None)
        asyncio.get_running_loop().remove_reader(self._channel.fileno())
        if self._timer:
            self._timer.cancel()
        self.read_board()
        busy, owing = self._board.busy, self._board.owing
        lent, self._lent = self._lent, {}
        self._crew.lost(self, self._why or "lost")
        for number, connection in lent.items():
            connection.returned(Returned(heavy=self._stuck and number == busy, broken=number == owing))

    def _send(self, message: bytes) -> None:
        try:
            self._channel.send(message)
        except OSError:
            self._end("lost")

    def _end(self, why: str) -> None:
        """Kill the process; that it is gone is then heard on the channel."""
        self._why = self._why or why
        self.process.kill()

    def _listen(self) -> None:
        with suppress(BlockingIOError):
            while message := self._heard():
                number, answered, rest = return_of(message)
                connection = self._lent.pop(number, None)
                if connection:
                    connection.returned(Returned(answered, rest))
            self._lost()

    def _heard(self) -> bytes:
        """The next packet; nothing where the process is gone. Raises BlockingIOError where there is none yet."""
        try:
            return self._channel.recv(_LARGEST_PACKET)
        except ConnectionError:
            return b""

    def _look(self) -> None:
        """Find out whether it is at the same request for too long."""
        loop, seen = asyncio.get_running_loop(), (self._board.served, self._board.busy)
        now, self._timer = loop.time(), None
        if seen != self._seen or not seen[1]:
            self._seen, self._since, self._computed = seen, now, self.process.processor_time
        elif self.process.processor_time - self._computed > _LIGHT:
            self._stuck = True
            self._end("heavy")
            return
        elif now - self._since > _PATIENCE:
            self._end("lost")
            return
        if now - self._read > _READING or not self._lent:
            self.read_board()
            if self._crew.is_swollen(self._board.peak) or (not self._lent and self.process.taken > MUCH_TAKEN):
                self._why = self._why or "heavy"
                self.order(Order.END)
        if self._lent:
            self._timer = loop.call_later(_LIGHT, self._look)
