"""The release that is served: opened, watched, and exchanged for a newer one without losing a request.

Every few seconds the service looks where ``current`` points. A new release is opened beside the
one that serves: its hash checked, its read model opened, its workers warmed. Only then do new
requests go to it. Those that have begun end on the release they began on, which is closed when the
last of them has ended. A release that cannot be opened changes nothing, is told in the log and at
/ready, and is not tried again until it changes.
"""

from __future__ import annotations

import asyncio
import gc
import hashlib
import logging
from dataclasses import dataclass, fields, replace
from pathlib import Path

from api.catalogue import read_catalogue
from api.db import Database
from api.dossiers.reading import read_ahead
from api.dumps import catalogue_of
from api.lending import terms
from api.logs import AccessLog
from api.metrics import Metrics
from api.pages import ready_environment
from api.paths import load_paths
from api.prepared import prepare
from api.service import Service
from api.settings import Settings
from api.sparql.answers import Answers, Requests
from api.sparql.cache import Cache
from api.sparql.engine import Engine, PoolLimits
from api.sparql.pool import Pool
from api.sparql.reading import Reader
from api.sparql.remote import RemoteStore
from api.things import read_things
from api.validation import read_validation
from api.vocabulary import read_vocabulary
from graph.config import Config
from graph.contents import Contents, read_contents
from graph.dump_list import read_list
from graph.errors import HrapError, ReleaseError
from graph.names import Names
from graph.questions import load_questions
from graph.release import Release, open_release

_LOG = logging.getLogger("hrap.release")
_CURRENT = "current"

Signature = tuple[object, ...]


@dataclass(slots=True)
class Running:
    """A release in service, and how many requests it is answering; ``light`` is it with a database in a hurry."""

    service: Service
    light: Service
    requests: int = 0
    retired: bool = False


