"""Memory that is freed goes back to the system."""

from __future__ import annotations

import ctypes

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # the numbers of glibc
_LARGE = 1 << 22


def give_back_large_pieces() -> None:
    """Have a process keep no more than some four megabytes of what it has freed.

    The GNU C library maps large pieces of memory apart from the heap, but once it has freed one, it
    takes the next ones of that size from the heap, and keeps twice as much of this at hand: after an
    answer of 17 MB a process would stay up to 34 MB larger for good. Thresholds that are set do not
    move. Other C libraries have none to set.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_MMAP_THRESHOLD, _LARGE)
        mallopt(_TRIM_THRESHOLD, _LARGE)
