"""Templates call and look up as Jinja does, for what they are given."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError

from api.explorer.words import words_of
from api.templating import RowsFirst

BASE = "{% block content %}{% endblock %}"
PAGE = """{% extends "base" %}{% macro row(each) %}<td>{{ each.name }}</td>{% endmacro %}
{% block content %}
{% for each in rows %}{{ row(each) }}{{ say(each.name, times=loop.index) }}{% endfor %}
{% endblock %}"""


def rendered(kind: type[Environment], text: str, **values: object) -> str:
    loader = DictLoader({"base": BASE, "page": text})
    return kind(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("page").render(**values)


def say(name: str, times: int) -> str:
    return f"{name}&" * times


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (PAGE, {"rows": [{"name": "<a>"}, {"name": "b"}], "say": say}),
        ("{{ t('dossier.n_measures', n=2) }}", {"t": words_of("en")}),
        ("{% for key, value in row.items() %}{{ key }}{{ value }}{% endfor %}", {"row": {"a": 1}}),
        ("{{ row.get('b', '<') }} {{ thing.real }} {{ words.upper() }}", {"row": {}, "thing": 3, "words": "x"}),
        ("{% set part %}<b>{{ x }}</b>{% endset %}{{ caller_of(part) }}", {"x": "<", "caller_of": str}),
    ],
)
def test_what_is_written_is_what_jinja_writes(text, values):
    assert rendered(RowsFirst, text, **values) == rendered(Environment, text, **values)


def test_the_key_of_a_row_comes_before_a_method_of_that_name():
    assert rendered(RowsFirst, "{{ row.items }}", row={"items": "three"}) == "three"


def test_what_is_not_there_is_an_error():
    with pytest.raises(UndefinedError):
        rendered(RowsFirst, "{{ row.name }}", row={})
