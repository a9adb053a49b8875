from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from api.assets import STATIC, read_assets
from api.pages import TEMPLATES
from api.policy import content_security_policy

SVG = "http://www.w3.org/2000/svg"  # a name, which nothing fetches
ROOT = Path(__file__).parents[2]


def test_styles_are_asked_for_by_their_digest_and_kept(client):
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)">', client.get("/").text)
    assert sheets
    for sheet in sheets:
        assert "immutable" in client.get(sheet).headers["cache-control"]
        stale = f"{sheet[:-4]}0000" if not sheet.endswith("0000") else f"{sheet[:-4]}1111"
        assert client.get(stale).headers["cache-control"] == "public, no-cache"


def test_the_address_of_a_file_changes_with_its_bytes(tmp_path):
    (tmp_path / "a.css").write_text("a {}")
    before = read_assets(tmp_path).url("a.css")
    (tmp_path / "a.css").write_text("b {}")
    assert read_assets(tmp_path).url("a.css") != before


def test_a_page_has_its_script_where_that_has_been_made_and_none_where_not(tmp_path):
    assert read_assets(tmp_path).script("read") == ""
    (tmp_path / "built").mkdir()
    (tmp_path / "built" / "read.js").write_text("0")
    assert re.fullmatch(
        r'<script type="module" src="/static/built/read.js\?v=\w{12}"></script>', read_assets(tmp_path).script("read")
    )


def test_pages_and_styles_are_compressed_for_who_can_read_that(client):
    for path in ("/", "/static/base.css"):
        plain = client.get(path, headers={"Accept-Encoding": "identity"})
        packed = client.get(path, headers={"Accept-Encoding": "gzip"})
        refused = client.get(path, headers={"Accept-Encoding": "gzip;q=0"})
        assert packed.headers["content-encoding"] == "gzip"
        assert not {"content-encoding"} & {*plain.headers, *refused.headers}
        assert plain.content == packed.content == refused.content
        assert int(packed.headers["content-length"]) < int(plain.headers["content-length"])
        assert all("Accept-Encoding" in response.headers["vary"] for response in (plain, packed))
        again = client.get(path, headers={"If-None-Match": packed.headers["etag"], "Accept-Encoding": "gzip"})
        assert (again.status_code, again.content) == (304, b"")


def test_data_is_left_as_it_is(client):
    for path in ("/api/v1/plans", "/sparql?query=ASK%7B%7D"):
        assert "content-encoding" not in client.get(path).headers


def test_a_page_that_makes_pictures_says_so_and_gets_no_more(client):
    more = content_security_policy("data:", "blob:")
    assert "img-src 'self' data: blob:" in more
    assert "img-src 'self'" in content_security_policy()
    assert more.replace(" data: blob:", "") == content_security_policy()


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.css")), ids=lambda path: path.name)
def test_style_sheets_have_one_topic_and_take_colours_and_type_from_the_scales(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    assert "@import" not in text
    assert "url(" not in text
    if path.name not in ("tokens.css", "print.css"):
        assert not re.search(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", text)


def test_the_lock_of_the_scripts_names_no_registry_and_every_package_by_its_hash():
    lock = json.loads((ROOT / "api" / "browser" / "package-lock.json").read_text(encoding="utf-8"))
    packages = [package for name, package in lock["packages"].items() if name]
    assert packages
    assert not [
        package for package in packages if "resolved" in package or not package["integrity"].startswith("sha512-")
    ]
    assert "omit-lockfile-registry-resolved=true" in (ROOT / "api" / "browser" / ".npmrc").read_text(encoding="utf-8")


def test_every_script_that_a_page_asks_for_is_made_and_none_is_made_for_no_page():
    asked = {
        name for path in TEMPLATES.glob("*.html") for name in re.findall(r'script\("(\w+)"\)', path.read_text("utf-8"))
    }
    assert asked == {path.stem for path in (ROOT / "api" / "browser").glob("*.js")}


def test_scripts_fetch_nothing_from_elsewhere_and_write_no_markup():
    folder = ROOT / "api" / "browser"
    for path in [*folder.glob("*.js"), *folder.glob("parts/*.js")]:
        text = path.read_text(encoding="utf-8").replace(SVG, "")
        assert not re.search(r"https?://|(inner|outer)HTML|insertAdjacent|document\.write|\beval\b|new Function", text)
