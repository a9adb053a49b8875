"""What a permalink cites: which answer, of which release, with which hash. The answer itself is not in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from graph.errors import InputError

_FOUND = re.compile(r"https?://[^\s\"{}<>\\]+[?&]release=[0-9a-f]{64}#result=[0-9a-f]{64}")
_ASKED = re.compile(
    r"https?://[^?#]*?/(?P<asked>api/v1/questions/(?P<question>[a-z0-9_-]+)|query|(?:api/v1|dossier)/[^?#]+)"
    r"(?:\?(?P<values>[^#]*?))?[?&]release=(?P<release>[0-9a-f]{64})#result=(?P<result>[0-9a-f]{64})"
)


@dataclass(frozen=True, slots=True)
class Permalink:
    """A cited answer by what was asked, as in ``Citation``, and by the hashes of its release and of its rows."""

    release_sha256: str
    result_sha256: str
    question: str | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    query: str | None = None
    address: str | None = None

    @property
    def title(self) -> str:
        """What was asked."""
        return self.question or self.query or self.address or ""


def read_permalink(text: str, name: str) -> Permalink:
    """The permalink in a text, such as an entry of BibTeX. Raises InputError where there is none, or several."""
    found = dict.fromkeys(_FOUND.findall(text))
    if not found:
        message = f"{name}: no citation: it has no permalink with the hashes of a release and a result."
        raise InputError(message, remedy="Make one with: hrap cite.")
    if len(found) > 1:
        raise InputError(f"{name}: has {len(found)} permalinks.", remedy="Give one of them, in quotation marks.")
    (link,) = found
    match = _ASKED.fullmatch(link)
    if match is None:
        raise InputError(f"{name}: {link} leads to no answer that is cited.", remedy="Make one with: hrap cite.")
    return _permalink(match)


def _permalink(match: re.Match[str]) -> Permalink:
    hashes, values = (match["release"], match["result"]), match["values"] or ""
    pairs = dict(parse_qsl(values, keep_blank_values=True))
    if match["question"]:
        return Permalink(*hashes, question=match["question"], parameters=pairs)
    if match["asked"] == "query":
        return Permalink(*hashes, query=pairs.get("query", ""))
    return Permalink(*hashes, address=f"/{match['asked']}{f'?{values}' if values else ''}")
