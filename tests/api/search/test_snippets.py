from __future__ import annotations

import json

from api.search.snippets import CLOSE, OPEN, matched_fields, snippet_of

COLUMNS = ("label", "alternative", "hidden", "han", "text", "title_zh", "places", "code")


def row(**values):
    return {**dict.fromkeys(COLUMNS, ""), "title": "Title", "start": 0, **values}


def marked(text):
    return text.replace("[", OPEN).replace("]", CLOSE)


def test_a_snippet_is_safe_html_with_nothing_but_marks():
    snippet = snippet_of(row(label=marked("<b>&[<i>]\"'")))
    assert snippet.text == "<b>&<i>\"'"
    assert snippet.marked == "&lt;b&gt;&amp;<mark>&lt;i&gt;</mark>&quot;&#x27;"


def test_words_of_the_text_have_their_place_in_the_source():
    snippet = snippet_of(row(text=marked("one [two] three [four]"), places=json.dumps([[0, 100], [8, 103]])))
    assert [(m.start, m.end, m.source_start, m.source_end) for m in snippet.highlights] == [
        (4, 7, 104, 107),
        (14, 18, 117, 121),
    ]


def test_a_long_text_is_cut_at_words_around_what_was_found():
    words = " ".join(f"word{n}" for n in range(200))
    text = words.replace("word120 word121", "[word120] [word121]")
    snippet = snippet_of(row(text=marked(text), places="[[0, 0]]"))
    assert snippet.text.startswith("…word")
    assert snippet.text.endswith("…")
    assert len(snippet.text) <= 242
    assert [snippet.text[m.start : m.end] for m in snippet.highlights] == ["word120", "word121"]
    assert all(words[m.source_start : m.source_end] == snippet.text[m.start : m.end] for m in snippet.highlights)
    assert set(snippet.text.strip("…").split()) <= set(words.split())


def test_marks_of_single_chinese_characters_become_those_of_words():
    snippet = snippet_of(row(han=marked(" 残  疾  [妇]  [女] （2026） [妇] "), title_zh="残疾妇女（2026）妇"))
    assert [snippet.text[m.start : m.end] for m in snippet.highlights] == ["妇女", "妇"]
    assert snippet.highlights[0].source_start is None


def test_of_several_labels_the_one_that_matches_is_shown():
    found = row(label="Convention", alternative=marked("CED\n[CEDAW]"))
    assert snippet_of(found).marked == "<mark>CEDAW</mark>"
    assert matched_fields(found) == ["alternative"]


def test_a_hit_by_its_code_alone_shows_the_beginning_of_its_text():
    found = row(code=marked("[1.1.1]"), text="Bringing health to all.", places="[[0, 0]]")
    assert snippet_of(found).text == "Bringing health to all."
    assert snippet_of(found).highlights == ()
    assert matched_fields(found) == ["code"]
