from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import re
import sqlite3
from contextlib import closing
from typing import Any

import networkx
import pytest
from csvw import CSVW
from pyoxigraph import RdfFormat, parse
from rdflib import DCAT, VOID, Graph

from graph.config import Config
from graph.dump_list import read_list
from graph.dump_sorts import graph_name, load_sorts
from graph.dumps import write_dumps
from graph.errors import VocabularyError
from graph.names import Names
from graph.release import DUMPS, open_release
from tests.api.small_release import small_content, write_release
from tests.readmes import READMES


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return open_release(write_release(tmp_path_factory.mktemp("dumps")))


def unpacked(made, file):
    return gzip.decompress((made.dumps / file).read_bytes())


def test_every_file_is_of_the_size_and_hash_that_the_list_says(made):
    listed = read_list(made.dumps)
    assert {dump.file for dump in listed} == {path.name for path in made.dumps.iterdir()} - {"dumps.json"}
    for dump in listed:
        data = (made.dumps / dump.file).read_bytes()
        assert (dump.size, dump.sha256) == (len(data), hashlib.sha256(data).hexdigest())
        assert dump.compressed == dump.file.endswith(".gz") == data.startswith(b"\x1f\x8b")


def test_compressed_files_hold_neither_a_time_nor_a_name(made):
    for path in made.dumps.glob("*.gz"):
        flags, time = path.read_bytes()[3], path.read_bytes()[4:8]
        assert (flags, time) == (0, b"\0\0\0\0")


def test_the_same_release_gives_the_same_bytes(made, tmp_path):
    for name in ("graph.nq", "hrap.sqlite", "crosswalk.sssom.tsv", "documents"):
        (tmp_path / name).symlink_to(made.folder / name)
    write_dumps(tmp_path, {"small": small_content(tmp_path / "plans").networks}, Config())
    for path in (tmp_path / DUMPS).iterdir():
        assert path.read_bytes() == (made.dumps / path.name).read_bytes()


@pytest.mark.parametrize(
    ("file", "form"),
    [("hrap.nq.gz", RdfFormat.N_QUADS), ("hrap.trig.gz", RdfFormat.TRIG), ("hrap.jsonld.gz", RdfFormat.JSON_LD)],
)
def test_the_dataset_is_the_same_in_every_format(made, file, form):
    assert {*parse(unpacked(made, file), format=form)} == {*parse(made.graph.read_bytes(), format=RdfFormat.N_QUADS)}


def test_each_named_graph_has_a_file_with_its_triples(made):
    quads = Graph()
    for dump in read_list(made.dumps):
        if dump.graph:
            quads += Graph().parse(data=unpacked(made, dump.file), format="turtle")
    assert len(quads) == len({(q.subject, q.predicate, q.object) for q in parse(path=made.graph)})


def test_the_sqlite_file_is_the_read_model_and_tables_hold_its_rows(made):
    assert unpacked(made, "hrap.sqlite.gz") == made.read_model.read_bytes()
    with closing(sqlite3.connect(made.read_model)) as connection:
        tables = [row[1] for row in connection.execute("PRAGMA table_list") if row[2] == "table"]  # no index of words
        for name in [name for name in tables if not name.startswith("sqlite")]:
            (count,) = connection.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()
            rows = list(csv.reader(io.StringIO(unpacked(made, f"{name}.csv.gz").decode())))
            assert len(rows) == count + 1
            assert (made.dumps / f"{name}.csv").read_bytes() == unpacked(made, f"{name}.csv.gz")


def test_networks_open_in_a_library_of_networks(made, tmp_path):
    files = [path for path in made.dumps.iterdir() if path.name.startswith(("entities.", "network-"))]
    assert files
    for path in files:
        plain = tmp_path / path.name.removesuffix(".gz")
        plain.write_bytes(unpacked(made, path.name))
        read = networkx.read_graphml if plain.suffix == ".graphml" else networkx.read_gexf
        assert read(plain).number_of_nodes() > 0


def test_the_metadata_of_the_tables_holds_for_every_cell_of_the_plan(releases):
    folder = open_release(releases).dumps
    found = CSVW(str(folder / "csv-metadata.json"), validate=True)
    for table in found.tables:
        assert list(table)
    assert found.is_valid
    assert len(found.tables) == len(json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))["tables"])


def test_the_lines_of_the_readme_read_the_files(releases, tmp_path):
    """The lines of pandas and of SQLite, with the folder in the place of the service's address."""
    made = open_release(releases)
    readme = READMES["api/README.md"]
    lines = next(block for block in re.findall(r"```python\n(.*?)```", readme, re.DOTALL) if "import pandas" in block)
    names: dict[str, Any] = {}
    exec(lines.replace("http://127.0.0.1:8000/dumps", str(made.dumps)), names)
    assert len(names["targets"]) == made.counts["targets"] + made.counts["parameters"]
    (query,) = re.findall(r"sqlite3 hrap\.sqlite '(.*?)'", readme)
    (tmp_path / "hrap.sqlite").write_bytes(unpacked(made, "hrap.sqlite.gz"))
    with closing(sqlite3.connect(tmp_path / "hrap.sqlite")) as connection:
        counted = dict(connection.execute(query).fetchall())
    assert counted == names["targets"].groupby("status").size().to_dict()


def test_the_graph_names_the_file_of_the_dataset_and_of_each_named_graph(releases):
    made, names = open_release(releases), Names()
    listed = {dump.file: dump for dump in read_list(made.dumps)}
    provenance = Graph().parse(data=unpacked(made, "graph-provenance.ttl.gz"), format="turtle")
    stated = {(str(node), str(file)) for node, file in provenance.subject_objects(VOID.dataDump)}
    held = {(dump.graph, str(names.dump(dump.file))) for dump in listed.values() if dump.graph}
    assert stated == held | {(str(names.thing("dataset")), str(names.dump("hrap.nq.gz")))}
    assert (names.thing("dataset"), None, DCAT.Dataset) in provenance


def test_a_sort_that_is_missing_is_named(tmp_path):
    (tmp_path / "dumps.toml").write_text('[csv]\nfile = "x"\npart = "table"\ntitle = "x"\nmedia_type = "text/csv"\n')
    with pytest.raises(VocabularyError, match="trig"):
        load_sorts(Config(ontology=tmp_path))


def test_a_file_is_named_after_its_graph():
    names = Names()
    assert graph_name(names.thing("graph", "text", "cn-2026-2030"), names) == "text-cn-2026-2030"


def test_every_foreign_key_of_the_sqlite_file_names_its_column(made):
    """SQLite fills in a primary key that is not named; Datasette cannot, and shows no page of such a table."""
    with closing(sqlite3.connect(made.read_model)) as connection:
        tables = [row[1] for row in connection.execute("PRAGMA table_list") if row[2] == "table"]
        keys = [key for table in tables for key in connection.execute(f'PRAGMA foreign_key_list("{table}")')]
        assert len(keys) > 10
        assert not [key for key in keys if key[4] is None]
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
