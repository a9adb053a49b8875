"""Citations of the answers at addresses of the service: what they hold, that they last, and what is refused."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import quote, urlsplit

import httpx
import pytest

from api.app import create_app
from api.citable import LONGEST
from api.explorer.words import LANGUAGES
from api.settings import Settings
from graph.citation.records import compare, from_json
from tests.api.conftest import serving
from tests.api.small_release import write_release
from tests.api.test_reloading import MORE

PATH = "/api/v1/citation"
ADDRESSES = (
    *("/api/v1/plans", "/api/v1/plans/small", "/api/v1/plans/small/outline"),
    *("/api/v1/measures?right=health&sort=-code", "/api/v1/measures/small/1.1.1?include=commitments,links"),
    *("/api/v1/commitments?facets=right&limit=1&offset=1", "/api/v1/targets?min=1", "/api/v1/mentions?type=group"),
    *("/api/v1/rights", "/api/v1/groups", "/api/v1/bodies", "/api/v1/instruments", "/api/v1/indicators"),
    *("/api/v1/rights/health", "/api/v1/groups/women?fields=label,slug", "/api/v1/bodies/nurses"),
    *("/api/v1/instruments/health-law", "/api/v1/indicators/risk-rate"),
    *("/api/v1/search?q=women", "/api/v1/crosswalk", "/api/v1/links?measure=1.1.1", "/api/v1/links/reasons?kind=group"),
    *("/api/v1/matrix?rows=chapter&cols=modality", "/api/v1/networks", "/api/v1/network?projection=rights-groups"),
    *("/api/v1/coverage?limit=5", "/api/v1/coverage/counts", "/api/v1/validation", "/api/v1/audit"),
    *("/api/v1/audit/measure-without-money", "/api/v1/codebook?table=links", "/api/v1/questions?topic=Targets"),
    *("/dossier/group/women", "/dossier/measure/1.1.1?plan=small"),
    *("/api/v1/paths?from=group/women&to=measure/1.1.2", "/api/v1/paths/steps?from=group/women&to=measure/1.1.2"),
)


def cite(client, of, **more):
    return client.get(PATH, params={"of": of, **more})


def cited(client, of):
    answer = cite(client, of)
    assert answer.status_code == 200, answer.text
    return from_json(answer.text, of)


@pytest.fixture(scope="module")
def later(tmp_path_factory):
    """The service over a release with another triple and the same facts for its JSON."""
    root = write_release(tmp_path_factory.mktemp("later"), "later", MORE)
    with serving(Settings(releases=root, workers=1)) as client:
        yield client


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    """The service over a release with another plan beside the first."""
    root = write_release(tmp_path_factory.mktemp("grown"), "grown", MORE, ("small", "tiny"))
    with serving(Settings(releases=root, workers=1)) as client:
        yield client


def test_the_sample_has_every_path_that_can_be_cited():
    patterns = {each.pattern for each in create_app(Settings()).state.citable}
    paths = {address.partition("?")[0] for address in ADDRESSES}
    assert not {pattern for pattern in patterns if not any(pattern.fullmatch(path) for path in paths)}


@pytest.mark.parametrize("of", ADDRESSES)
def test_the_same_facts_of_another_release_or_service_are_cited_as_the_same(client, later, of):
    one, other = cited(client, of), cited(later, of)
    found = compare(one, other)
    assert one.rows
    assert found.same, [found.added, found.removed]
    assert not found.same_release
    assert one.result_sha256 == other.result_sha256


@pytest.mark.parametrize("of", ADDRESSES)
def test_the_permalink_opens_the_answer_and_that_of_no_other_release(client, later, of):
    link = urlsplit(cited(client, of).permalink)
    address = f"{link.path}?{link.query}"
    json_please = {"Accept": "application/json"}
    answer = client.get(address, headers=json_please)
    assert answer.status_code == 200
    given = client.get(of, headers=json_please).json()
    assert {name: given[name] for name in given if name != "next"} == {
        name: value for name, value in answer.json().items() if name != "next"
    }
    refused = later.get(address, headers=json_please)
    assert refused.status_code == 404
    assert "This service has the release" in refused.text


def test_a_changed_answer_says_which_items_came(client, grown):
    found = compare(cited(client, "/api/v1/plans"), cited(grown, "/api/v1/plans"))
    assert [json.loads(row.partition("\t")[2])["plan"] for row in found.added if row.startswith("items")] == ["tiny"]
    assert [row for row in found.removed if row.startswith("items")] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/api/v1/links?measure=1.1.1&kind=group", "/api/v1/links?kind=group&measure=1.1.1"),
        ("/api/v1/links?kind=group&kind=body", "/api/v1/links?kind=body&kind=group&kind=body"),
        ("/api/v1/links?measure=1.1.1", "/api/v1/links?measure=1.1.1&limit=50&offset=0&format=csv"),
        ("/api/v1/links?min_weight=1", "/api/v1/links?min_weight=1.0"),
        ("/api/v1/links?same_section=true", "/api/v1/links?same_section=1"),
        ("/api/v1/measures?fields=code,heading", "/api/v1/measures?fields=heading&fields=code"),
        ("/api/v1/measures", "/api/v1/measures?kind=measure"),
        ("/api/v1/matrix", "/api/v1/matrix?cols=group&rows=right&values=share&format=svg"),
        ("/api/v1/network", "/api/v1/network?projection=rights-groups&part=nodes&top=3"),
        ("/dossier/group/women", "/dossier/group/women?format=html&lang=zh-Hans"),
        ("/api/v1/groups/women", "/api/v1/groups/%77omen"),
        ("/api/v1/search?q=women+health", "/api/v1/search?q=women%20health"),
    ],
)
def test_the_same_answer_has_the_same_citation(client, one, other):
    assert cited(client, one) == cited(client, other)


def test_sort_keys_keep_their_order(client):
    addresses = [cited(client, f"/api/v1/measures?sort={keys}").address for keys in ("-code,heading", "heading,-code")]
    assert len({*addresses}) == 2


def test_what_is_cited_of_a_list_is_the_part_that_is_asked_for(client):
    whole, part = cited(client, "/api/v1/measures"), cited(client, "/api/v1/measures?limit=1&offset=1")
    items = [row for row in whole.rows if row.startswith("items\t")]
    (item,) = [row for row in part.rows if row.startswith("items\t")]
    assert item in items
    assert "total\t2" in part.rows
    assert f"1 of {len(items)} items" in part.note
    assert " of " not in whole.note


def test_a_link_in_an_answer_is_that_of_no_service(client):
    rows = "".join(cited(client, "/api/v1/matrix?rows=chapter&cols=modality").rows)
    assert "https://w3id.org/hrap/api/v1/measures?chapter=1" in rows
    assert str(client.base_url.host) not in rows


@pytest.mark.parametrize(("form", "start"), [("bibtex", "@misc{hrap-links-"), ("ris", "TY  - DATA"), ("csl", "[\n")])
def test_an_address_is_cited_for_reference_managers(client, form, start):
    answer = cite(client, "/api/v1/links?measure=1.1.1", format=form)
    assert answer.text.startswith(start)
    assert "Links between measures (measure: 1.1.1)" in answer.text


@pytest.mark.parametrize(
    ("of", "status", "kind", "word"),
    [
        ("", 400, "bad-value", "no address"),
        ("links", 400, "bad-value", "no address"),
        ("http://127.0.0.1:1/api/v1/links", 400, "bad-value", "without a host"),
        ("//evil.example/api/v1/links", 400, "bad-value", "without a host"),
        ("/api/v1/links#measure", 400, "bad-value", "no address"),
        ("/api/v1/links?q=a b", 400, "bad-value", "no address"),
        ("/api/v1\\links", 400, "bad-value", "no address"),
        ("/api/v1/links?measure=%00", 400, "bad-value", "no address"),
        ("/api/v1/groups/%ff", 400, "bad-value", "no address"),
        ("/api/v1/groups/%00", 400, "bad-value", "no address"),
        (f"/api/v1/links?measure={'1' * LONGEST}", 400, "bad-value", "4,000"),
        ("/api/v1/links?after=abc", 400, "conflicting-parameters", "offset="),
        *((path, 400, "bad-value", "no address") for path in ("/health", "/ready", "/metrics", "/sparql?query=ASK{}")),
        *((path, 400, "bad-value", "no address") for path in ("/id/group/women", "/openapi.json", "/dumps", "/matrix")),
        *(
            (path, 404, "not-found", "by its address")
            for path in (
                *("/api/v1/", "/api/v1/links/", "/api/v1/nothing", "/api/v1/../v1/links", "/api/v1/%2e%2e/health"),
                *(PATH, f"{PATH}?of=/api/v1/links", f"{PATH}?of={quote(f'{PATH}?of=/api/v1/links')}"),
                *("/api/v1/questions/targets-of-right", "/api/v1/questions/targets-of-right/citation"),
                *("/api/v1/context.jsonld", "/api/v1/codebook/links.csv-metadata.json"),
            )
        ),
        (f"/api/v1/links?release={'0' * 64}", 404, "not-found", "This service has the release"),
        (f"/dossier/group/women?release={'0' * 64}", 404, "not-found", "This service has the release"),
        ("/api/v1/groups/nobody", 404, "not-found", "nobody"),
        ("/api/v1/groups/..", 404, "not-found", ".."),
        ("/api/v1/links?measure=9.9.9", 400, "unknown-value", "9.9.9"),
        ("/api/v1/links?nothing=1", 400, "unknown-parameter", "min_weight"),
        ("/api/v1/links?limit=0", 400, "bad-value", "limit"),
        ("/api/v1/links?limit=1&limit=2", 400, "conflicting-parameters", "more than once"),
        ("/api/v1/paths?from=group/women", 400, "bad-value", "to"),
        ("/api/v1/links?limit=1&offset=1000000001", 400, "bad-value", "offset"),
    ],
)
def test_what_is_no_address_of_an_answer_is_refused(client, of, status, kind, word):
    answer = cite(client, of)
    problem = answer.json()
    assert (answer.status_code, problem["status"]) == (status, status)
    assert problem["type"].endswith(kind)
    assert word in json.dumps(problem)
    assert problem["instance"].startswith(PATH)
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("parameters", "kind", "word"),
    [
        ({"of": "/api/v1/links", "query": "ASK {}"}, "conflicting-parameters", "one answer"),
        ({"of": ["/api/v1/links", "/api/v1/plans"]}, "conflicting-parameters", "more than once"),
        ({"of": "/api/v1/links?measure=1.1.1", "kind": "group"}, "unknown-parameter", "Percent-encode"),
        ({"of": "/api/v1/links", "format": "csv"}, "unknown-value", "bibtex"),
    ],
)
def test_parameters_that_do_not_fit_are_refused(client, parameters, kind, word):
    answer = client.get(PATH, params=parameters)
    assert answer.status_code == 400
    assert answer.json()["type"].endswith(kind)
    assert word in answer.text


def test_an_answer_past_the_cap_is_not_cited(releases):
    with serving(Settings(releases=releases, workers=1, max_answer_bytes=2000)) as client:
        answer = cite(client, "/api/v1/codebook")
        assert answer.status_code == 413
        assert answer.json()["parameter"] == "of"
        assert cite(client, "/api/v1/codebook?limit=1&fields=field").status_code == 200


def test_a_citation_is_answered_as_any_answer_is(client):
    of = {"of": "/api/v1/links"}
    answer = client.get(PATH, params=of)
    assert client.get(PATH, params=of, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    head = client.head(PATH, params=of)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", answer.headers["etag"])
    assert client.post(PATH, params=of).status_code == 405
    asks = {"Origin": "https://e.example", "Access-Control-Request-Method": "GET"}
    assert client.options(PATH, params=of, headers=asks).status_code == 200
    other = client.get(PATH, params=of, headers={"Accept": "text/csv", "Accept-Language": "zh"})
    assert other.content == answer.content


def test_the_answer_within_a_citation_is_no_request_of_its_own(client):
    def requests():
        lines = client.get("/metrics").text.splitlines()
        return sum(float(line.split()[-1]) for line in lines if line.startswith("hrap_requests_total"))

    before = requests()
    assert cite(client, "/api/v1/bodies?limit=7").status_code == 200
    assert requests() == before + 2  # the citation, and the first look at the numbers


def test_any_address_of_the_json_interface_is_asked_of_one_release(client):
    sha256 = client.get("/api/v1/plans").headers["dataset-sha256"]
    plain, pinned = client.get("/api/v1/rights"), client.get("/api/v1/rights", params={"release": sha256[:12]})
    assert (pinned.status_code, pinned.content, pinned.headers["etag"]) == (200, plain.content, plain.headers["etag"])
    for wrong in ("0" * 64, sha256[:11], ""):
        answer = client.get("/api/v1/rights", params={"release": wrong})
        assert answer.status_code == 404
        assert answer.json()["parameter"] == "release"
    twice = client.get(f"/api/v1/rights?release={sha256}&release={sha256}")
    assert (twice.status_code, twice.json()["parameter"]) == (400, "release")
    assert client.get(f"/api/v1/rights?limit=1&release={sha256}&offset=1").json()["offset"] == 1


@pytest.mark.parametrize("path", ["search?q=health&limit=1", "paths/steps?from=group/women&to=measure/1.1.2&limit=1"])
def test_the_parts_of_a_list_stay_with_the_release_that_was_asked_for(client, path):
    pin = f"release={client.get('/api/v1/plans').headers['dataset-sha256'][:16]}"
    first = client.get(f"/api/v1/{path}&{pin}")
    assert first.json()["next"].endswith(f"&offset=1&{pin}")
    assert first.links["next"]["url"] == first.json()["next"]
    second = client.get(first.json()["next"])
    assert (second.json()["offset"], second.json()["next"].endswith(f"&offset=2&{pin}")) == (1, True)
    assert "release" not in client.get(f"/api/v1/{path}").json()["next"]


def test_a_csv_of_one_release_is_described_as_that_very_one(client):
    pin = f"release={client.get('/api/v1/plans').headers['dataset-sha256']}"
    csv = client.get(f"/api/v1/groups?format=csv&{pin}")
    described = client.get(csv.links["describedby"]["url"])
    assert described.json()["url"].endswith(f"/api/v1/groups?format=csv&{pin}")


@pytest.mark.parametrize("of", [of for of in ADDRESSES if of.startswith("/api/")])
def test_an_answer_says_what_it_is_cited_as(client, of):
    answer = client.get(of)
    link = answer.links["cite-as"]["url"]
    assert f"release={answer.headers['dataset-sha256']}" in link
    assert client.get(link).content == answer.content


def test_other_links_stand_beside_what_an_answer_is_cited_as(client):
    csv = client.get("/api/v1/measures?limit=1", headers={"Accept": "text/csv"})
    assert {*csv.links} == {"cite-as", "describedby", "next"}


@pytest.mark.parametrize("path", ["/api/v1/context.jsonld", "/api/v1/groups/nobody", f"{PATH}?of=/api/v1/links"])
def test_what_is_not_cited_says_nothing_of_it(client, path):
    assert "cite-as" not in client.get(path).links


def test_a_part_by_a_cursor_is_not_cited_but_the_parts_before_it_are(client):
    measures = client.get("/api/v1/measures?limit=1")
    assert {"next", "cite-as"} <= {*measures.links}
    assert "cite-as" not in client.get(measures.links["next"]["url"]).links


def test_a_citation_is_the_same_from_whichever_address_the_service_is_reached(client):
    one, other = (
        httpx.get(f"{client.base_url}{PATH}", params={"of": "/api/v1/rights"}, headers={"Host": host}).json()
        for host in ("one.example", "other.example")
    )
    assert one["permalink"].startswith("http://one.example/api/v1/rights?release=")
    assert re.sub("one.example", "other.example", json.dumps(one)) == json.dumps(other)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("page", "of"),
    [
        ("/matrix?rows=chapter&cols=modality&values=share", "/api/v1/matrix?cols=modality&rows=chapter&unit=measure"),
        ("/networks/rights-groups?min=2", "/api/v1/network?plan=small&projection=rights-groups"),
        ("/targets?right=health", "/api/v1/targets?limit=1000&right=health"),
        ("/search?q=women&type=measure", "/api/v1/search?q=women&type=measure"),
        ("/audit", "/api/v1/audit?plan=small&scope=plan"),
        ("/audit/measure-without-money?chapter=1", "/api/v1/audit/measure-without-money?chapter=1&plan=small"),
        ("/dossier/group/women", "/dossier/group/women"),
        ("/id/plan/small/measure/1.1.1", "/api/v1/links?measure=1.1.1&plan=small"),
    ],
)
def test_a_page_leads_to_the_citation_of_what_it_shows(client, language, page, of):
    address = f"{page}{'&' if '?' in page else '?'}lang={language}"
    text = client.get(address, headers={"Accept": "text/html"}).text
    links = [unescape(link) for link in re.findall(rf'href="({PATH}\?of=[^"]*)"', text)]
    assert [link.rpartition("=")[2] for link in links] == ["bibtex", "ris", "csl", "json"]
    answers = [client.get(link) for link in links]
    assert {answer.status_code for answer in answers} == {200}
    assert answers[-1].json()["address"] == of
