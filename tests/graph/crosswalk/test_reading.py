"""The data files: what they hold, and what a faulty row is told."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from graph.config import Config
from graph.crosswalk.reading import Crosswalk, load_crosswalk
from graph.errors import VocabularyError
from graph.vocabulary import Vocabulary, load_vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(Config())


@pytest.fixture(scope="module")
def crosswalk(vocabulary: Vocabulary) -> Crosswalk:
    return load_crosswalk(Config(), vocabulary)


def changed(folder: Path, file: str, old: str, new: str) -> Config:
    """A copy of the crosswalk in which one file says something else."""
    shutil.copytree(Config().ontology / "crosswalk", folder / "crosswalk")
    path = folder / "crosswalk" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return replace(Config(), ontology=folder)


def test_every_mapping_has_what_vouches_for_it(crosswalk):
    for mapping in crosswalk.mappings:
        assert mapping.relation in {"closeMatch", "narrowMatch", "broadMatch", "relatedMatch"}
        assert mapping.source
        assert mapping.object.subject


def test_the_eight_instruments_and_the_targets_are_all_there(crosswalk):
    found = Counter(m.object.instrument.short if m.object.instrument else m.object.kind for m in crosswalk.mappings)
    eight = {"UDHR", "ICCPR", "ICESCR", "CERD", "CEDAW", "CRC", "CRPD", "CAT"}
    assert eight | {"sdg", "unbis"} <= set(found)


def test_every_right_that_a_section_is_about_corresponds_to_something(crosswalk, built):
    mapped = {m.slug for m in crosswalk.mappings if m.kind == "right" and m.object.kind != "unbis"}
    of_sections = {slug for content in built.contents for slug in content.plan.section_rights.values()}
    assert of_sections <= mapped


def test_what_was_not_looked_up_again_is_unverified_and_says_so(crosswalk):
    doubtful = [m for m in crosswalk.mappings if m.status == "unverified"]
    assert doubtful
    assert all(m.note for m in doubtful)
    assert all(m.status == "unverified" for m in crosswalk.mappings if "not looked up again" in m.note)


def test_how_far_china_is_bound_is_given_for_every_instrument(crosswalk):
    found = {i.short: {s.state: (s.party_status, s.date) for s in i.statuses} for i in crosswalk.instruments}
    assert found["ICCPR"]["CN"] == ("signatory", "1998-10-05")
    assert found["UDHR"]["CN"] == ("not-a-treaty", "")
    parties = {short for short, statuses in found.items() if statuses["CN"][0] == "party"}
    assert parties == {"CERD", "CEDAW", "CAT", "CRC", "ICESCR", "CRPD"}


def test_a_covenant_that_no_plan_names_is_kept_from_the_matcher(vocabulary, crosswalk):
    slug = "international-covenant-on-civil-and-political-rights"
    assert slug in {i.slug for i in crosswalk.instruments}
    assert slug not in vocabulary.schemes["instruments"]


@pytest.mark.parametrize(
    ("file", "change", "message"),
    [
        ("rights.csv", ("work,closeMatch", "work,exactMatch"), "relation 'exactMatch' is none of"),
        ("rights.csv", ("work,closeMatch", "toil,closeMatch"), r"rights\.csv, line \d+: there is no right 'toil'"),
        ("rights.csv", ("ICESCR,11,", "ICESCR,99,"), r"ICESCR 99 is not in articles\.csv"),
        ("rights.csv", (",ICESCR,11,", ",UDHR,25(1),"), "is mapped twice"),
        ("rights.csv", (",high,verified,", ",sure,verified,"), "confidence 'sure' is none of"),
        ("articles.csv", ("UDHR,3,", "UDHR,2,"), "UDHR 2 stands there twice"),
        ("articles.csv", ("UDHR,2,", "XYZ,2,"), "there is no instrument 'XYZ'"),
        ("instruments.csv", ("convention-against-torture", "convention-of-nowhere"), "there is no instrument"),
        ("instruments.csv", (",signatory,", ",observer,"), "party_status 'observer' is none of"),
        ("unbis.csv", ("group,women,", "group,ladies,"), "there is no group 'ladies'"),
    ],
)
def test_a_faulty_row_is_refused_with_its_place(tmp_path, vocabulary, file, change, message):
    with pytest.raises(VocabularyError, match=message):
        load_crosswalk(changed(tmp_path, file, *change), vocabulary)


def test_a_project_without_a_crosswalk_has_an_empty_one(tmp_path, vocabulary):
    assert load_crosswalk(replace(Config(), ontology=tmp_path), vocabulary).mappings == ()
