from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.config import Config
from graph.document import parse_document
from graph.errors import ExtractionError
from graph.model import Document, Provision, Sentence
from graph.plan import load_plan
from graph.source import read_source
from graph.targets import find_quantities
from graph.text import Placed
from graph.vocabulary import Vocabulary, load_vocabulary
from tests.concepts import concept

PERIOD = (2026, 2030)
PROJECT = load_vocabulary(Config())
OTHERS = ("units", "comparators", "target-kinds", "directions", "number-kinds")
INDICATORS = (
    ("forest-cover", "percent", "target", ("forests",)),
    ("grass-cover", "percent", "target", ("grassland",)),
    ("lifespan", "year", "target", ("life expectancy",)),
    ("infant-deaths", "per-1000-live-births", "target", ("infant mortality",)),
    ("maternal-deaths", "per-100000-live-births", "target", ("maternal mortality",)),
    ("museums", "count", "target", ("museums",)),
    ("teachers", "count", "target", ("teachers",)),
    ("roads", "kilometer", "target", ("roads",)),
    ("efficiency", "coefficient", "target", ("use of water",)),
    ("walks", "hour", "target", ("walking",)),
    ("girls-age", "year", "parameter", ("girls aged",)),
    ("town-size", "count", "parameter", ("population of",)),
    ("service-circle", "minute", "parameter", ("service circles",)),
)


def _vocabulary():
    indicators = {
        slug: concept(slug, scheme="indicators", hidden=hidden, unit=unit, countsAs=status)
        for slug, unit, status, hidden in INDICATORS
    }
    return Vocabulary({**{name: PROJECT.schemes[name] for name in OTHERS}, "indicators": indicators}, PROJECT.graph)


VOCABULARY = _vocabulary()


def document(*texts):
    """A document of one measure with these sentences."""
    places = [Placed(text, tuple(range(len(text))), tuple(range(1, len(text) + 1))) for text in texts]
    sentences = tuple(Sentence(f"1.1.1.{i}", "commitment", placed, 0) for i, placed in enumerate(places, 1))
    return Document("p", (), (), (Provision("1.1.1", "measure", "measure", "1", "1.1", 1, sentences),))


def quantities(*texts):
    return find_quantities(document(*texts), VOCABULARY, PERIOD)


def measured(*texts):
    return [q for q in quantities(*texts) if q.status != "other"]


def pairs(*texts):
    return [(q.indicator, q.value) for q in measured(*texts)]


@pytest.fixture(scope="module")
def plan():
    config = Config()
    plan = load_plan(config.plans / "cn-2026-2030")
    return plan, parse_document(read_source(plan), plan)


@pytest.fixture(scope="module")
def found(plan):
    return find_quantities(plan[1], PROJECT, plan[0].period)


def test_a_number_goes_with_the_indicator_before_it():
    (quantity,) = measured("Forests will reach 25.8 percent.")
    assert (quantity.indicator, quantity.value, quantity.unit) == ("forest-cover", Decimal("25.8"), "percent")
    assert (quantity.kind, quantity.comparator, quantity.rule) == ("level", "=", "quantity-level")


def test_a_number_goes_with_the_things_after_it():
    assert pairs("It will build 10 new museums and train 200 teachers.") == [("museums", 10), ("teachers", 200)]


def test_a_list_gives_each_number_its_own_indicator():
    text = "The cover of forests will be 40.9 percent, of grassland 67 percent, and life expectancy 80 years."
    assert pairs(text) == [("forest-cover", Decimal("40.9")), ("grass-cover", 67), ("lifespan", 80)]


def test_only_an_indicator_of_the_unit_fits():
    assert pairs("Life expectancy and forests will reach 80 years.") == [("lifespan", 80)]


def test_each_makes_one_quantity_for_each_indicator_that_is_joined():
    for text in (
        "Forests and grassland will each grow by 8 percent.",
        "It will cut forests and grassland by 8 percent each.",
    ):
        assert pairs(text) == [("forest-cover", 8), ("grass-cover", 8)]


def test_without_each_one_number_is_one_quantity():
    assert len(measured("Forests and grassland will grow by 8 percent.")) == 1


