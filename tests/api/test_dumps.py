from __future__ import annotations

import hashlib
import re
import shutil
import subprocess

import pytest
from rdflib import DCAT, RDF, VOID, Graph, Namespace, URIRef
from rdflib.compare import isomorphic

from api.sparql.description import dataset_description
from graph.contents import Contents
from graph.names import Names
from graph.release import open_release
from tests.api.test_vocabulary import FORMATS, Page
from tests.readmes import READMES

SPDX = Namespace("http://spdx.org/rdf/terms#")


@pytest.fixture
def listed(client):
    return client.get("/dumps", headers={"Accept": "application/json"}).json()["items"]


def test_the_list_tells_size_hash_licence_and_place_of_each_file(client, listed):
    assert {"hrap.nq.gz", "hrap.sqlite.gz", "targets.csv.gz", "ontology.ttl.gz"} <= {item["file"] for item in listed}
    for item in listed:
        response = client.get(item["url"])
        assert response.status_code == 200
        assert (len(response.content), hashlib.sha256(response.content).hexdigest()) == (item["size"], item["sha256"])
        assert item["licence"].startswith("https://creativecommons.org/")
        expected = "application/gzip" if item["compressed"] else item["media_type"]
        assert response.headers["content-type"].split(";")[0] == expected
        assert "content-encoding" not in response.headers


def test_a_known_file_is_not_sent_again_and_a_part_is_sent_alone(client, listed, releases):
    path = "/dumps/hrap.nq.gz"
    whole = client.get(path)
    tag = whole.headers["etag"]
    assert tag == f'"{next(item["sha256"] for item in listed if item["file"] == "hrap.nq.gz")}"'
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    part = client.get(path, headers={"Range": "bytes=2-9", "If-Range": tag})
    assert part.status_code == 206
    assert part.content == (open_release(releases).dumps / "hrap.nq.gz").read_bytes()[2:10]
    assert client.get(path, headers={"Range": "bytes=2-9", "If-Range": '"other"'}).content == whole.content
    head = client.head(path)
    assert head.content == b""
    assert head.headers["content-length"] == whole.headers["content-length"]


@pytest.mark.parametrize("form", FORMATS)
def test_the_catalogue_is_dcat_and_the_same_in_every_format(client, form):
    response = client.get("/dumps", headers={"Accept": FORMATS[form][0]})
    assert response.headers["content-type"].split(";")[0] == FORMATS[form][0]
    found = Graph().parse(data=response.content, format=FORMATS[form][1])
    assert isomorphic(found, Graph().parse(data=client.get("/dumps?format=turtle").content, format="turtle"))
    assert client.get(f"/dumps?format={form}").content == response.content


def test_each_distribution_has_url_size_checksum_and_licence(client, listed):
    graph = Graph().parse(data=client.get("/dumps?format=turtle").content, format="turtle")
    for item in listed:
        node = Names().dump(item["file"])
        assert (node, RDF.type, DCAT.Distribution) in graph
        assert graph.value(node, DCAT.downloadURL) == URIRef(item["url"])
        assert int(graph.value(node, DCAT.byteSize)) == item["size"]
        assert bool(graph.value(node, DCAT.compressFormat)) == item["compressed"]
        checksum = graph.value(node, SPDX.checksum)
        assert graph.value(checksum, SPDX.checksumValue).toPython().hex() == item["sha256"]
        holder = URIRef(item["graph"]) if item["graph"] else Names().thing("dataset")
        assert (holder, DCAT.distribution, node) in graph


def test_the_page_links_every_file_and_the_accept_header_chooses_it(client, listed):
    response = client.get("/dumps", headers={"Accept": "text/html"})
    assert "Accept" in response.headers["vary"]
    page = Page(response.text)
    assert {f"/dumps/{item['file']}" for item in listed} <= {*page.links}
    assert "style" not in page.tags
    assert page.levels == sorted(page.levels)
    assert client.get("/dumps", headers={"Accept": "image/png"}).status_code == 406


def test_a_table_leads_to_its_metadata(client):
    links = client.get("/dumps/targets.csv").headers["link"]
    assert '</dumps/csv-metadata.json>; rel="describedby"; type="application/csvm+json"' in links
    tables = client.get("/dumps/csv-metadata.json").json()["tables"]
    assert "targets.csv" in {table["url"] for table in tables}


@pytest.mark.parametrize("path", ["hrap.nq", "dumps.json", "..%2Frelease.json", "%2Fetc%2Fpasswd", "targets.csv.g"])
def test_only_files_of_the_list_are_served(client, path):
    assert client.get(f"/dumps/{path}").status_code == 404


def test_void_names_the_files_where_they_are():
    stated = Graph()
    stated.add((Names().thing("dataset"), VOID.dataDump, Names().dump("hrap.nq.gz")))
    contents = Contents({}, stated, ())
    found = dataset_description(contents, "http://here/sparql", lambda file: f"http://here/dumps/{file}")
    assert list(found.objects(None, VOID.dataDump)) == [URIRef("http://here/dumps/hrap.nq.gz")]


@pytest.mark.parametrize("asked", ["bytes=9-1", "bytes=0-1,4-5", "bytes=-", "lines=1-2", "bytes=" + "9" * 5000 + "-"])
def test_a_range_that_is_no_one_range_is_passed_over(client, asked):
    whole = client.get("/dumps/hrap.nq.gz")
    response = client.get("/dumps/hrap.nq.gz", headers={"Range": asked})
    assert (response.status_code, response.content) == (200, whole.content)


@pytest.mark.parametrize("asked", ["bytes=999999999-", "bytes=999999999-9999999999", "bytes=-0"])
def test_a_range_past_the_end_is_told_the_size(client, asked):
    response = client.get("/dumps/hrap.nq.gz", headers={"Range": asked})
    assert response.status_code == 416
    assert response.headers["content-type"] == "application/problem+json"
    size = len(client.get("/dumps/hrap.nq.gz").content)
    assert response.headers["content-range"] == f"bytes */{size}"


@pytest.mark.skipif(not shutil.which("Rscript"), reason="needs R")
def test_the_lines_of_the_readme_read_a_table_in_r(client, tmp_path):
    (lines,) = re.findall(r"```r\n(.*?)```", READMES["api/README.md"], re.DOTALL)
    script = tmp_path / "lines.R"
    script.write_text(lines.replace("http://127.0.0.1:8000", str(client.base_url).rstrip("/")))
    done = subprocess.run(["Rscript", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["target", "1"]
