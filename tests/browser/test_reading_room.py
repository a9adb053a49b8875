"""A reader reads: the whole text, its marks and cards, its kinds, its sentences, with mouse, keys, and no script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from api.db import Database
from api.explorer.reading_room import KINDS, read_part

PLAN = "cn-2026-2030"
HEALTH = f"/read/{PLAN}/1.5"
RELIGION = f"/read/{PLAN}/2.4"
BELIEVERS = "rights of believers to conduct normal religious activities"


@pytest.fixture(scope="module")
def parts(plan_releases):
    """Every part of the plan, with every kind marked."""
    database = Database(plan_releases / "current" / "hrap.sqlite")
    found, code = [], "0"
    while code:
        part = read_part(database, PLAN, code, KINDS)
        found.append(part)
        code = part.next["code"] if part.next else None
    yield database, found
    database.close()


def test_from_part_to_part_the_whole_text_is_read_unchanged(parts):
    database, found = parts
    sentences = [sentence for part in found for provision in part.provisions for sentence in provision.sentences]
    read = {s.row["code"]: "".join(stretch.text for stretch in s.stretches) for s in sentences}
    assert len(read) == len(sentences)
    assert read == {row["code"]: row["text"] for row in database.rows("SELECT code, text FROM sentences")}


def test_every_mention_of_the_plan_is_marked_at_its_words(parts):
    database, found = parts
    sentences = [sentence for part in found for provision in part.provisions for sentence in provision.sentences]
    assert not [s.row["code"] for s in sentences if s.astray]
    marks = [
        (s.row["code"], mark.name, s.row["text"][mark.start : mark.end])
        for s in sentences
        for stretch in s.stretches
        for mark in stretch.marks
    ]
    mentions = database.rows("SELECT \"commitment\", type || '-' || entity AS name, quote FROM mentions")
    assert sorted(marks) == sorted((row["commitment"], row["name"], row["quote"]) for row in mentions)


def test_a_mark_opens_a_card_that_says_what_it_is_and_where_else(visit):
    page = visit(HEALTH).page
    page.get_by_role("link", name="12 per 100,000").click()
    card = page.get_by_role("dialog")
    expect(card).to_contain_text("maternal mortality rate")
    expect(card).to_contain_text("< 12 (per 100,000 live births)")
    expect(card).to_contain_text("no deadline is stated")
    card.get_by_role("button").click()
    expect(card).to_be_hidden()


def test_a_mark_within_a_mark_has_both_on_its_card(visit):
    opened = visit(RELIGION)
    opened.page.get_by_role("link", name=BELIEVERS).click()
    card = opened.page.get_by_role("dialog")
    expect(card).to_contain_text("right to conduct normal religious activities")
    expect(card).to_contain_text("religious believers")
    opened.assert_accessible()


def test_by_keyboard_a_card_is_opened_read_and_left_to_where_one_was(visit):
    page = visit(RELIGION).page
    mark = page.get_by_role("link", name=BELIEVERS)
    mark.focus()
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog")
    expect(card.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(mark).to_be_focused()


def test_a_card_leads_to_the_other_places(visit):
    page = visit(f"/read/{PLAN}/4.3").page
    page.get_by_role("link", name="minors", exact=True).first.click()
    place = page.get_by_role("dialog").get_by_role("link", name="1.6.2", exact=True)
    place.click()
    expect(page).to_have_url(re.compile(r"/read/cn-2026-2030/1\.6#1\.6\.2$"))
    expect(page.locator('[id="1.6.2"]')).to_be_in_viewport()


def test_kinds_are_switched_off_and_on_and_the_address_keeps_them(visit):
    page = visit(HEALTH).page
    bodies, acts = page.locator(".text .k.body"), page.locator(".text .k.action")
    expect(bodies).not_to_have_count(0)
    page.get_by_label("bodies").uncheck()
    expect(bodies).to_have_count(0)
    page.get_by_text("More", exact=True).click()
    page.get_by_label("promised acts").check()
    expect(acts).not_to_have_count(0)
    shown = acts.count()
    page.reload()
    expect(acts).to_have_count(shown)
    expect(bodies).to_have_count(0)
    expect(page.get_by_label("bodies")).not_to_be_checked()


def test_reasons_are_shown_in_the_text_when_wanted(visit):
    page = visit(HEALTH).page
    expect(page.locator(".text .reason")).to_have_count(0)
    page.get_by_label("Reasons why nothing is marked").check()
    expect(page.locator(".text .reason").first).to_contain_text("Nothing found in this sentence")


@pytest.mark.parametrize("script", [True, False])
def test_a_sentence_says_why_nothing_was_found_in_it(visit, script):
    page = visit(HEALTH, script=script).page
    page.get_by_role("button", name="About sentence 1.5.2.0: nothing found").click()
    card = page.locator('[id="about-1.5.2.0"]')
    expect(card).to_contain_text("heading that names no entity")
    expect(card.get_by_role("link", name="Link to this sentence")).to_have_attribute("href", "#1.5.2.0")


def test_a_link_to_a_sentence_leads_there(visit):
    opened = visit(f"/read/{PLAN}/1.5.2.1")
    expect(opened.page).to_have_url(re.compile(r"/read/cn-2026-2030/1\.5#1\.5\.2\.1$"))
    expect(opened.page.locator('[id="1.5.2.1"]')).to_be_in_viewport()


def test_without_a_script_marks_lead_to_what_they_name_and_kinds_have_a_button(visit):
    page = visit(RELIGION, script=False).page
    page.get_by_label("population groups").uncheck()
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".text .k.group")).to_have_count(0)
    page.get_by_role("link", name=BELIEVERS).click()
    expect(page).to_have_url(re.compile(r"/id/right/right-to-conduct-normal-religious-activities$"))


def test_on_paper_there_is_the_text_and_no_buttons(visit):
    page = visit(HEALTH).page
    page.emulate_media(media="print")
    expect(page.locator("#kinds")).to_be_hidden()
    expect(page.locator(".handle").first).to_be_hidden()
    expect(page.get_by_role("heading", name="Right to Health")).to_be_visible()


def test_in_chinese_the_interface_is_chinese_and_the_text_stays_what_it_is(visit):
    page = visit(f"{HEALTH}?lang=zh-Hans").page
    expect(page.locator('[id="1.5.2.1"] [lang=en]')).to_contain_text("The government will strive")
    page.get_by_role("link", name="12 per 100,000").click()
    expect(page.get_by_role("dialog")).to_contain_text("孕产妇死亡率")
    page.get_by_role("link", name=re.compile("^下一部分")).click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
