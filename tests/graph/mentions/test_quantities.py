from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.config import Config
from graph.mentions.number_kinds import NumberKinds
from graph.mentions.number_words import SCALES, SMALL, TENS
from graph.mentions.numbers import find_numbers
from graph.mentions.quantities import AmountReader
from graph.mentions.units import UnitReader
from graph.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary(Config())
UNITS = UnitReader(VOCABULARY)
KINDS = NumberKinds(VOCABULARY, UNITS, (2026, 2030))
AMOUNTS = AmountReader(VOCABULARY, UNITS)


def values(text):
    return [number.value for number in find_numbers(text)]


def kinds(text):
    return [KINDS.find(text, number) for number in find_numbers(text)]


def amounts(text):
    return AMOUNTS.read(text, [number for number in find_numbers(text) if KINDS.find(text, number) is None])


def in_words(number):
    """The number below a million as the text could spell it."""
    if number >= 1000:
        rest = f" {in_words(number % 1000)}" if number % 1000 else ""
        return f"{in_words(number // 1000)} thousand{rest}"
    if number >= 100:
        rest = f" and {in_words(number % 100)}" if number % 100 else ""
        return f"{in_words(number // 100)} hundred{rest}"
    small = {value: word for word, value in SMALL.items()}
    if number in small:
        return small[number]
    ten = {value: word for word, value in TENS.items()}[number - number % 10]
    return f"{ten}-{small[number % 10]}" if number % 10 else ten


@given(st.integers(0, 10**12))
def test_a_whole_number_is_read_back_from_grouped_digits(number):
    assert values(f"It reaches {number:,} at last.") == [number]


@given(st.decimals(0, 10**6, places=2))
def test_a_decimal_is_read_back_exactly(number):
    assert [str(value) for value in values(f"It reaches {number:,} percent.")] == [str(number)]


@given(st.integers(0, 10**6 - 1))
def test_a_number_in_words_is_read_back(number):
    assert values(f"It reaches {in_words(number)} at last.") == [number]


@given(st.integers(1, 999), st.integers(0, 99), st.sampled_from(sorted(SCALES)))
def test_a_scale_word_multiplies_digits(whole, hundredths, scale):
    (value,) = values(f"It reaches {whole}.{hundredths:02} {scale} tonnes.")
    assert value == (Decimal(whole) + Decimal(hundredths) / 100) * SCALES[scale]


@given(st.text())
@example("VV")
def test_numbers_lie_in_order_inside_any_text(text):
    numbers = find_numbers(text)
    bounds = [0, *(place for number in numbers for place in (number.start, number.end)), len(text)]
    assert bounds == sorted(bounds)
    assert all(number.start < number.end for number in numbers)


def test_every_digit_of_a_text_belongs_to_a_number():
    text = "In 2030, 1,000 of 3.5 million, the 18th-20th and “3+1”¹ in PM_{2.5} or 12,34."
    covered = {place for number in find_numbers(text) for place in range(number.start, number.end)}
    assert {place for place, character in enumerate(text) if character.isdigit()} <= covered


