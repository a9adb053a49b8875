"""How a remote store is reached over HTTP, and what its refusals mean.

Only the address that is configured is ever contacted: redirects are not followed and proxies of the
environment are not used. TLS certificates are verified. httpx does it, as the standard library can
neither be cancelled while it waits nor authenticate by digest, which Virtuoso asks for.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx

from graph.errors import QueryError, QueryTimeout, ServeError, StoreLost

_CONNECT = 5.0
_LONGEST_REASON = 300
_DONE = frozenset({200, 201, 204})
_LOST = frozenset({429, 500, 502, 503})
_AGAIN = "Try again."
_VIRTUOSO_TIMEOUTS = ("S1TAT", "S1T00")
_HEADERS = {"Accept-Encoding": "identity", "User-Agent": "hrap"}  # what is not packed cannot swell


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """The URL of an endpoint of a store, and who we are there; ``user`` may be empty."""

    url: str
    user: str = ""
    password: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ServeError("The store's address is no HTTP URL.", remedy="Write https://host/path.")
        if parts.username or parts.password:
            raise ServeError(
                "The store's address holds credentials.", remedy="Set HRAP_STORE_USER and HRAP_STORE_PASSWORD."
            )

    @property
    def options(self) -> dict[str, Any]:
        """What an httpx client of the store is made with."""
        return {
            "auth": _Credentials(self.user, self.password) if self.user else None,
            "headers": _HEADERS,
            "timeout": httpx.Timeout(None, connect=_CONNECT),
            "trust_env": False,
        }


class _Credentials(httpx.Auth):
    """Basic or digest, whichever the store asks for first."""

    def __init__(self, user: str, password: str) -> None:
        self._basic, self._digest = httpx.BasicAuth(user, password), httpx.DigestAuth(user, password)
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._chosen is None:
            response = yield request
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            asked = response.headers.get("www-authenticate", "").lower()
            self._chosen = self._digest if "digest" in asked else self._basic
        yield from self._chosen.auth_flow(request)


def lost(error: httpx.HTTPError) -> StoreLost:
    """The error of a request that got no answer, or not all of it."""
    return StoreLost(f"The store does not answer: {type(error).__name__}.", remedy=_AGAIN)


def refusal(status: int, headers: Mapping[str, str], said: str) -> QueryError | None:
    """The error that an answer is, or None where it is one; ``said`` begins its body."""
    stopped = status in (408, 504) or any(f" {code} " in f" {said}" for code in _VIRTUOSO_TIMEOUTS)
    if headers.get("x-sql-state") in _VIRTUOSO_TIMEOUTS or (status not in _DONE and stopped):
        return QueryTimeout("The store stopped the query.", remedy="Ask for less at a time.")
    if status in _DONE:
        return None
    reason = " ".join(said.splitlines()[:1])[:_LONGEST_REASON]
    if status == 400 or (status == 500 and reason.startswith("Virtuoso")):
        return QueryError(f"The store could not answer: {reason}", remedy="Ask in another way.")
    if status in (401, 403):
        what = "refuses the service"
    else:
        what = "cannot answer now" if status in _LOST else "has no such endpoint at its address"
    return StoreLost(f"The store {what} ({status}): {reason}", remedy=_AGAIN)
