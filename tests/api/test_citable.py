"""The one way in which an address is written where it is cited."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.app import create_app
from api.citable import find_citable, read_address
from api.problems import ApiError
from api.settings import Settings

CITABLE = create_app(Settings()).state.citable
PAIRS = st.lists(
    st.sampled_from([*((name, value) for name in ("kind", "measure", "entity") for value in ("body", "1.2.3", "é &="))])
    | st.sampled_from([("same_section", "1"), ("same_section", "true"), ("limit", "3"), ("format", "csv")]),
    max_size=8,
)


def written(text):
    address = read_address(text)
    return find_citable(CITABLE, address).written(address)


def is_valid(pairs):
    names = [name for name, _ in pairs if name in ("same_section", "limit", "format")]
    return len(names) == len({*names}) and all(value == "body" for name, value in pairs if name == "kind")


@given(pairs=PAIRS.filter(is_valid), data=st.data())
def test_the_order_of_parameters_and_values_makes_no_difference(pairs, data):
    one, other = (f"/api/v1/links?{urlencode(each)}" for each in (pairs, data.draw(st.permutations(pairs))))
    assert written(one) == written(other)


@given(pairs=PAIRS)
def test_an_address_that_is_written_so_is_written_so_again(pairs):
    address = written(f"/api/v1/links?{urlencode(pairs)}")
    assert written(address.text) == address


@given(text=st.text(max_size=40) | st.text(max_size=30).map(lambda rest: f"/api/v1/{rest}"))
def test_any_text_is_an_address_or_is_refused(text):
    try:
        outcome = written(text).path
    except ApiError as error:
        outcome = error.kind.name
    refusals = ("bad-value", "not-found", "conflicting-parameters")
    assert outcome.startswith(("/api/v1/", "/dossier/")) or outcome in refusals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/api/v1/links?k=1&x", "/api/v1/links?k=1&x="),
        ("/api/v1/network?projection=rights-groups&part=nodes", "/api/v1/network?projection=rights-groups"),
        ("/dossier/right/health?lang=en&plan=p", "/dossier/right/health?plan=p"),
        ("/api/v1/rights/health?format=jsonld&release=abc", "/api/v1/rights/health"),
        ("/api/v1/search?q=a+b%26c+2.0&limit=50", "/api/v1/search?q=a+b%26c+2.0"),
        ("/api/v1/validation?format=turtle", "/api/v1/validation"),
        ("/api/v1/targets?max=80&min=0.5", "/api/v1/targets?max=80&min=0.5"),
    ],
)
def test_what_chooses_only_the_form_is_left_out_and_what_is_wrong_is_left_in(text, expected):
    assert written(text).text == expected