def test_denominators_carry_along_a_list():
    found = measured(
        "Reduce infant mortality to 3 per 1,000 live births and maternal mortality to below 12 per 100,000."
    )
    assert [(q.unit, q.denominator, q.comparator) for q in found] == [
        ("per-1000-live-births", "1,000 live births", "="),
        ("per-100000-live-births", "100,000 live births", "<"),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "direction"),
    [
        ("Forests will be raised to 5 percent.", "level", "increase"),
        ("It will reduce forests to below 5 percent.", "level", "decrease"),
        ("Forests will remain above 5 percent.", "level", "maintain"),
        ("Forests will not be lower than 5 percent.", "level", "maintain"),
        ("Forests will reach 5 percent.", "level", None),
        ("Forests will be increased by over 5 percent.", "change", "increase"),
        ("The number of teachers will be increased by over 5,000 teachers.", "change", "increase"),
        ("It will build 5 museums.", "count", None),
        ("It will build and renovate 5 kilometers of roads.", "count", None),
        ("It will keep roads at 5 kilometers.", "level", "maintain"),
    ],
)
def test_verbs_tell_kind_and_direction(text, kind, direction):
    (quantity,) = measured(text)
    assert (quantity.kind, quantity.direction) == (kind, direction)


def test_a_direction_does_not_cross_a_semicolon():
    assert [q.direction for q in measured("It will raise museums; forests reach 5 percent.")] == [None]


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("Every village will have one of the teachers.", "village"),
        ("It provides at least one of the teachers of every small school.", "small school"),
        ("It ensures two hours of walking per day.", "day"),
        ("It ensures two hours of walking a day.", "day"),
        ("It aims for a daily walking time of two hours.", "day"),
        ("It will open 100 museums each year.", "year"),
        ("It will open 100 museums.", None),
    ],
)
def test_a_number_may_hold_for_each_time_or_thing(text, per):
    assert [q.per for q in measured(text)] == [per]


def test_a_share_is_not_for_each_of_the_things_named_beside_it():
    found = measured("Every village will have 2 museums, while forests will reach 50 percent of the land.")
    assert [(q.per, q.denominator) for q in found] == [("village", None), (None, "land")]


@pytest.mark.parametrize(
    ("texts", "deadline", "stated"),
    [
        (("Forests will reach 5 percent by 2028.",), 2028, True),
        (("By 2028, forests will reach 5 percent.",), 2028, True),
        (("By 2028, it will be in place.", "This will bring forests to 5 percent."), 2028, True),
        (("By 2028, it will be in place.", "Forests will reach 5 percent."), 2030, False),
        (("Forests will reach 5 percent.",), 2030, False),
        (("In 2021, forests reached 5 percent.",), 2030, False),
    ],
)
def test_a_deadline_is_the_one_of_its_sentence_or_the_end_of_the_plan(texts, deadline, stated):
    (quantity,) = measured(*texts)
    assert (quantity.deadline, quantity.deadline_stated) == (deadline, stated)


def test_a_deadline_at_the_end_governs_the_whole_sentence():
    found = measured("Forests will reach 5 percent, and grassland will reach 6 percent by 2029.")
    assert [(q.deadline, q.deadline_stated) for q in found] == [(2029, True), (2029, True)]


def test_each_of_two_deadlines_governs_what_stands_before_it():
    found = measured("Forests will reach 5 percent by 2027 and grassland will reach 6 percent by 2029.")
    assert [q.deadline for q in found] == [2027, 2029]


def test_conditions_and_design_figures_are_parameters():
    text = "Towns with a population of over 200,000 provide for girls aged 13 and older in 15-minute service circles."
    assert [(q.status, q.indicator, q.comparator, q.value) for q in measured(text)] == [
        ("parameter", "town-size", ">", 200000),
        ("parameter", "girls-age", ">=", 13),
        ("parameter", "service-circle", "=", 15),
    ]


