"""What holds of every page: accessible in both schemes, light, no wider than a phone, silent, from one host."""

from __future__ import annotations

import pytest

PAGES = {
    "start": "/",
    "contents": "/read/cn-2026-2030",
    "text": "/read/cn-2026-2030/1.5?reasons=true",
    "interface": "/docs",
    "sparql": "/sparql",
    "ontology": "/ontology/targets",
    "shapes": "/shapes/targets",
    "codebook": "/codebook",
    "downloads": "/dumps",
    "audit": "/audit",
    "query": "/query",
    "triples": "/query?query=CONSTRUCT+WHERE+%7B+%3Fs+%3Fp+%3Fo+%7D+LIMIT+9",
    "ready question": "/query?question=targets-of-right",
    "search": "/search?q=rural+women",
    "search with a slip": "/search?q=rural+womne",
    "search in Chinese": "/search?q=%E5%86%9C%E6%9D%91%E5%A6%87%E5%A5%B3",
    "how to search": "/search",
    "criterion": "/audit/measure-without-body",
    "developers": "/developers",
    "group": "/id/group/rural-women",
    "right": "/id/right/health",
    "body": "/id/body/china",
    "instrument": "/id/instrument/civil-code",
    "indicator": "/id/indicator/maternal-mortality-rate",
    "measure": "/id/plan/cn-2026-2030/measure/4.2.5",
    "chapter": "/id/plan/cn-2026-2030/chapter/7",
    "statements": "/id/right/health?view=statements",
    "target": "/id/plan/cn-2026-2030/target/1.5.2/maternal-mortality-rate",
    "article": "/id/article/icescr-12",
    "goal": "/sdg/3",
    "goal target": "/sdg/3.1",
    "thing": "/id/plan/cn-2026-2030",
    "browse": "/browse",
    "tree": "/instruments",
    "dossier": "/dossier/chapter/4",
    "problem types": "/problem",
    "problem type": "/problem/unknown-value",
    "targets": "/targets?right=health",
    "targets-by-unit": "/targets?right=health&by=unit",
    "targets-table": "/targets?right=health&show=table",
    "matrix": "/matrix?top=10",
    "cell": "/matrix/cell?rows=right&cols=group&row=health&col=patients",
    "networks": "/networks",
    "network": "/networks/groups",
    "network-nodes": "/networks/measures-instruments?show=nodes",
    "network-edges": "/networks/measures-instruments?show=edges",
    "paths": "/paths?from=right/health&to=group/rural-women",
    "edge": "/networks/rights-groups/evidence?of=group/women&of=right/democratic-rights",
}
"""One page of every type. A page type that is not here is not looked at."""

REFUSED = {
    "no such page": ("/nothing-here", 404),
    "no such thing": ("/id/right/nothing", 404),
    "no such value": ("/targets?right=nothing", 400),
    "a query with an error": ("/query?query=SELECT+*+%7B+%3Fs+foo+%7D", 400),
    "no such question": ("/query?question=nothing", 404),
}
"""Pages that say what is wrong with what was asked, each with its status."""

WIDTHS = {"phone": 360, "tablet": 800, "desk": 1400}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_is_light_and_accessible_in_both_schemes(visit, path):
    opened = visit(path)
    opened.assert_light()
    opened.assert_accessible()
    opened.page.emulate_media(color_scheme="dark")
    opened.assert_accessible()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_is_accessible_in_chinese_on_a_phone_and_fits(visit, path):
    opened = visit(f"{path}{'&' if '?' in path else '?'}lang=zh-Hans", width=WIDTHS["phone"])
    opened.assert_accessible()
    opened.assert_fits()


@pytest.mark.parametrize(("path", "status"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_a_page_that_says_what_is_wrong_is_as_good_as_any(visit, path, status, language):
    opened = visit(f"{path}{'&' if '?' in path else '?'}lang={language}", width=WIDTHS["phone"])
    complained, opened.complaints = opened.complaints, []
    assert [f"status of {status}" in complaint for complaint in complained] == [True]
    opened.assert_light()
    opened.assert_fits()
    opened.assert_accessible()
    opened.page.emulate_media(color_scheme="dark")
    opened.assert_accessible()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_can_be_used_within_a_second(visit, path):
    opened = visit(path)
    opened.go(path)
    assert opened.page.evaluate("performance.getEntriesByType('navigation')[0].domInteractive") < 1000


def test_the_skip_link_leads_past_the_header_by_keyboard(visit):
    page = visit("/").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_reader_changes_the_language_and_keeps_it(visit):
    page = visit("/").page
    page.get_by_role("link", name="简体中文").click()
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    page.get_by_role("navigation", name="主导航").get_by_role("link").first.click()
    assert page.locator("html").get_attribute("lang") == "zh-Hans"


def test_a_browser_in_chinese_gets_chinese(visit):
    assert visit("/", language="zh-CN").page.locator("html").get_attribute("lang") == "zh-Hans"


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_is_drawn(visit, path, screenshots, request):
    """Writes pictures where ``--screenshots`` names a folder: every page at three widths in both schemes."""
    if screenshots is None:
        pytest.skip("no --screenshots")
    name = request.node.callspec.id
    for scheme in ("light", "dark"):
        for width_name, width in WIDTHS.items():
            page = visit(path, width=width, scheme=scheme).page
            page.screenshot(path=screenshots / f"{name}-{width_name}-{scheme}.png")
