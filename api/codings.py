"""Compression of answers: which coding a request gets, and the bytes in it (RFC 9110, sections 8.4 and 12.5.3)."""

from __future__ import annotations

import gzip
from functools import lru_cache
from typing import Literal

import brotli  # type: ignore[import-untyped]

Coding = Literal["br", "gzip", "identity"]

_OURS: tuple[Coding, ...] = ("br", "gzip")
_SMALLEST = 1000
_LARGE = 100_000
_TYPES = ("text/", "image/svg+xml")
_ENDINGS = ("json", "xml", "javascript", "turtle", "n-triples", "n-quads", "trig", "sparql-query", "yaml")


@lru_cache(maxsize=256)
def accepted(header: str) -> Coding:
    """The coding that an Accept-Encoding header likes best, the densest of equals; ``identity`` where none is ours."""
    weights: dict[str, float] = {}
    for part in header.lower().split(","):
        name, _, parameters = part.partition(";")
        weights[name.strip()] = _weight(parameters)
    quality = {coding: weights.get(coding, weights.get("*", 0.0)) for coding in _OURS}
    best = max(_OURS, key=lambda coding: quality[coding])
    return best if quality[best] > 0 and quality[best] >= weights.get("identity", 0.0) else "identity"


def compressible(media_type: str, size: int) -> bool:
    """Whether bytes of this type and number are worth it."""
    return size >= _SMALLEST and _textual(media_type)


def compress(body: bytes, coding: Coding) -> bytes:
    """The bytes in a coding. The same bytes always come out the same: gzip is told no time."""
    quick = len(body) > _LARGE
    if coding == "br":
        return bytes(brotli.compress(body, quality=1 if quick else 5))
    return gzip.compress(body, compresslevel=1 if quick else 6, mtime=0)


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(1.0, max(0.0, float(value)))
    except ValueError:
        return 0.0


@lru_cache(maxsize=256)
def _textual(media_type: str) -> bool:
    name = media_type.partition(";")[0].strip().lower()
    return name.startswith(_TYPES) or name.endswith(_ENDINGS)
