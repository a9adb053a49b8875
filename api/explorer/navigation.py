"""The doors of the explorer: what the header of every page leads to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# By the name under which the languages call it; of several paths the first that the service has.
_DOORS = (
    ("read", ("/read",)),
    ("browse", ("/browse",)),
    ("targets", ("/targets",)),
    ("matrix", ("/matrix",)),
    ("networks", ("/networks",)),
    ("audit", ("/audit",)),
    ("query", ("/query", "/sparql")),
    ("data", ("/developers", "/docs")),
)
_SEARCH = "/search"


@dataclass(frozen=True, slots=True)
class Door:
    """Something that the header leads to."""

    name: str
    path: str

    def holds(self, path: str) -> bool:
        """Whether a page stands behind this door."""
        return path == self.path or path.startswith(f"{self.path}/")


@dataclass(frozen=True, slots=True)
class Navigation:
    """The doors that the service has, and whether it can be searched."""

    doors: tuple[Door, ...] = ()
    searchable: bool = False


def navigation(paths: Iterable[str]) -> Navigation:
    """The doors that lead to one of these paths of the service."""
    existing = frozenset(paths)
    found = ((name, next((path for path in choices if path in existing), None)) for name, choices in _DOORS)
    return Navigation(tuple(Door(name, path) for name, path in found if path), _SEARCH in existing)