class Releases:
    """Holds the release that serves, and exchanges it."""

    def __init__(self, settings: Settings, metrics: Metrics, cache: Cache, log: AccessLog) -> None:
        self._settings, self._metrics, self._cache, self._log = settings, metrics, cache, log
        self._requests = Requests(settings.cache_bytes // 5)
        self._running: Running | None = None
        self._seen: Signature = ()
        self._closing: set[asyncio.Task[None]] = set()
        self.refusal: str | None = None

    async def start(self) -> None:
        """Open the current release. Raises HrapError where that fails."""
        self._seen = _signature(self._settings.releases)
        self._running = await self._open()
        _settle()
        self._metrics.served(self._running.service.release, self._running.service.engine)

    async def close(self) -> None:
        """Close every release that is still open."""
        if self._running:
            await _close(self._running)
        await asyncio.gather(*self._closing)

    @property
    def running(self) -> Running:
        """The release that serves."""
        assert self._running is not None  # noqa: S101 (no request comes before the start)
        return self._running

    def enter(self) -> Running:
        """The release for a request that begins."""
        running = self.running
        running.requests += 1
        return running

    def leave(self, running: Running) -> None:
        """Note that a request has ended."""
        running.requests -= 1
        self._close_if_done(running)

    async def watch(self) -> None:
        """Look for a new release for ever."""
        while True:
            await asyncio.sleep(self._settings.reload_time)
            try:
                await self.look()
            except Exception:
                _LOG.exception("looking for a new release failed")

    async def look(self) -> None:
        """Take the current release where it is another than before and sound."""
        seen = await asyncio.to_thread(_signature, self._settings.releases)
        if seen == self._seen:
            return
        self._seen = seen
        try:
            opened = await self._open()
        except HrapError as error:
            if self._settings.query_address:
                self._seen = ()  # the release may come into the store later, or the store come back
            if self.refusal == str(error):
                return
            self.refusal = str(error)
            self._metrics.refused()
            _LOG.error("the new release is not taken: %s", error)
            return
        service = opened.service
        before, self._running = self._running, opened
        _settle()
        self.refusal = None
        self._metrics.served(service.release, service.engine)
        _LOG.info("release %s %s is served", service.release.version, service.release.sha256)
        if before:
            before.retired = True
            if before.service.engine.crew:
                before.service.engine.crew.end()
            self._close_if_done(before)

    def _close_if_done(self, running: Running) -> None:
        if running.retired and not running.requests:
            task = asyncio.get_running_loop().create_task(_close(running))
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)

    async def _open(self) -> Running:
        release, database = await asyncio.to_thread(_open_checked, self._settings.releases)
        engine: Engine | None = None
        try:
            contents = await asyncio.to_thread(read_contents, release.graph)
            engine = self._engine(release, contents)
            # While the workers load the graph, this process has nothing else to do.
            _, templates = await asyncio.gather(engine.start(), asyncio.to_thread(ready_environment))
            if engine.quads != release.quads:
                raise ReleaseError(f"{release.graph}: {engine.quads} quads, not the {release.quads} of its manifest.")
            (base,) = database.values("SELECT value FROM meta WHERE key = 'base'")
            catalogue = await asyncio.to_thread(read_catalogue, database)
            prepared = await asyncio.to_thread(prepare, release, database, catalogue)
            await asyncio.to_thread(read_ahead, database)
            vocabulary = await asyncio.to_thread(read_vocabulary, release, templates)
            paths = await asyncio.to_thread(load_paths, database)
            things = await asyncio.to_thread(read_things, release, contents, Names(base))
            dumps = await asyncio.to_thread(read_list, release.dumps)
            validation = await asyncio.to_thread(read_validation, release, Names(base))
        except BaseException:
            if engine:
                await engine.close()
            database.close()
            raise
        service = Service(
            settings=self._settings,
            release=release,
            contents=contents,
            database=database,
            validation=validation,
            prepared=prepared,
            catalogue=catalogue,
            engine=engine,
            answers=Answers(engine, self._cache, self._requests, release.sha256),
            reader=Reader(self._settings.query_limits, self._settings.queue, self._settings.queue_timeout),
            pages=templates,
            names=Names(base),
            vocabulary=vocabulary,
            paths=paths,
            questions={question.name: question for question in load_questions(Config())},
            things=things,
            dumps=dumps,
            files=catalogue_of(dumps, contents.description, Names(base)),
        )
        return Running(service, replace(service, database=Database(release.read_model, in_a_hurry=True)))

    def _engine(self, release: Release, contents: Contents) -> Engine:
        """What is to answer the queries over a release: worker processes, or the remote store of the settings."""
        limits, observer = _limits(self._settings), self._metrics.observer(self._log.add)
        address = self._settings.query_address
        if address is None:
            return Pool(release.graph, limits, observer, terms(self._settings, release))
        return RemoteStore(address, release, contents.sizes, limits, observer)


def _settle() -> None:
    """Have the collector of garbage pass over what a release consists of: it lasts, and takes a tenth of a second.

    What lasted before is looked through once more, as it may have become garbage.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


async def _close(running: Running) -> None:
    await running.service.engine.close()
    running.service.database.close()
    running.light.database.close()


def _open_checked(root: Path) -> tuple[Release, Database]:
    """The current release and its read model. Raises ReleaseError where its parts do not belong together."""
    release = open_release(root)
    with release.graph.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != release.sha256:
        raise ReleaseError(f"{release.graph} is not the graph of its manifest.", remedy="Build the release again.")
    database = Database(release.read_model)
    if database.values("SELECT value FROM meta WHERE key = 'sha256'") != [release.sha256]:
        database.close()
        raise ReleaseError(f"{release.read_model} is of another release.", remedy="Build the release again.")
    return release, database


def _signature(root: Path) -> Signature:
    """What changes when another release becomes current, or any file of a broken one is mended."""
    folder = (root / _CURRENT).resolve()
    try:
        parts = [(path, path.stat()) for path in (folder, *sorted(folder.rglob("*")))]
    except OSError as error:
        return (str(folder), error.errno)
    return tuple((str(path), stat.st_ino, stat.st_size, stat.st_mtime_ns) for path, stat in parts)


def _limits(settings: Settings) -> PoolLimits:
    return PoolLimits(**{field.name: getattr(settings, field.name) for field in fields(PoolLimits)})
