"""The data files: what they hold, and what a faulty row is told."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from graph.config import Config
from graph.crosswalk.reading import load_crosswalk
from graph.crosswalk.values import Crosswalk
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
    assert {"sdg-indicator", "sdg-series"} <= set(found)
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


def test_every_indicator_has_one_type_by_a_rule_and_a_reason(vocabulary, crosswalk):
    assert [typing.slug for typing in crosswalk.typings] == sorted(vocabulary.schemes["indicators"])
    assert all(typing.type in vocabulary.schemes["indicator-types"] for typing in crosswalk.typings)
    assert all(typing.reason for typing in crosswalk.typings)


@pytest.mark.parametrize(
    ("indicator", "type_", "rule"),
    [
        ("maternal-mortality-rate", "outcome", "life-of-right-holders"),
        ("concentration-of-fine-particulate-matter", "outcome", "state-of-the-environment"),
        ("emissions-of-nitrogen-oxides", "process", "pressure-on-the-environment"),
        ("practicing-doctors-per-1000-people", "process", "means"),
        ("cervical-cancer-screening-rate", "process", "reach-of-a-service"),
        ("levels-of-courts", "structural", "institution-law-or-plan"),
        ("age-of-girls-vaccinated-against-hpv", "structural", "term-of-a-rule"),
    ],
)
def test_each_rule_decides_a_plain_case(crosswalk, indicator, type_, rule):
    (typing,) = (t for t in crosswalk.typings if t.slug == indicator)
    assert (typing.type, typing.rule) == (type_, rule)


def test_the_relation_does_not_claim_more_than_the_fit(crosswalk):
    """What compares closely is matched closely, or to something broader; what is inverse or weak is only related."""
    allowed = {
        "close": {"closeMatch", "broadMatch"},
        "related": {"broadMatch", "relatedMatch"},
        "inverse": {"relatedMatch"},
        "weak": {"relatedMatch"},
    }
    fitted = [mapping for mapping in crosswalk.mappings if mapping.fit]
    assert {mapping.fit for mapping in fitted} == set(allowed)
    assert all(mapping.relation in allowed[mapping.fit] for mapping in fitted)


def test_an_sdg_target_of_an_indicator_is_one_of_its_right(vocabulary, crosswalk):
    """Vaccination is under the rights of children, while target 3.b is one of health; 1.a is under no right yet."""
    goals = {(m.slug, m.object.number) for m in crosswalk.mappings if m.kind == "right" and m.object.kind == "sdg"}
    whole = {c.parts[1]: c.part_of for c in crosswalk.counterparts}
    apart = {
        (m.slug, m.object.part_of)
        for m in crosswalk.mappings
        if m.kind == "indicator"
        and (vocabulary.get("indicators", m.slug).value("aboutRight"), target_of(m.object.parts[1], whole)) not in goals
    }
    assert apart == {
        ("fiscal-spending-on-education-as-a-share-of-gdp", "1"),
        ("vaccination-rate-for-children-of-appropriate-age", "3.b"),
        ("vaccination-rate-for-children-of-appropriate-age", "C030b01"),
    }


def target_of(code: str, whole: dict[str, str]) -> str:
    """The SDG target above an indicator or a series; a series may belong to a target straight away."""
    above = whole[code]
    return whole[above] if above.startswith("C") else above


@pytest.mark.parametrize(
    ("file", "change", "message"),
    [
        ("rights.csv", ("work,closeMatch", "work,exactMatch"), "relation 'exactMatch' is none of"),
        ("rights.csv", ("work,closeMatch", "toil,closeMatch"), r"rights\.csv, line \d+: there is no right 'toil'"),
        ("rights.csv", ("ICESCR,11,", "ICESCR,99,"), r"ICESCR 99 is not in articles\.csv"),
        ("rights.csv", (",ICESCR,11,", ",UDHR,25(1),"), "is mapped twice"),
        ("rights.csv", (",high,verified,", ",sure,verified,"), "confidence 'sure' is none of"),
        ("rights.csv", ("work,closeMatch,", "work,closeMatch,,"), "more or fewer values than columns"),
        ("unbis.csv", ("group,women,closeMatch,", "group,"), "more or fewer values than columns"),
        ("articles.csv", ("UDHR,3,", "UDHR,2,"), "UDHR 2 stands there twice"),
        ("articles.csv", ("UDHR,2,", "XYZ,2,"), "there is no instrument 'XYZ'"),
        ("instruments.csv", ("convention-against-torture", "convention-of-nowhere"), "there is no instrument"),
        ("instruments.csv", (",signatory,", ",observer,"), "party_status 'observer' is none of"),
        ("unbis.csv", ("group,women,", "group,ladies,"), "there is no group 'ladies'"),
        ("unbis.csv", ("group,women,", "people,women,"), "there is no people 'women'"),
        ("themes.csv", ("treaty-reporting,", "reports,"), "there is no theme 'reports'"),
        ("indicators.csv", ("forest-coverage,", "forest-cover,"), "there is no indicator 'forest-cover'"),
        ("indicators.csv", (",C030101,", ",C999999,"), r"C999999 is not in sdg-indicators\.csv"),
        ("indicators.csv", (",close,", ",exact,"), "fit 'exact' is none of"),
        ("indicators.csv", ("the national definition of forest differs from the international one", ""), "no caveat"),
        ("sdg-indicators.csv", ("C030101,indicator,", "C030101,metric,"), "kind 'metric' is none of"),
        ("sdg-indicators.csv", ("C030202,", "C030201,"), "stands there twice"),
        ("indicator-types.csv", ("forest-coverage,", "forest-cover,"), "'forest-cover' is none of the indicators"),
        ("indicator-types.csv", (",means,", ",meaning,"), "'meaning' is none of the indicator type rules"),
        ("indicator-types.csv", ("forest-coverage,", "area-of-farmland,"), "area-of-farmland is typed twice"),
        ("indicator-types.csv", (",process,a red line", ",outcome,a red line"), "is the type that the rule gives"),
        ("indicator-types.csv", (",process,a red line", ",,a red line"), "needs a note"),
    ],
)
def test_a_faulty_row_is_refused_with_its_place(tmp_path, vocabulary, file, change, message):
    with pytest.raises(VocabularyError, match=message):
        load_crosswalk(changed(tmp_path, file, *change), vocabulary)


def test_a_project_without_a_crosswalk_has_an_empty_one(tmp_path, vocabulary):
    assert load_crosswalk(replace(Config(), ontology=tmp_path), vocabulary).mappings == ()


def test_every_substantive_article_is_there_whether_or_not_something_corresponds_to_it(crosswalk):
    for instrument in crosswalk.instruments:
        found = {int(c.number) for c in crosswalk.counterparts if c.instrument == instrument and c.is_substantive}
        assert found == set(instrument.substantive)
        assert bool(instrument.substantive) == bool(instrument.substantive_rule)


@pytest.mark.parametrize("span", ["15", "one-fifteen", "15-"])
def test_the_substantive_articles_have_a_first_and_a_last_number(tmp_path, vocabulary, span):
    config = changed(tmp_path, "instruments.csv", ",1-15,", f",{span},")
    with pytest.raises(VocabularyError, match="first and a last number"):
        load_crosswalk(config, vocabulary)
