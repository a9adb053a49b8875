"""Links to one release: an answer that is cited comes from no other."""

from __future__ import annotations

from api.problems import NOT_FOUND, ApiError
from api.service import Service

_SHORTEST = 12
"""So many digits of a release's SHA-256 name it."""


def require_release(service: Service, asked: str | None) -> None:
    """Raise ApiError, a 404, where a request is for another release than the one that answers."""
    if asked is not None and not (len(asked) >= _SHORTEST and service.release.sha256.startswith(asked)):
        detail = f"This service has the release {service.release.sha256}, and the link is to {asked[:64]!r}."
        raise ApiError(NOT_FOUND, detail, remedy="Leave `release` out to ask the present one.", parameter="release")
