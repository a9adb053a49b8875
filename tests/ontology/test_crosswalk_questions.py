"""The ready questions about the crosswalk, put to the graph of the project's own plan."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from pyoxigraph import QuerySolutions, RdfFormat, Store

from graph.config import Config
from graph.questions import find_question


@pytest.fixture(scope="module")
def store(built) -> Store:
    loaded = Store()
    loaded.bulk_load(built.quads, format=RdfFormat.N_QUADS)
    return loaded


def ask(store: Store, name: str) -> list[Mapping[str, str]]:
    """The rows of a ready question, values by the names of their variables."""
    found = store.query(find_question(name, Config()).query, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{n: getattr(row[n], "value", "") for n in names} for row in found]


def test_each_target_stands_once_under_its_right_and_type(store, built):
    rows = ask(store, "indicator-types")
    assert len(rows) == built.fingerprint.counts["targets"]
    assert [row["indicator"] for row in rows if not row["right"]] == [
        "national human rights education and training bases"
    ]
    assert {row["type"] for row in rows} <= {"structural", "process", "outcome"}
    (mothers,) = (row for row in rows if row["indicator"] == "maternal mortality rate")
    assert (mothers["right"], mothers["type"], mothers["alternative"]) == ("right to health", "outcome", "")
    (deputies,) = (row for row in rows if row["indicator"].startswith("deputies of"))
    assert (deputies["type"], deputies["alternative"]) == ("outcome", "structural")


def test_a_close_sdg_counterpart_comes_with_the_words_that_warn(store):
    rows = ask(store, "sdg-indicators")
    found = {(row["code"], row["indicator"], row["counterpart"].split(":")[0]) for row in rows}
    assert ("1.5.2", "maternal mortality rate", "SDG indicator 3.1.1") in found
    assert ("1.5.2", "infant mortality rate", "SDG series SH_DYN_IMRT") in found
    assert ("3.3.3", "forest coverage", "SDG series AG_LND_FRST") in found
    assert not {row["indicator"] for row in rows} & {"rural tap water coverage", "water consumption per unit of GDP"}
    assert all(row["caveat"] for row in rows)
    (doctors, *_) = (row for row in rows if row["indicator"].startswith("practicing doctors"))
    assert "per 10,000" in doctors["caveat"]
    assert {row["verification"] for row in rows if row["indicator"].startswith("premature")} == {"unverified"}


def test_each_article_of_a_right_says_how_far_the_state_is_bound(store):
    rows = ask(store, "treaty-articles")
    status = {row["article"].partition(",")[0]: (row["status"], row["since"]) for row in rows}
    assert status["ICCPR"] == ("signatory", "1998-10-05")
    assert status["CEDAW"] == ("party", "")
    assert status["VDPA"] == status["UDHR"] == ("not a treaty", "")
    assert ("treaty reporting", "CEDAW, article 18", "unverified") in {
        (row["concept"], row["article"], row["verification"]) for row in rows
    }