def test_a_coefficient_needs_no_unit():
    assert pairs("The use of water will increase to 0.6.") == [("efficiency", Decimal("0.6"))]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("It will build 10 libraries.", "10"),
        ("Forests will reach 80 years.", "80 years"),
        ("It will build 10 museums and 20 museums.", "10"),
        ("It will build museums in two thirds of them.", "two"),
    ],
)
def test_a_number_that_nothing_explains_stops_the_build(text, number):
    with pytest.raises(ExtractionError, match=r"1\.1\.1\.1") as error:
        quantities(text)
    assert repr(number) in error.value.message
    assert "indicators.ttl" in error.value.remedy


@given(
    st.sampled_from(
        ("It will sing.", "Both sides agree.", "By 2029, it will end.", "Its fourth report, one that matters.")
    )
)
def test_an_unrelated_sentence_changes_nothing(other):
    alone = measured("Forests will grow to over 5 percent.")
    assert [replace(q, sentence="") for q in measured(other, "Forests will grow to over 5 percent.")] == [
        replace(q, sentence="") for q in alone
    ]


@given(st.integers(0, 10**9), st.sampled_from(("", "over ", "around ", "at least ", "below ")))
def test_any_value_is_read_with_the_words_before_it(value, words):
    (quantity,) = measured(f"Forests will be brought to {words}{value:,} percent.")
    assert quantity.value == value
    assert quantity.comparator == {"": "=", "over ": ">", "around ": "~", "at least ": ">=", "below ": "<"}[words]


def test_every_number_of_the_plan_lies_in_its_sentence_in_order(plan, found):
    lengths = {sentence.code: len(sentence.text) for sentence in plan[1].sentences}
    order = {code: place for place, code in enumerate(lengths)}
    assert all(0 <= q.start < q.end <= lengths[q.sentence] for q in found)
    assert list(found) == sorted(found, key=lambda q: (order[q.sentence], q.start))


def test_no_digit_of_the_plan_is_left_unexplained(plan, found):
    covered = {(q.sentence, place) for q in found for place in range(q.start, q.end)}
    digits = {(s.code, i) for s in plan[1].sentences for i, character in enumerate(s.text) if character.isdigit()}
    assert digits - covered == set()


def test_every_rule_kind_and_direction_is_a_concept(found):
    for quantity in found:
        PROJECT.get("rules", quantity.rule)
        if quantity.status == "other":
            PROJECT.get("number-kinds", quantity.number_kind)
        else:
            PROJECT.get("units", quantity.unit)
            PROJECT.get("target-kinds", quantity.kind)
            if quantity.direction:
                PROJECT.get("directions", quantity.direction)


def test_every_indicator_has_a_value_in_the_plan(found):
    assert {c.slug for c in PROJECT.concepts("indicators")} == {q.indicator for q in found if q.indicator}


def test_the_mortality_rates_of_the_plan(found):
    rates = {q.indicator: q for q in found if q.indicator and q.indicator.endswith("mortality-rate")}
    assert {slug: (q.comparator, str(q.value)) for slug, q in rates.items()} == {
        "neonatal-mortality-rate": ("=", "3"),
        "infant-mortality-rate": ("=", "3.5"),
        "under-five-mortality-rate": ("=", "6"),
        "maternal-mortality-rate": ("<", "12"),
    }


def test_the_plan_has_its_targets_and_parameters(found):
    statuses = [q.status for q in found]
    assert (statuses.count("target"), statuses.count("parameter")) == (79, 10)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Life expectancy will rise from 77 to 80 years.", [True]),
        ("Life expectancy will rise from the current 77 years to 80 years.", [True]),
        ("Forests will grow by 5 percent compared with 2025.", [True]),
        ("Forests will grow by 5 percent over 2020 levels.", [True]),
        ("Forests will cover 5 percent more of the land than in 2024.", [True]),
        ("Forests will grow from 3 to 5 percent and grassland to 7 percent.", [True, False]),
        ("Forests will cover over 5 percent of the land.", [False]),
        ("From now on forests will cover 5 percent by 2030.", [False]),
        ("Forests will remain above 5 percent from 2026 to 2030.", [False]),
    ],
)
def test_a_baseline_is_a_value_or_a_year_that_the_sentence_gives(text, stated):
    assert [q.baseline_stated for q in quantities(text) if q.status == "target"] == stated
