"""A plan of two measures, small enough to read in a test, laid out as the real one is."""

from __future__ import annotations

import hashlib
from pathlib import Path

from graph.document import parse_document
from graph.model import Document
from graph.plan import Plan, load_plan
from graph.source import Source, read_source

TEXT = """

Small Plan

Contents

Introduction\t1
I. Advancing Rights\t2
1. Right to Health\t3
II. Implementation\t4

Introduction

The plan sets out two measures.

The objectives are:

- respecting the people;
- safeguarding life.

I. Advancing Rights

1. Right to Health

– Bringing health to all. The government will reduce the residen-

tial risk model¹ for women to

¹ A note on the model.

3 percent by 2030. It will implement the Health Law.

– Training nurses in rural areas.

II. Implementation

China will review the plan. It will report.
"""

LAYOUT = """
id = "small"
language = "en"
jurisdiction = "XX"
publisher = "ministry"
issued = "2026"
rights = "Free."
[title]
en = "Small Plan"
zh-Hans = "小计划"
[period]
start = 2026
end = 2030
[source]
file = "source.txt"
sha256 = "{sha256}"
[layout]
contents = '^Contents$'
contents_entry = '^(?P<heading>.+)\\t(?P<page>\\d+)$'
introduction = '^Introduction$'
chapter = '^(?P<number>[IVXLC]+)\\. (?P<title>.+)$'
section = '^(?P<number>\\d+)\\. (?P<title>.+)$'
item = '^[–-] +'
footnote = '^(?P<mark>[¹²³]+) +'
terminal = '[.:;?!]["”)]*$'
abbreviations = ["e.g."]
[[layout.statements]]
lead = "The objectives are:"
type = "objective"
[layout.chapter_statements]
II = "implementation"
[expected]
measures = 2
statements = 3
[rights_of_sections]
"1.1" = "health"
"""


def write_plan(folder: Path, text: str | bytes = TEXT) -> Plan:
    """A plan folder named ``small`` with a text and a plan.toml that registers it."""
    home = folder / "small"
    home.mkdir(parents=True, exist_ok=True)
    data = text.encode() if isinstance(text, str) else text
    (home / "source.txt").write_bytes(data)
    (home / "plan.toml").write_text(LAYOUT.format(sha256=hashlib.sha256(data).hexdigest()), encoding="utf-8")
    return load_plan(home)


def read_plan(folder: Path, text: str | bytes = TEXT) -> tuple[Plan, Source, Document]:
    """The plan of a text, its repaired source and its tree."""
    plan = write_plan(folder, text)
    source = read_source(plan)
    return plan, source, parse_document(source, plan)
