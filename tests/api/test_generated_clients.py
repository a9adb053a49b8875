"""Clients made from the OpenAPI document by the common generators, used on the running service; and its linter."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from api.app import create_app
from api.settings import Settings
from tests.conftest import one_at_a_time

SOURCES = Path(__file__).parents[1] / "clients"
TOOLS = SOURCES / "node_modules" / ".bin"
SILENT = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
EXPECTED = {
    "codes": ["1.1.1", "1.1.2"],
    "total": 2,
    "next": None,
    "one": "1.1.1",
    "rights": ["right to health"],
    "hit": "women",
    "value": 3.5,
    "status": 400,
    "problem": "https://w3id.org/hrap/problem/unknown-value",
    "nearest": "women",
}


def run(*command, cwd, **more):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, **more)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def node_serves():
    if not shutil.which("node") or not shutil.which("npm"):
        return False
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    return tuple(map(int, version.strip().lstrip("v").split(".")[:2])) >= (20, 19)


@pytest.fixture(scope="session")
def tools(shared):
    """The npm packages of tests/clients, installed where they are not; continuous integration may not do without."""
    if not node_serves() and not os.environ.get("CI"):
        pytest.skip("needs Node 20.19 or newer, with npm")
    lock, installed = SOURCES / "package-lock.json", SOURCES / "node_modules" / ".package-lock.json"
    with one_at_a_time(shared / "npm"):
        if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
            run("npm", "ci", "--silent", cwd=SOURCES)
    return TOOLS


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the document, and what uses a client."""
    found = tmp_path_factory.mktemp("clients")
    (found / "openapi.json").write_text(json.dumps(create_app(Settings()).openapi()), encoding="utf-8")
    for name in ("client.ts", "client.py", "tsconfig.json", "package.json"):
        shutil.copy(SOURCES / name, found)
    return found


def test_the_document_passes_a_linter_without_a_warning(tools, folder):
    command = (tools / "redocly", "lint", "--extends=recommended-strict", "--format=json", "openapi.json")
    report = json.loads(run(*command, cwd=folder, env={**os.environ, **SILENT}))
    assert report["totals"] == {"errors": 0, "warnings": 0, "ignored": 0}, report["problems"]


def test_the_linter_would_say_what_is_wrong(tools, folder):
    document = json.loads((folder / "openapi.json").read_text())
    del document["paths"]["/api/v1/measures"]["get"]["operationId"]
    (folder / "faulty.json").write_text(json.dumps(document))
    command = (tools / "redocly", "lint", "--extends=recommended-strict", "--format=json", "faulty.json")
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, **SILENT}
    )
    assert done.returncode != 0
    assert "operation-operationId" in {problem["ruleId"] for problem in json.loads(done.stdout)["problems"]}


def test_a_typescript_client_is_typed_by_the_document_and_reads_the_service(tools, folder, client):
    """The compiler also finds the three mistakes that client.ts expects it to find."""
    (folder / "node_modules").symlink_to(SOURCES / "node_modules")
    run(tools / "openapi-typescript", "openapi.json", "--output", "schema.d.ts", cwd=folder)
    run(tools / "tsc", "--project", ".", cwd=folder)
    found = json.loads(run("node", "client.js", str(client.base_url).rstrip("/"), cwd=folder))
    assert found == EXPECTED


def test_a_python_client_is_made_from_the_document_and_reads_the_service(folder, client):
    (folder / "settings.yaml").write_text("package_name_override: generated\nliteral_enums: true\npost_hooks: []\n")
    options = ("--path", "openapi.json", "--meta", "none", "--output-path", "generated", "--config", "settings.yaml")
    generator = Path(sys.executable).with_name("openapi-python-client")
    run(generator, "generate", *options, cwd=folder)
    found = json.loads(run(sys.executable, "client.py", str(client.base_url).rstrip("/"), cwd=folder))
    assert found.pop("files") == len(client.get("/dumps?format=json").json()["items"])
    assert found == EXPECTED
