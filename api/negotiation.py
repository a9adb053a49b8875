"""Which of the media types on offer a request prefers (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_RANGE = re.compile(r"""(?:[^,"]|"(?:[^"\\]|\\.)*")+""")
_QUALITY = re.compile(r";\s*q\s*=\s*(?P<q>[01](?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Range:
    type: str
    subtype: str
    quality: float

    def specificity(self, media_type: str) -> int:
        """0 where it does not match; the more exactly it does, the more. Parameters are ignored."""
        main, _, sub = media_type.partition("/")
        if (self.type, self.subtype) == (main, sub):
            return 3
        if (self.type, self.subtype) == (main, "*"):
            return 2
        return 1 if (self.type, self.subtype) == ("*", "*") else 0


def preferred(accept: str | None, offers: Sequence[str]) -> str | None:
    """The offer with the highest quality, the first of equals; None where none is acceptable.

    The most exact range decides an offer's quality, so ``text/*;q=0.5, text/csv;q=0`` rules CSV
    out. No header, or one without a single valid range, accepts everything.
    """
    ranges = list(_ranges(accept or ""))
    if not ranges:
        return next(iter(offers), None)
    best = max(offers, key=lambda offer: _quality(offer, ranges), default=None)
    return best if best and _quality(best, ranges) > 0 else None


def _quality(offer: str, ranges: Sequence[_Range]) -> float:
    matching = [(found, r.quality) for r in ranges if (found := r.specificity(offer))]
    return max(matching)[1] if matching else 0.0


def _ranges(accept: str) -> Iterator[_Range]:
    for part in _RANGE.findall(accept):
        name = part.split(";", 1)[0].strip().lower()
        main, slash, sub = name.partition("/")
        if slash and main and sub:
            quality = _QUALITY.search(part)
            yield _Range(main, sub, float(quality["q"]) if quality else 1.0)
