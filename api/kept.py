"""Answers as they leave: compressed, told to be unchanged where the client has them, and kept to be given again.

An answer is kept under its release and everything of the request that decides its bytes. Its entity tag is that of
the uncompressed bytes, with the coding behind it, as each coding is a representation of its own (RFC 9110, 8.8.3.3).
Conditions are judged here, where it is known which bytes would be sent. A path may do so before, to save the work: it
is asked about the tags of the uncompressed bytes that belong to those of the coding.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.addresses import pinned
from api.codings import Coding, accepted, compress, compressible
from api.explorer.words import accepted_language
from api.sparql.cache import Cache, Key
from api.visits import visit_of

Headers = tuple[tuple[bytes, bytes], ...]

_KEPT = ("/api/v1/", "/audit", "/dossier/", "/id/", "/matrix", "/networks", "/paths", "/read/", "/targets")
_LONGEST_KEY = 4000
_CONDITIONS = (b"if-none-match", b"if-modified-since")
_SLOW = 100_000
_LARGEST = 4_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer in one coding, with its entity tag if it has one."""

    status: int
    headers: Headers
    body: bytes
    tag: bytes | None

    @property
    def size(self) -> int:
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers)

    def is_named_by(self, condition: bytes | None) -> bool:
        """Whether whoever sets the condition has these very bytes already."""
        return condition is not None and self.status == 200 and bool(self.tag and _matches(condition, self.tag))

    def unchanged(self) -> Answer:
        """The answer to whoever has these bytes already, without what is said of the bytes themselves."""
        kept = tuple(pair for pair in self.headers if pair[0] == _LOCATION or not pair[0].startswith(_OF_THE_BODY))
        return Answer(304, kept, b"", self.tag)


_LOCATION = b"content-location"
_OF_THE_BODY = (b"content-", b"x-total-count")


class KeepAnswers:
    """Sends answers on, from the cache where they are in it."""

    def __init__(self, app: ASGIApp, cache: Cache | None) -> None:
        """Without a cache, answers leave in the same way, and none is kept."""
        self._app, self._cache = app, cache

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on and its answer back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = _wanted(scope["headers"])
        coding = "identity" if b"range" in headers else accepted(headers.get(b"accept-encoding", b"").decode("latin-1"))
        condition = headers.get(b"if-none-match") if scope["method"] == "GET" else None
        key = _key(scope, headers, coding) if self._cache else None
        found = self._cache.get(key, Answer) if self._cache and key else None
        if found:
            await _send(send, found, condition)
            return
        if condition is not None:
            others = [pair for pair in scope["headers"] if pair[0] not in _CONDITIONS]
            scope = {**scope, "headers": [*others, (b"if-none-match", _uncoded(condition, coding))]}
        await self._app(scope, receive, self._sender(send, coding, condition, key, tagged=scope["method"] == "GET"))

    def _sender(self, send: Send, coding: Coding, condition: bytes | None, key: Key | None, *, tagged: bool) -> Send:
        """Passes an answer on: in its coding where all of it can be held, else part by part as it is."""
        start: Message | None = None
        over = False
        parts: list[bytes] = []

        async def answer(message: Message) -> None:
            nonlocal start, over
            if message["type"] == "http.response.start":
                start = message
                return
            if start is None:
                if not over:
                    await send(message)
                return
            parts.append(message.get("body", b""))
            head = start
            if not message.get("more_body", False):
                body, start = b"".join(parts), None
                found = await _coded(_tagged(head, body) if tagged else head, body, coding)
                if self._cache and key and found.status == 200 and found.tag:
                    self._cache.put(key, found)
                await _send(send, found, condition)
            elif not _held(head):
                start, whole = None, Answer(head["status"], tuple(head["headers"]), b"", _tag(head))
                over = whole.is_named_by(condition)
                if over:
                    await _send(send, whole, condition)
                else:
                    await send(head)
                    await send(message)

        return answer


async def _send(send: Send, answer: Answer, condition: bytes | None) -> None:
    if answer.is_named_by(condition):
        answer = answer.unchanged()
    await send({"type": "http.response.start", "status": answer.status, "headers": [*answer.headers]})
    await send({"type": "http.response.body", "body": answer.body})


def _tag(start: Message) -> bytes | None:
    return next((value for name, value in start["headers"] if name == b"etag"), None)


