"""Reading RDF that is not ours: every format, every way to be broken, and nothing fetched."""

from __future__ import annotations

import gzip
import os
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import XSD

from graph.errors import InputError
from graph.validation.foreign import SUFFIXES, read_foreign

BIG = 1_000_000
SUBJECT, PREDICATE = URIRef("https://example.org/s"), URIRef("https://example.org/p")
SAMPLE = {
    ".ttl": "<https://example.org/s> <https://example.org/p> 3.50 .",
    ".nt": '<https://example.org/s> <https://example.org/p> "3.50"^^<http://www.w3.org/2001/XMLSchema#decimal> .',
    ".nq": '<https://example.org/s> <https://example.org/p> "3.50"^^<http://www.w3.org/2001/XMLSchema#decimal> <x:g> .',
    ".trig": "<x:g> { <https://example.org/s> <https://example.org/p> 3.50 . }",
    ".jsonld": '{"@id": "https://example.org/s", "https://example.org/p": '
    '{"@value": "3.50", "@type": "http://www.w3.org/2001/XMLSchema#decimal"}}',
    ".rdf": '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://example.org/">'
    '<r:Description r:about="https://example.org/s">'
    '<e:p r:datatype="http://www.w3.org/2001/XMLSchema#decimal">3.50</e:p></r:Description></r:RDF>',
}
ENTITIES = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
XML = (
    '<?xml version="1.0"?><!DOCTYPE r {dtd}><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:e="https://example.org/"><r:Description r:about="https://example.org/s"><e:p>{words}</e:p>'
    "</r:Description></r:RDF>"
)


def read(path: Path | str, form: str | None = None, max_bytes: int = BIG) -> Graph:
    return read_foreign(str(path), form, max_bytes, lambda _: None)


@pytest.mark.parametrize("suffix", SAMPLE)
def test_every_format_is_read_with_the_words_of_its_literals(suffix: str, tmp_path: Path) -> None:
    plain, packed = tmp_path / f"a{suffix}", tmp_path / f"a{suffix}.gz"
    plain.write_text(SAMPLE[suffix], encoding="utf-8")
    packed.write_bytes(gzip.compress(SAMPLE[suffix].encode()))
    expected = {(SUBJECT, PREDICATE, Literal("3.50", datatype=XSD.decimal, normalize=False))}
    assert set(read(plain)) == expected
    assert set(read(packed)) == expected


def test_language_tags_are_written_as_one_writes_them(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text('<x:s> <x:p> "a"@zh-Hans, "b"@en-GB .', encoding="utf-8")
    assert {value.language for _, _, value in read(path)} == {"zh-Hans", "en-GB"}  # type: ignore[attr-defined]


def test_blank_nodes_are_numbered_as_they_come(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("[] <x:p> [] .", encoding="utf-8")
    assert [(str(s), str(o)) for s, _, o in read(path)] == [("b1", "b2")]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.ttl", b"<x:a> <x:b> <x:c> .\n\n<x:a> <x:b> [ .\n", "line 3: not valid turtle"),
        ("a.nt", b"<x:a> <x:b> <x:c> .\n<x:a> ha .\n", "line 2: not valid ntriples"),
        ("a.ttl", bytes(range(256)), "line 1: not valid turtle"),
        ("a.jsonld", b"<x:a> <x:b> <x:c> .", "not valid jsonld"),
        ("a.rdf", b"<x:a> <x:b> <x:c> .", "line 1: not valid rdfxml"),
        ("a.jsonld", b'{"x:p":' * 100_000, "not valid jsonld"),
        ("a.ttl.gz", b"no gzip", "cannot be read"),
        ("a.ttl.gz", gzip.compress(b"<x:a> <x:b> <x:c> .", mtime=0)[:-9], "cannot be read"),
        ("a.txt", b"", "its name does not tell its format"),
        ("a.rdf", XML.format(dtd=f'[<!ENTITY a0 "{"ha" * 50}">{ENTITIES}]', words="&a9;").encode(), "not valid rdfxml"),
    ],
)
def test_what_cannot_be_read_is_an_error_with_line_and_reason(
    name: str, content: bytes, said: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=said):
        read(path)


def test_deep_nesting_ends_in_a_graph_or_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("<x:a> <x:b> " + "[ <x:p> " * 50_000 + "1" + "]" * 50_000 + " .", encoding="utf-8")
    assert len(read(path)) == 50_001
    xml = tmp_path / "a.rdf"
    deep = "<r:Description><e:p>" * 20_000 + "</e:p></r:Description>" * 20_000
    xml.write_text(
        f'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://example.org/">{deep}</r:RDF>',
        encoding="utf-8",
    )
    assert len(read(xml)) == 19_999 + 1


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_over_the_limit_is_refused_with_the_limit(packed: bool, tmp_path: Path) -> None:
    path = tmp_path / ("a.nt.gz" if packed else "a.nt")
    content = b"<x:a> <x:b> <x:c> .\n" * 1000
    path.write_bytes(gzip.compress(content) if packed else content)
    with pytest.raises(InputError, match=r"more than 500 bytes.*--max-bytes"):
        read(path, max_bytes=500)
    assert len(read(path, max_bytes=len(content))) == 1


def test_folders_pipes_and_missing_files_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ttl")
    for path, said in (
        (tmp_path, "is a folder"),
        (tmp_path / "pipe.ttl", "no regular file"),
        (tmp_path / "x", "cannot be read"),
    ):
        with pytest.raises(InputError, match=said):
            read(path, "turtle")


def test_an_empty_file_is_an_empty_graph(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").touch()
    assert len(read(tmp_path / "a.ttl")) == 0


def test_suffixes_are_small_letters() -> None:
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in SUFFIXES)


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A server on this machine that notes each call."""
    calls: list[bytes] = []

    class Note(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            calls.append(self.request.recv(1000))

    with socketserver.TCPServer(("127.0.0.1", 0), Note) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_address[1], calls
        server.shutdown()
        thread.join()


def test_nothing_that_a_file_refers_to_is_fetched(tmp_path: Path, listener: tuple[int, list[bytes]]) -> None:
    port, calls = listener
    there = f"http://127.0.0.1:{port}/x"
    (tmp_path / "a.ttl").write_text(f"<x:o> <http://www.w3.org/2002/07/owl#imports> <{there}> .", encoding="utf-8")
    (tmp_path / "a.jsonld").write_text(f'{{"@context": "{there}", "name": "x"}}', encoding="utf-8")
    (tmp_path / "dtd.rdf").write_text(XML.format(dtd=f'SYSTEM "{there}"', words="x"), encoding="utf-8")
    entity = f'[<!ENTITY x SYSTEM "{there}">]'
    (tmp_path / "entity.rdf").write_text(XML.format(dtd=entity, words="&x;"), encoding="utf-8")
    assert len(read(tmp_path / "a.ttl")) == 1
    with pytest.raises(InputError, match="context is on the web, and nothing is fetched"):
        read(tmp_path / "a.jsonld")
    for name in ("dtd.rdf", "entity.rdf"):
        read(tmp_path / name)
    assert calls == []
