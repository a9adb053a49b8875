from __future__ import annotations

import pytest

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
