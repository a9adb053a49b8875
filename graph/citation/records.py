"""A citation of an answer: what was asked, of which release, and what came back, so that it can be checked later.

The result is told apart by the SHA-256 of its rows in SPARQL's TSV, sorted, under their header, each
line ended by a line feed: the order in which an engine gives equal rows does not count.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Protocol
from urllib.parse import urlencode

from pydantic import TypeAdapter, ValidationError

from graph.config import Config
from graph.errors import InputError
from graph.sparql.queries import Query

# Which rows that tie stand before a cut, which duplicates go, which value is taken, in which order values are joined.
_CHOICES = ("LIMIT", "OFFSET", "REDUCED", "SAMPLE", "GROUP_CONCAT")


@dataclass(frozen=True, slots=True)
class Work:
    """What is cited: the title, authors and licence of the graph, and the day of its release if there is one."""

    title: str
    authors: tuple[str, ...]
    license: str
    released: str | None = None


class Citable(Protocol):
    """What a citation for reference managers needs: a key, a title, where it is found, of which version."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def permalink(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def work(self) -> Work: ...


@dataclass(frozen=True, slots=True)
class Reference:
    """A page or a document of one release, as it is cited."""

    key: str
    title: str
    permalink: str
    version: str
    note: str
    work: Work


@dataclass(frozen=True, slots=True)
class Citation:
    """An answer with all that finds it again. ``columns`` and ``rows`` are lines of SPARQL's TSV, rows sorted.

    Either ``question`` names a ready question, or ``query`` is the text of a query of one's own.
    """

    question: str | None
    words: str
    parameters: Mapping[str, str]
    permalink: str
    version: str
    release_sha256: str
    result_sha256: str
    columns: str
    rows: tuple[str, ...]
    work: Work
    query: str | None = None

    @property
    def title(self) -> str:
        """The question, with what it was asked about."""
        about = ", ".join(f"{name}: {value}" for name, value in self.parameters.items())
        return f"{self.words} ({about})" if about else self.words

    @property
    def left_open(self) -> tuple[str, ...]:
        """The words of a query of one's own that leave the engine a choice: the same facts may answer otherwise."""
        return tuple(word for word in _CHOICES if word in Query(self.query or "").words)

    @property
    def key(self) -> str:
        return f"hrap-{self.question or 'query'}-{self.result_sha256[:8]}"

    @property
    def note(self) -> str:
        """How many rows there are, and by which hashes to check them."""
        release, result = self.release_sha256[:12], self.result_sha256[:12]
        rows = len(self.rows)
        choice = f"; {', '.join(self.left_open)} may choose otherwise" if self.left_open else ""
        return f"{rows} row{'' if rows == 1 else 's'}{choice}; release SHA-256 {release}…, result SHA-256 {result}…"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: a question's name and words, the value of each parameter, and of which release."""

    question: str
    words: str
    parameters: Mapping[str, str]
    version: str
    release_sha256: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A cited answer beside a present one: the rows that came and went, and whether the release is the same."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    columns_changed: bool
    same_release: bool

    @property
    def same(self) -> bool:
        """Whether the answers have the same columns and rows."""
        return not (self.added or self.removed or self.columns_changed)


def load_work(config: Config) -> Work:
    """What ontology/citation.toml says."""
    said = tomllib.loads(config.read(config.ontology / "citation.toml"))
    return Work(said["title"], tuple(said["authors"]), said["license"], said.get("released"))


def cite(asked: Asked, tsv: bytes, base: str, work: Work) -> Citation:
    """The citation of an answer in SPARQL's TSV; the permalink starts with ``base``, which ends with a slash."""
    header, *rows = tsv.decode("utf-8").removesuffix("\n").split("\n")
    found = tuple(sorted(rows))
    result = result_digest(header, found)
    query = urlencode({**asked.parameters, "release": asked.release_sha256})
    return Citation(
        question=asked.question,
        words=asked.words,
        parameters=dict(asked.parameters),
        permalink=f"{base}api/v1/questions/{asked.question}?{query}#result={result}",
        version=asked.version,
        release_sha256=asked.release_sha256,
        result_sha256=result,
        columns=header,
        rows=found,
        work=work,
    )


def result_digest(columns: str, rows: tuple[str, ...]) -> str:
    """The SHA-256 of a header and sorted rows, each with a line feed."""
    return hashlib.sha256("".join(f"{line}\n" for line in (columns, *rows)).encode()).hexdigest()


def compare(cited: Citation, present: Citation) -> Comparison:
    """What differs between a cited answer and the present one. A row that is there twice counts twice."""
    before, now = Counter(cited.rows), Counter(present.rows)
    return Comparison(
        added=tuple(sorted((now - before).elements())),
        removed=tuple(sorted((before - now).elements())),
        columns_changed=cited.columns != present.columns,
        same_release=cited.release_sha256 == present.release_sha256,
    )


def as_json(citation: Citation) -> str:
    """The citation as the JSON document that ``from_json`` reads."""
    return json.dumps(asdict(citation), ensure_ascii=False, indent=1) + "\n"


def from_json(text: str, name: str) -> Citation:
    """Read a citation. Raises InputError where the document is none, or its rows are not those of its hash."""
    try:
        citation = TypeAdapter(Citation).validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the document"
        remedy = "Make one with: hrap cite."
        raise InputError(f"{name}: not a citation: {where}: {first['msg']}.", remedy=remedy) from error
    if (citation.question is None) == (citation.query is None):
        raise InputError(f"{name}: has to name a question or a query, and one only.", remedy="Take an unaltered copy.")
    if result_digest(citation.columns, citation.rows) != citation.result_sha256:
        raise InputError(f"{name}: its rows are not those of its hash.", remedy="Take an unaltered copy.")
    return citation
