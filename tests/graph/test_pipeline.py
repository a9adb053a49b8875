from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from graph.config import Config
from graph.errors import ReleaseDrift
from graph.fingerprint import PATH, read_fingerprint
from graph.pipeline import drift, make, release, require_no_drift
from graph.release import open_release

PLAN = "cn-2026-2030"


def document(built):
    return built.contents[0].document


def test_the_tree_of_the_first_plan_is_complete(built):
    counts = built.fingerprint.counts
    assert (counts["chapters"], counts["sections"], counts["measures"]) == (8, 32, 203)
    assert (counts["statements"], counts["footnotes"]) == (26, 1)


def test_every_sentence_and_every_mention_quotes_the_source_file(built):
    source = (Config().plans / PLAN / "source.txt").read_text(encoding="utf-8")
    for sentence in document(built).sentences:
        start, end = sentence.span
        assert source[start:end].split()[0] == sentence.text.split()[0]
    for mention in built.contents[0].facts.mentions:
        squeezed = "".join(source[mention.start : mention.end].split()).replace("-", "")
        assert squeezed.startswith(mention.quote.split()[0].replace("-", ""))


def test_every_mention_lies_inside_its_sentence(built):
    spans = {sentence.code: sentence.span for sentence in document(built).sentences}
    for mention in built.contents[0].facts.mentions:
        start, end = spans[mention.sentence]
        assert start <= mention.start < mention.end <= end


def test_the_graph_conforms_to_its_shapes(built):
    assert built.report.conforms


def test_two_builds_in_two_folders_give_the_same_bytes(built, releases, tmp_path, silent):
    again = make(Config(), silent)
    assert again.quads == built.quads
    names = ("graph.nq", "validation.ttl", "fingerprint.json", "release.json", "hrap.sqlite")
    names += ("documents/ontology.ttl", "documents/shapes.rdf", "documents/terms.json")
    names += ("dumps/hrap.trig.gz", "dumps/hrap.sqlite.gz", "dumps/targets.csv.gz", "dumps/dumps.json")
    first, second = open_release(releases).folder, release(again, tmp_path, Config(), silent).folder
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_the_committed_fingerprint_is_that_of_the_build(built):
    assert drift(built, Config()) == ()


def test_a_build_that_differs_says_where(built, tmp_path):
    committed = read_fingerprint(Config().plans / PATH)
    assert committed is not None
    changed = replace(
        committed,
        sha256="0" * 64,
        counts={**committed.counts, "targets": 1},
        sections={**committed.sections, f"{PLAN}/1.5": "0"},
    )
    changed.write(tmp_path / PATH)
    with pytest.raises(ReleaseDrift, match=rf"count of targets: 1 → \d+; facts of section {PLAN}/1.5: differs"):
        require_no_drift(built, replace(Config(), plans=tmp_path))


def test_the_release_is_the_one_that_the_manifest_names(releases, built):
    found = open_release(releases)
    assert hashlib.sha256(found.graph.read_bytes()).hexdigest() == found.sha256 == built.fingerprint.sha256
