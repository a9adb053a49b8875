"""A citation of an answer: what was asked, of which release, and what came back, so that it can be checked later.

The result is told apart by the SHA-256 of its rows, sorted, under their header, each line ended by a line
feed: the order in which an engine gives equal rows does not count. Rows are those of SPARQL's TSV, or what
``graph.citation.queries`` and ``graph.citation.addresses`` say.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
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
class Subject:
    """What was asked: in words with their parameters, by its ``permalink`` without base and release, and as itself.

    That is the name of a ready question, the text of a query of one's own, or an address of the service.
    """

    words: str
    permalink: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    question: str | None = None
    query: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """An answer with all that finds it again; its rows are sorted lines, and ``columns`` is the line above them.

    One of ``question``, ``query`` and ``address`` says what to ask again.
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
    address: str | None = None

    @property
    def title(self) -> str:
        """What was asked, and about what."""
        about = ", ".join(f"{name}: {value}" for name, value in self.parameters.items())
        return f"{self.words} ({about})" if about else self.words

    @property
    def left_open(self) -> tuple[str, ...]:
        """The words of a query of one's own that leave the engine a choice: the same facts may answer otherwise."""
        return tuple(word for word in _CHOICES if word in Query(self.query or "").words)

    @property
    def key(self) -> str:
        place = re.sub(r"[^A-Za-z0-9.]+", "-", (self.address or "").partition("?")[0].removeprefix("/api/v1"))
        return f"hrap-{self.question or place.strip('-') or 'query'}-{self.result_sha256[:8]}"

    @property
    def part(self) -> str:
        """How many of how many items of a list were cited; nothing where all of them were, and of what is no list."""
        total = next((int(row.partition("\t")[2]) for row in self.rows if row.startswith("total\t")), 0)
        items = sum(row.startswith("items\t") for row in self.rows)
        return f"{items} of {total} items" if self.address and items < total else ""

    @property
    def note(self) -> str:
        """How many rows there are, what to mind about them, and by which hashes to check them."""
        release, result = self.release_sha256[:12], self.result_sha256[:12]
        rows, word = len(self.rows), "line" if self.address else "row"
        parts = [f"{rows} {word}{'' if rows == 1 else 's'}", self.part]
        parts += [f"{', '.join(self.left_open)} may choose otherwise"] if self.left_open else []
        return "; ".join(filter(None, [*parts, f"release SHA-256 {release}…, result SHA-256 {result}…"]))


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
    asked_about = urlencode(asked.parameters)
    permalink = f"api/v1/questions/{asked.question}{'?' if asked_about else ''}{asked_about}"
    subject = Subject(asked.words, permalink, dict(asked.parameters), question=asked.question)
    return cite_rows(subject, header, rows, (asked.version, asked.release_sha256), base, work)


def cite_rows(  # noqa: PLR0917 (each is another thing)
    subject: Subject, columns: str, rows: Iterable[str], release: tuple[str, str], base: str, work: Work
) -> Citation:
    """The citation of rows of a release by its version and SHA-256; ``base`` is that of the permalink."""
    found, (version, sha256) = tuple(sorted(rows)), release
    result = result_digest(columns, found)
    link = f"{base}{subject.permalink}{'&' if '?' in subject.permalink else '?'}release={sha256}#result={result}"
    return Citation(
        question=subject.question,
        words=subject.words,
        parameters=subject.parameters,
        permalink=link,
        version=version,
        release_sha256=sha256,
        result_sha256=result,
        columns=columns,
        rows=found,
        work=work,
        query=subject.query,
        address=subject.address,
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
    if sum(asked is not None for asked in (citation.question, citation.query, citation.address)) != 1:
        message = f"{name}: has to name a question or a query or an address, and one only."
        raise InputError(message, remedy="Take an unaltered copy.")
    if result_digest(citation.columns, citation.rows) != citation.result_sha256:
        raise InputError(f"{name}: its rows are not those of its hash.", remedy="Take an unaltered copy.")
    return citation