@pytest.mark.parametrize(
    "text", ["both areas", "a single visit", "double standards", "thousands of them", "every one's"]
)
def test_words_of_no_certain_number_are_no_numbers(text):
    assert [value for value in values(text) if value != 1] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Between 2021 and 2025, it acted.", ["period", "period"]),
        ("The plan (2026–2030) holds.", ["period", "period"]),
        ("The period from 2026 to 2030 counts.", ["period", "period"]),
        ("By 2030, it will end.", ["deadline"]),
        ("It peaks in 2030 as scheduled.", ["deadline"]),
        ("It began in 2021.", ["year"]),
        ("It follows the 2030 Agenda.", ["part-of-a-name"]),
        ("It builds 2000 schools.", [None]),
        ("It trains a total of 2000 doctors.", [None]),
        ("The 15th Five-Year Plan holds.", ["ordinal", "part-of-a-name"]),
        ("Its 18th-20th report and its seventh one.", ["ordinal", "ordinal", "ordinal", None]),
        ("The “3+1” model¹ works.", ["part-of-a-name", "part-of-a-name", "footnote-mark"]),
        ("The “3” refers to it.", ["part-of-a-name"]),
        ("Fine matter PM_{2.5} and COVID-19 and 5G.", ["part-of-a-name"] * 3),
        ("Type 2 diabetes at Rank II hospitals.", ["part-of-a-name"] * 2),
        ("An employment-first, one-stop, zero-carbon scheme.", ["compound-word"] * 3),
        ("A five-star hotel and a 5-star hotel.", ["compound-word"] * 2),
        ("First-class universities, a third-party check.", ["idiom", "idiom"]),
        ("The nation as one community.", ["idiom"]),
        ("A system, one that works, and links between the two.", ["pronoun", "pronoun"]),
        ("A 15-minute circle and 15-year-old pupils.", [None, None]),
        ("In two thirds of them.", [None]),
    ],
)
def test_a_number_that_measures_nothing_is_explained(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("words", "symbol"),
    [
        ("to 5 percent", "="),
        ("reach 5 percent", "="),
        ("to over 5 percent", ">"),
        ("by more than 5 percent", ">"),
        ("exceeding 5 percent", ">"),
        ("at least 5 percent", ">="),
        ("will not be lower than 5 percent", ">="),
        ("does not fall below the red line of 5 percent", ">="),
        ("drop below 5 percent", "<"),
        ("within 5 hours", "<="),
        ("approximately 5 percent", "~"),
        ("around 5 centers", "~"),
        ("aged 5 and older", ">="),
    ],
)
def test_the_words_that_touch_a_number_compare(words, symbol):
    assert [amount.comparator for amount in amounts(f"It is {words}.")] == [symbol]


def test_a_comparator_governs_its_own_number_alone():
    found = amounts("It builds around 60 colleges and 160 clusters, and over 5 percent but 6 percent of them.")
    assert [amount.comparator for amount in found] == ["~", "=", ">", "="]


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("98 percent", "percent"),
        ("98%", "percent"),
        ("27 micrograms per cubic meter", "microgram-per-cubic-meter"),
        ("3.15 million square kilometers", "square-kilometer"),
        ("120 million hectares", "hectare"),
        ("50 million tonnes", "tonne"),
        ("175,000 kilometers", "kilometer"),
        ("15-minute", "minute"),
        ("15-year-old", "year"),
        ("one meter", "meter"),
        ("3 per 1,000 live births", "per-1000-live-births"),
    ],
)
def test_the_unit_after_a_number_belongs_to_it(words, unit):
    (amount,) = amounts(f"It is {words} here.")
    assert amount.units == (unit,)
    assert f"It is {words} here."[amount.start : amount.end] == words.removesuffix("-old")


def test_a_denominator_carries_along_a_list():
    text = "To 3 per 1,000 live births, to 3.5 per 1,000, and to below 12 per 100,000."
    found = amounts(text)
    assert [amount.units for amount in found] == [
        ("per-1000-live-births",),
        ("per-1000-live-births",),
        ("per-100000-live-births",),
    ]
    assert [amount.carried for amount in found] == [False, True, True]
    assert text[found[1].start : found[1].end] == "3.5 per 1,000"


def test_a_denominator_that_nothing_names_stays_open():
    (amount,) = amounts("The rate will be 3.5 per 1,000.")
    assert len(amount.units) > 1


def test_a_percentage_takes_the_whole_it_is_a_share_of():
    text = "It covers 90 percent of the total population, 18 percent of China's land and more than 4 percent of GDP."
    assert [amount.whole for amount in amounts(text)] == ["total population", "China's land", "GDP"]


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("A and B will each be reduced by more than 8 percent.", True),
        ("It reduces A and B by six percent each.", True),
        ("A and B will fall by 8 percent each year.", False),
        ("A and B will fall by 8 percent.", False),
    ],
)
def test_each_belongs_to_the_number_it_stands_with(text, each):
    assert [amount.each for amount in amounts(text)] == [each]
