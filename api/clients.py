"""Who asks: the address that stands for a client when clients take turns."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Scope

_UNKNOWN = "unknown"
_LONGEST = 100  # the longest IPv6 address has 45 characters, and may name a zone
_IPV6_PREFIX = 64  # one subscriber usually has a whole /64, and could be another client with each request


def client_of(scope: Scope, proxy_header: str | None) -> str:
    """The client's address; of IPv6 the network of 64 bits.

    ``proxy_header`` is the lower-case name of the header that a trusted proxy appends the address
    to; its last entry counts, as those before it are whatever the client sent. None where there is
    no such proxy, and every header is the client's word only.
    """
    peer = scope["client"][0] if scope.get("client") else _UNKNOWN
    told = _last_entry(scope["headers"], proxy_header.encode()) if proxy_header else None
    return _normal(told) or _normal(peer) or _UNKNOWN


def _last_entry(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> str | None:
    values = [value for key, value in headers if key == name]
    return values[-1].decode("latin-1").rpartition(",")[2].strip() if values else None


@lru_cache(maxsize=1024)
def _normal(address: str | None) -> str | None:
    return _parsed(address) if address is not None and len(address) <= _LONGEST else None


@lru_cache(maxsize=1000)
def _parsed(address: str) -> str | None:
    try:
        parsed = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return None
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed.packed, _IPV6_PREFIX), strict=False))
