from __future__ import annotations

from pathlib import Path

import pytest

from api.settings import Settings, read_settings
from graph.errors import ServeError


def test_without_variables_the_defaults_hold():
    assert read_settings({"PATH": "/bin"}) == Settings()


def test_every_field_is_set_by_its_variable():
    settings = read_settings({"HRAP_RELEASES": "/srv/r", "HRAP_PORT": "80", "HRAP_QUERY_TIMEOUT": "2.5"})
    assert (settings.releases, settings.port, settings.query_timeout) == (Path("/srv/r"), 80, 2.5)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("HRAP_PORT", "http"),
        ("HRAP_PORT", "70000"),
        ("HRAP_WORKERS", "0"),
        ("HRAP_WORKERS", "1.5"),
        ("HRAP_QUERY_TIMEOUT", "-1"),
        ("HRAP_QUERY_TIMEOUT", "nan"),
        ("HRAP_QUEUE", "-1"),
        ("HRAP_MAX_ANSWER_BYTES", "0"),
        ("HRAP_WORKER_MEMORY", "1000"),
        ("HRAP_SLOW_WORKERS", "0"),
        ("HRAP_QUICK_TIME", "inf"),
        ("HRAP_CACHE_BYTES", "-1"),
        ("HRAP_LOG", "xml"),
    ],
)
def test_a_bad_value_is_refused_by_the_name_of_its_variable(variable, value):
    with pytest.raises(ServeError, match=variable):
        read_settings({variable: value})