def _held(start: Message) -> bool:
    """Whether an answer that comes in parts is text of a size that can be held until all of it is there."""
    headers = dict(start["headers"])
    size = int(headers.get(b"content-length", _LARGEST))
    return (
        size < _LARGEST
        and not _as_it_is(headers)
        and compressible(headers.get(b"content-type", b"").decode("latin-1"), size)
    )


def _as_it_is(headers: Mapping[bytes, bytes]) -> bool:
    """Whether an answer is coded already, or says that its bytes are to stay as they are (RFC 9111, 5.2.2.6)."""
    return b"content-encoding" in headers or b"no-transform" in headers.get(b"cache-control", b"")


def _tagged(start: Message, body: bytes) -> Message:
    """The start of an answer, with the hash of its bytes as its tag where it has none and says nothing of caches."""
    names = {name for name, _ in start["headers"]}
    if start["status"] != 200 or b"etag" in names or b"cache-control" in names:
        return start
    tag = f'"{blake2b(body, digest_size=12).hexdigest()}"'.encode()
    return {**start, "headers": [*start["headers"], (b"etag", tag), (b"cache-control", b"public, no-cache")]}


async def _coded(start: Message, body: bytes, coding: Coding) -> Answer:
    """A whole answer in a coding, if it is worth it."""
    headers, status = dict(start["headers"]), start["status"]  # Starlette writes all names in lower case
    tag = headers.get(b"etag")
    media_type = headers.get(b"content-type", b"").decode("latin-1")
    if status == 304 and tag:
        tag = _coded_tag(tag, coding)
        others = [pair for pair in start["headers"] if pair[0] not in (b"etag", b"vary")]
        return Answer(status, (*others, (b"etag", tag), (b"vary", _varied(headers))), b"", tag)
    if _as_it_is(headers) or status in (206, 304) or not compressible(media_type, len(body)):
        return Answer(status, tuple(start["headers"]), body, tag)
    changed = {b"vary": _varied(headers)}
    if coding != "identity":
        body = await asyncio.to_thread(compress, body, coding) if len(body) > _SLOW else compress(body, coding)
        changed |= {b"content-encoding": coding.encode(), b"content-length": b"%d" % len(body)}
        if tag:
            changed[b"etag"] = tag = _coded_tag(tag, coding)
    others = [(name, value) for name, value in start["headers"] if name not in changed]
    return Answer(status, (*others, *changed.items()), body, tag)


def _varied(headers: Mapping[bytes, bytes]) -> bytes:
    given = headers.get(b"vary", b"")
    return given if b"Accept-Encoding" in given else b"%b, Accept-Encoding" % given if given else b"Accept-Encoding"


def _coded_tag(tag: bytes, coding: Coding) -> bytes:
    return tag if coding == "identity" else b'%b-%b"' % (tag.removesuffix(b'"'), coding.encode())


def _uncoded(condition: bytes, coding: Coding) -> bytes:
    """The tags of a condition that are of this coding, as they are without it."""
    if coding == "identity":
        return condition
    ending = b'-%b"' % coding.encode()
    tags = [each.strip() for each in condition.split(b",")]
    return b", ".join(b'%b"' % tag.removesuffix(ending) for tag in tags if tag.endswith(ending))


def _wanted(headers: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """The headers by name; those that come twice as one list."""
    found: dict[bytes, bytes] = {}
    for name, value in headers:
        found[name] = b"%b, %b" % (found[name], value) if name in found else value
    return found


def _key(scope: Scope, headers: Mapping[bytes, bytes], coding: Coding) -> Key | None:
    """What an answer is kept under; None for one that is not kept. The order of parameters makes no difference."""
    path, query = scope["path"], scope["query_string"].decode("latin-1")
    accept, host, languages = (
        headers.get(name, b"").decode("latin-1") for name in (b"accept", b"host", b"accept-language")
    )
    if scope["method"] != "GET" or not path.startswith(_KEPT) or len(query) + len(accept) + len(path) > _LONGEST_KEY:
        return None
    parameters = "&".join(sorted(query.split("&"), key=_name)) if "&" in query else query
    release = (visit_of(scope).service.release.sha256, *pinned(scope))
    origin = scope["scheme"], host, scope.get("root_path", "")
    return ("answer", release, *origin, path, parameters, accept, accepted_language(languages), coding)


def _name(parameter: str) -> str:
    return parameter.partition("=")[0]


def _matches(condition: bytes, tag: bytes) -> bool:
    """Whether a condition names this very version, or any (RFC 9110, 13.1.2)."""
    return any(each.strip().removeprefix(b"W/") in (tag, b"*") for each in condition.split(b","))
