from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.negotiation import preferred

OFFERS = ("application/json", "text/csv", "text/turtle")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/*", "text/csv"),
        ("text/csv;q=0.5, text/turtle;q=0.9", "text/turtle"),
        ("text/csv; q=0.5 , application/json;q=0.4", "text/csv"),
        ("text/*, text/csv;q=0", "text/turtle"),
        ("*/*;q=0.1, text/csv", "text/csv"),
        ("text/html, application/xhtml+xml, */*;q=0.8", "application/json"),
        ("text/csv;header=present", "text/csv"),
        ("text/csv;charset=utf-8;q=0.2, text/turtle;q=0.3", "text/turtle"),
        ("text/csv;Q=0, */*", "application/json"),
        ("text/*;q=0.3, */*;q=0.2, application/json;q=0", "text/csv"),
        ("text/csv;q=0.001, image/png", "text/csv"),
        ("*/csv", None),
        ('text/csv;note="a,b;q=0", application/json;q=0.1', "text/csv"),
        ("image/png", None),
        ("application/json;q=0", None),
        ("nonsense", "application/json"),
    ],
)
def test_the_best_acceptable_offer_is_chosen(accept, chosen):
    assert preferred(accept, OFFERS) == chosen


def test_nothing_on_offer_gives_nothing():
    assert preferred("*/*", ()) is None


_RANGES = st.tuples(st.sampled_from([*OFFERS, "text/*", "*/*", "image/png"]), st.integers(0, 1000))


@given(st.lists(_RANGES, min_size=1, max_size=6, unique_by=lambda pair: pair[0]))
def test_no_offer_that_is_left_out_has_a_higher_quality(ranges):
    def quality(offer):
        names = (offer, f"{offer.split('/')[0]}/*", "*/*")
        return next((dict(ranges)[name] for name in names if name in dict(ranges)), 0)

    chosen = preferred(", ".join(f"{name};q={q / 1000:.3f}" for name, q in ranges), OFFERS)
    best = max(quality(offer) for offer in OFFERS)
    assert (quality(chosen) if chosen else 0) == best
    assert chosen == next((offer for offer in OFFERS if best and quality(offer) == best), None)
