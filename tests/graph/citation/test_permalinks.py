from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest

from graph.citation.formats import WRITERS
from graph.citation.permalinks import Permalink, read_permalink
from graph.citation.records import Subject, Work, cite_rows
from graph.errors import InputError

RELEASE = "a" * 64
WORK = Work("Graph", ("Somebody",), "CC BY 4.0")
QUERY = 'SELECT * { ?s ?p "a&b#{\\"}" } # ünï'
SUBJECTS = (
    Subject(
        "words", "api/v1/questions/some-name?right=a%26b&group=", {"right": "a&b", "group": ""}, question="some-name"
    ),
    Subject("words", "api/v1/questions/some-name", question="some-name"),
    Subject("words", f"query?{urlencode({'query': QUERY})}", query=QUERY),
    Subject("words", "api/v1/links?kind=a%20b&measure=4.2.5", address="/api/v1/links?kind=a%20b&measure=4.2.5"),
    Subject("words", "api/v1/questions?topic=x", address="/api/v1/questions?topic=x"),
    Subject("words", "dossier/right/health", address="/dossier/right/health"),
)


@pytest.mark.parametrize("base", ["https://w3id.org/hrap/", "http://127.0.0.1:8000/"])
@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.permalink[:30])
def test_what_was_asked_is_found_again_in_every_format(subject, write, base):
    citation = cite_rows(subject, "head", ["row"], ("1", RELEASE), base, WORK)
    assert read_permalink(write(citation), "c") == Permalink(
        RELEASE, citation.result_sha256, subject.question, subject.parameters, subject.query, subject.address
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no permalink"),
        (f"https://e.example/api/v1/links?release={RELEASE}", "no permalink"),
        (f"https://e.example/other?release={RELEASE}#result={RELEASE}", "leads to no answer"),
        (
            json.dumps([f"https://e.example/dossier/right/{name}?release={RELEASE}#result={RELEASE}" for name in "ab"]),
            "2 permalinks",
        ),
    ],
)
def test_what_is_no_permalink_or_more_than_one_is_refused(text, message):
    with pytest.raises(InputError, match=message):
        read_permalink(text, "c.bib")
