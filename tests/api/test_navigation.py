from __future__ import annotations

from api.explorer.navigation import navigation
from api.explorer.views import View


def test_doors_lead_to_pages_that_the_service_has():
    found = navigation(["/docs", "/sparql", "/query", "/read"])
    assert [(door.name, door.path) for door in found.doors] == [
        ("read", "/read"),
        ("query", "/query"),
        ("data", "/docs"),
    ]
    assert not found.searchable
    assert navigation(["/search"]).searchable


def test_a_page_stands_behind_the_door_whose_path_it_continues():
    (door,) = navigation(["/read"]).doors
    assert door.holds("/read/plan/1.5")
    assert not door.holds("/reader")


def test_a_link_keeps_a_chosen_language_and_encodes_what_it_is_given():
    chosen, preferred = View("zh-Hans", chosen=True), View("zh-Hans")
    assert chosen.link("/search", q="a&b", type=["x", "y"], none=None) == "/search?q=a%26b&type=x&type=y&lang=zh-Hans"
    assert preferred.link("/read/plan#1.5") == "/read/plan#1.5"
    assert chosen.link('/id/"><script>#a b') == "/id/%22%3E%3Cscript%3E?lang=zh-Hans#a%20b"
    assert View("en", path="/a b", query=(("q", "1"),)).switched("en") == "/a%20b?q=1&lang=en"
