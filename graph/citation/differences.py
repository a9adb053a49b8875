"""Where two answers at an address differ: lines that came, lines that went, and what changed within a line.

A line that went and one that came are one that changed where they have the same place and tell of the same thing: by
its IRI, or else by all that they say in words. Two single values at one place are one that changed, too.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_NONE = "nothing"

Thing = tuple[object, ...]


def differences(added: Iterable[str], removed: Iterable[str]) -> Iterator[str]:
    """Lines that tell a reader what differs, by the places in the answer."""
    came, went = _by_thing(added), _by_thing(removed)
    for thing in sorted({*came, *went}, key=repr):
        now, before = came.get(thing, []), went.get(thing, [])
        if len(now) == len(before) == 1:
            yield from _changes(before[0], now[0])
        else:
            yield from (f"removed  {line}" for line in before)
            yield from (f"added    {line}" for line in now)


def _by_thing(lines: Iterable[str]) -> Mapping[Thing, list[str]]:
    found = defaultdict[Thing, list[str]](list)
    for line in lines:
        found[_thing(line)].append(line)
    return found


def _thing(line: str) -> Thing:
    """What a line is about."""
    place, value = _read(line)
    if not isinstance(value, dict):
        return (place,)
    if "iri" in value:
        return (place, value["iri"])
    return (place, *((name, said) for name, said in sorted(value.items()) if isinstance(said, str)))


def _changes(before: str, now: str) -> Iterator[str]:
    """What changed in a line: each single value that is another, by its place in the line."""
    (place, old), (_, new) = _read(before), _read(now)
    if not isinstance(old, dict):
        yield f"changed  {place}: {_shown(old)} → {_shown(new)}"
        return
    about = old.get("iri") or " · ".join(said for _, said in sorted(old.items()) if isinstance(said, str))
    yield f"changed  {place} {about}"
    olds, news = dict(_leaves("", old)), dict(_leaves("", new))
    for name in sorted({*olds, *news}):
        if olds.get(name) != news.get(name):
            yield f"           {name}: {olds.get(name, _NONE)} → {news.get(name, _NONE)}"


def _leaves(place: str, value: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(value, dict | list) or not value:
        yield place, _shown(value)
        return
    for name, member in value.items() if isinstance(value, dict) else enumerate(value, 1):
        yield from _leaves(f"{place}.{name}" if place else str(name), member)


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _read(line: str) -> tuple[str, Any]:
    """The place and the value of a line; a line that has no such form is a place of its own."""
    place, _, value = line.rpartition("\t")
    try:
        return place, json.loads(value)
    except ValueError:
        return line, None
