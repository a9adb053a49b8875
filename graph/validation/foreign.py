"""Reads RDF that is not ours: any format, any size up to a limit, however broken, and nothing is fetched.

All formats but RDF/XML are read by the parsers of Oxigraph, which say line and column, keep the words
of a literal and know no network. RDF/XML is read by rdflib over expat, which opens no external
entities and bears any depth; entities that would swell a text are refused before.
"""

from __future__ import annotations

import gzip
import io
import stat
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, BinaryIO
from xml.parsers import expat  # its handlers here end at the first element

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse
from pyoxigraph import Literal as Words
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as Value
from rdflib.term import Node

from graph.errors import InputError

FORMATS: Mapping[str, RdfFormat] = MappingProxyType(
    {
        "turtle": RdfFormat.TURTLE,
        "ntriples": RdfFormat.N_TRIPLES,
        "nquads": RdfFormat.N_QUADS,
        "trig": RdfFormat.TRIG,
        "rdfxml": RdfFormat.RDF_XML,
        "jsonld": RdfFormat.JSON_LD,
    }
)
SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        ".ttl": "turtle",
        ".nt": "ntriples",
        ".nq": "nquads",
        ".trig": "trig",
        ".rdf": "rdfxml",
        ".owl": "rdfxml",
        ".xml": "rdfxml",
        ".jsonld": "jsonld",
        ".json": "jsonld",
    }
)
STDIN = "-"

_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_TICK = 100_000
_ENTITY = 200

Tick = Callable[[int], None]
"""Called now and then with the number of triples read so far."""


def read_foreign(name: str, format_name: str | None, max_bytes: int, tick: Tick) -> Graph:
    """The triples of a file, or of standard input for ``-``, of all its named graphs together.

    ``format_name`` is a key of FORMATS; without it the name of the file tells, with or without
    ``.gz``. Raises InputError, with line and reason, where there is nothing that can be read, and
    where it has more than ``max_bytes`` bytes, counted after unpacking.
    """
    with _opened(name) as stream:
        chosen = format_name or _format_of(name)
        capped = _Capped(stream, max_bytes)
        try:
            buffered = io.BufferedReader(capped)
            return _rdfxml(buffered) if chosen == "rdfxml" else _others(buffered, FORMATS[chosen], tick)
        except Exception as error:  # parsers raise whatever their grammar code meets
            if capped.overflown:
                raise InputError(
                    f"{name}: has more than {max_bytes:,} bytes.",
                    remedy="Check a part of it, or raise the limit with --max-bytes; a million triples take some 2 GB.",
                ) from error
            raise _unreadable(name, chosen, error) from error


class _Capped(io.RawIOBase):
    """Hands out the bytes of a stream up to a cap, then refuses."""

    def __init__(self, stream: BinaryIO, cap: int) -> None:
        self._stream = stream
        self._left = cap
        self.overflown = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; OSError where the stream has more than the cap."""
        data = self._stream.read(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            self.overflown = True
            raise OSError("more bytes than the limit")
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == STDIN:
        yield sys.stdin.buffer
        return
    path = Path(name)
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "no regular file"
            raise InputError(f"{name}: is {kind}.", remedy="Name an RDF file, or pipe it and write - as its name.")
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
            yield stream  # type: ignore[misc]
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror or error}.", remedy="Name an RDF file.") from error


def _format_of(name: str) -> str:
    suffix = Path(name.removesuffix(".gz")).suffix.lower()
    if suffix not in SUFFIXES:
        known = ", ".join(FORMATS)
        raise InputError(f"{name}: its name does not tell its format.", remedy=f"Give --input-format, one of {known}.")
    return SUFFIXES[suffix]


def _rdfxml(stream: IO[bytes]) -> Graph:
    data = stream.read()
    _check_entities(data)
    return Graph().parse(data=data, format="xml", publicID="urn:input:")


class _Started(Exception):
    """The head of an XML file is over."""


def _check_entities(data: bytes) -> None:
    """Refuse entities that hold entities, or much text: a small file of them stands for a text without end."""

    def declared(name: str, _: object, value: str | None, *__: object) -> None:
        if value is not None and ("&" in value or len(value) > _ENTITY):
            raise ValueError(f"its entity {name} stands for other entities or for more than {_ENTITY} characters")

    def started(*_: object) -> None:
        raise _Started

    parser = expat.ParserCreate()
    parser.EntityDeclHandler, parser.StartElementHandler = declared, started
    with suppress(_Started):
        parser.Parse(data, True)


def _others(stream: IO[bytes], form: RdfFormat, tick: Tick) -> Graph:
    graph, terms = Graph(), _Terms()
    for count, quad in enumerate(parse(input=stream, format=form, base_iri="urn:input:")):
        subject, predicate, value = (terms.read(part) for part in (quad.subject, quad.predicate, quad.object))
        graph.add((subject, predicate, value))
        if count % _TICK == 0:
            tick(count)
    return graph


class _Terms:
    """Turns the parser's terms into ours; blank nodes are numbered as they come, so that a report lasts."""

    def __init__(self) -> None:
        self._blank: dict[str, BNode] = {}

    def read(self, term: NamedNode | BlankNode | Words | Triple) -> Node:
        if isinstance(term, NamedNode):
            return URIRef(term.value)
        if isinstance(term, BlankNode):
            return self._blank.setdefault(term.value, BNode(f"b{len(self._blank) + 1}"))
        if isinstance(term, Triple):
            raise ValueError("it has triples about triples, which SHACL does not know")
        if term.language:
            return Value(term.value, lang=_tag(term.language))
        kind = term.datatype.value
        return Value(term.value, datatype=None if kind == _XSD_STRING else URIRef(kind))


def _tag(language: str) -> str:
    """A language tag as one writes it (RFC 5646, section 2.1.1): the parser has put it in small letters."""
    first, *rest = language.split("-")
    return "-".join([first, *(_CASES.get(len(part), str.lower)(part) for part in rest)])


_CASES: Mapping[int, Callable[[str], str]] = MappingProxyType({2: str.upper, 4: str.title})


def _unreadable(name: str, form: str, error: Exception) -> InputError:
    if isinstance(error, OSError | EOFError | zlib.error) and not isinstance(error, SyntaxError):
        return InputError(f"{name}: cannot be read: {error}.", remedy="Name a whole RDF file.")
    reason = " ".join(str(error).split())[:300]
    if "LoadDocumentCallback" in reason:
        return InputError(f"{name}: its context is on the web, and nothing is fetched.", remedy="Put it into the file.")
    where = _line(error)
    return InputError(f"{name}{where}: not valid {form}: {reason}.", remedy="Correct that place, or the format.")


def _line(error: Exception) -> str:
    from_sax = getattr(error, "getLineNumber", None)
    line = from_sax() if from_sax else getattr(error, "lineno", None)
    return f", line {line}" if line else ""
