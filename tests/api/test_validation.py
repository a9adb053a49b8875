"""The SHACL report of the release over HTTP."""

from __future__ import annotations

import pytest
from rdflib import Graph
from rdflib.namespace import RDF, SH

from api.validation import read_validation
from graph.errors import ReleaseError
from graph.names import Names
from graph.release import REPORT, open_release
from tests.api.small_release import SMALL_RESULTS, write_release


def test_the_report_says_whether_the_release_conforms_and_what_was_found(client):
    answer = client.get("/api/v1/validation")
    (result,) = SMALL_RESULTS
    assert answer.json()["conforms"] is True
    assert answer.json()["results"] == [
        {
            "severity": result.severity,
            "shape": result.shape,
            "focus": result.focus,
            "path": result.path,
            "value": None,
            "message": result.message,
            "quote": result.quote,
        }
    ]
    assert answer.json()["dataset"]["sha256"] == answer.headers["dataset-sha256"]


@pytest.mark.parametrize("asked", [{"params": {"format": "turtle"}}, {"headers": {"Accept": "text/turtle"}}])
def test_the_report_comes_as_shacl_describes_it(client, asked):
    answer = client.get("/api/v1/validation", **asked)
    graph = Graph().parse(data=answer.text, format="turtle")
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(report, SH.conforms).toPython() is True
    assert len({*graph.objects(report, SH.result)}) == len(SMALL_RESULTS)
    assert client.get("/api/v1/validation", headers={"If-None-Match": answer.headers["etag"]}).status_code == 200
    asked.setdefault("headers", {})["If-None-Match"] = answer.headers["etag"]
    assert client.get("/api/v1/validation", **asked).status_code == 304


def test_a_format_that_there_is_not_is_refused_with_those_that_there_are(client):
    assert client.get("/api/v1/validation?format=turtel").json()["nearest"] == ["turtle"]
    assert client.get("/api/v1/validation", headers={"Accept": "image/png"}).status_code == 406


def test_the_release_of_the_plan_conforms_and_breaks_no_shape(service):
    answer = service.get("/api/v1/validation").json()
    assert (answer["conforms"], answer["results"]) == (True, [])


@pytest.mark.parametrize("text", [None, "no Turtle", ""])
def test_a_release_without_a_report_that_can_be_read_is_refused(tmp_path, text):
    release = open_release(write_release(tmp_path / "releases"))
    if text is None:
        release.report.unlink()
    else:
        release.report.write_text(text)
    with pytest.raises(ReleaseError) as error:
        read_validation(release, Names())
    assert error.value.remedy
    assert text is not None or REPORT in str(error.value)
