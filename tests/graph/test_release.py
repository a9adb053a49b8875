from __future__ import annotations

import errno
import os

import pytest

from graph.dump_list import LIST, Dump, write_list
from graph.errors import ReleaseError
from graph.release import DOCUMENTS, DUMPS, GRAPH, READ_MODEL, STORE, building, open_release, publish


def build(root, sha256, version="1"):
    with building(root) as folder:
        (folder / GRAPH).write_text(sha256, encoding="utf-8")
        (folder / STORE).mkdir()
        (folder / DOCUMENTS).mkdir()
        (folder / READ_MODEL).write_text("", encoding="utf-8")
        (folder / DUMPS).mkdir()
        (folder / DUMPS / "a.csv").write_text("a", encoding="utf-8")
        write_list(folder / DUMPS, [Dump("a.csv", "table", "A table", "text/csv", True, False, 1, "0" * 64)])
        manifest = {"version": version, "sha256": sha256, "quads": 1, "counts": {"quads": 1}, "plans": []}
        return publish(folder, root, manifest)


def build_half(root):
    with building(root) as folder:
        (folder / GRAPH).write_text("half", encoding="utf-8")
        publish(folder / "nothing", root, {})


def test_a_published_release_is_current(tmp_path):
    build(tmp_path, "a" * 64)
    assert open_release(tmp_path).sha256 == "a" * 64


def test_the_release_before_stays_for_its_readers_and_older_ones_go(tmp_path):
    for letter in "abc":
        build(tmp_path, letter * 64)
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_dir() and not p.is_symlink()) == [
        f"1-{'b' * 12}",
        f"1-{'c' * 12}",
    ]


def test_the_same_release_can_be_built_again(tmp_path):
    build(tmp_path, "a" * 64)
    build(tmp_path, "a" * 64)
    assert open_release(tmp_path).graph.read_text(encoding="utf-8") == "a" * 64


def test_a_build_that_fails_leaves_the_last_release_and_nothing_else(tmp_path):
    build(tmp_path, "a" * 64)
    with pytest.raises(ReleaseError, match="cannot be written"):
        build_half(tmp_path)
    assert open_release(tmp_path).sha256 == "a" * 64
    assert not list(tmp_path.glob(".building*"))


def test_what_a_killed_build_left_is_removed_by_the_next(tmp_path):
    (tmp_path / ".building-1").mkdir()
    build(tmp_path, "a" * 64)
    assert not list(tmp_path.glob(".building*"))


def test_two_builds_at_once_are_refused(tmp_path):
    with building(tmp_path), pytest.raises(ReleaseError, match="another build is under way"), building(tmp_path):
        pass


def test_a_full_disk_is_one_clear_error(tmp_path):
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "graph.nq")
    with pytest.raises(ReleaseError, match=r"graph\.nq.*no space left.*last good release"), building(tmp_path):
        raise full


def test_a_folder_without_a_release_says_how_to_get_one(tmp_path):
    with pytest.raises(ReleaseError, match="hrap build"):
        open_release(tmp_path)


def test_an_incomplete_release_names_what_is_missing(tmp_path):
    release = build(tmp_path, "a" * 64)
    release.read_model.unlink()
    with pytest.raises(ReleaseError, match=READ_MODEL):
        open_release(tmp_path)


@pytest.mark.parametrize(("file", "text"), [("a.csv", "longer"), (LIST, "{"), (LIST, '[{"file": "b"}]')])
def test_a_release_whose_files_for_download_are_not_those_of_its_list_is_refused(tmp_path, file, text):
    release = build(tmp_path, "a" * 64)
    (release.dumps / file).write_text(text, encoding="utf-8")
    with pytest.raises(ReleaseError, match=file):
        open_release(tmp_path)


def test_a_release_without_a_file_of_its_list_is_refused(tmp_path):
    release = build(tmp_path, "a" * 64)
    (release.dumps / "a.csv").unlink()
    with pytest.raises(ReleaseError, match=r"a\.csv"):
        open_release(tmp_path)
