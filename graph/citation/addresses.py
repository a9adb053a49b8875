"""The answer at an address of the service as it is cited: the lines that its JSON comes down to.

A line is the place of a value and the value itself as JSON, its members sorted, a tab between the two. What an object
holds has lines of its own, with its name before theirs; each element of a list has one, all under the name of the list,
so that an element that comes or goes changes no other line. The order of elements is not cited, but by their ranks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from graph.citation.records import Citation, Subject, Work, cite_rows

COLUMNS = "place\tvalue"
_NOT_CITED = frozenset({"citation", "dataset", "limit", "next", "offset"})
"""What an answer says of its release, of how to cite it, and of what was asked, all of which a citation says itself."""


def cite_address(subject: Subject, body: bytes, release: tuple[str, str], base: str, work: Work) -> Citation:
    """The citation of a JSON document that was answered, from a release by its version and SHA-256."""
    document = json.loads(body)
    cited = {name: value for name, value in document.items() if name not in _NOT_CITED}
    return cite_rows(subject, COLUMNS, _lines("", cited), release, base, work)


def _lines(place: str, value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, member in value.items():
            yield from _lines(f"{place}.{name}" if place else name, member)
    else:
        for each in value if isinstance(value, list) else [value]:
            yield f"{place}\t{json.dumps(each, ensure_ascii=False, sort_keys=True)}"
