"""The examples for developers are run as they stand on the page, against the running service."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from api.explorer.examples import FOLDER, SUFFIXES, TASKS, WRITTEN_FOR, examples, examples_for

PROGRAMS = {"curl": "sh", "python": sys.executable, "r": "Rscript", "javascript": "node"}
SHOWN = re.compile(
    r'<details name="code-(\w+)".*?<summary>(\w+)</summary>\s*<pre[^>]*><code[^>]*>(.*?)</code></pre>', re.S
)


def shown(client) -> dict[tuple[str, str], str]:
    """The examples as the page has them, by task and language."""
    return {(task, code.lower()): unescape(text) for task, code, text in SHOWN.findall(client.get("/developers").text)}


def run(code: str, text: str, folder: Path) -> str:
    program = shutil.which(PROGRAMS[code])
    for needed in re.findall(r"(?m)^library\((\w+)\)|(\w+)::", text) if code == "r" and program else ():
        asked = [program, "-e", f"quit(status = !requireNamespace('{''.join(needed)}', quietly = TRUE))"]
        if subprocess.run(asked, capture_output=True, check=False).returncode:
            pytest.skip(f"R has no package {''.join(needed)}")
    if program is None or (code == "curl" and shutil.which("curl") is None):
        pytest.skip(f"{PROGRAMS[code]} is missing")
    path = folder / f"example.{SUFFIXES[code]}"
    path.write_text(text, encoding="utf-8")
    environment = {**os.environ, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1", "LC_ALL": "C.UTF-8"}
    ended = subprocess.run(
        [program, path.name],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def expected(service, task: str, code: str) -> list[str]:  # noqa: PLR0911 (a line or two for each task)
    """What the service itself says that an example must print."""
    if task == "list":
        found = service.get("/api/v1/measures?group=rural-women").json()["items"]
        return [item["heading"] for item in found]
    if task == "parts":
        total = service.get("/api/v1/commitments?chapter=4&limit=1").json()["total"]
        last = service.get(f"/api/v1/commitments?chapter=4&offset={total - 1}").json()["items"][0]
        return [last["iri"]] if code == "curl" else [f"{total} of {total}"]
    if task == "item":
        measure = service.get("/api/v1/measures/cn-2026-2030/4.2.5").json()
        return [measure["heading"], str(measure["end"]), measure["text"][:200]]
    if task == "sparql":
        return [item["quote"] for item in service.get("/api/v1/mentions?entity=rural-women").json()["items"]]
    if task == "question":
        return [item["quote"] for item in service.get("/api/v1/targets?right=health&status=target").json()["items"]]
    if task == "linked":
        return [service.get("/api/v1/groups/rural-women").json()[field] for field in ("label", "label_zh")]
    if task == "dump" and code in ("python", "r"):
        return [f"target {service.get('/api/v1/targets?status=target').json()['total']}"]
    if task == "dump":
        return ["as listed" if code == "javascript" else "id,iri,plan,measure"]
    return {"cached": ["304"], "errors": ["unknown-value", "rural-women"]}[task]


@pytest.mark.parametrize("code", PROGRAMS)
@pytest.mark.parametrize("task", TASKS)
def test_an_example_runs_as_it_is_shown(service, task, code, tmp_path):
    told = run(code, shown(service)[task, code], tmp_path)
    wanted = expected(service, task, code)
    assert wanted
    for words in wanted:
        assert words in told


def test_the_page_shows_every_example_with_the_address_of_the_service(client):
    found = shown(client)
    assert {*found} == {(task, code) for task in TASKS for code in PROGRAMS}
    base = str(client.base_url).rstrip("/")
    assert all(base in text and (base == WRITTEN_FOR or WRITTEN_FOR not in text) for text in found.values())


def test_every_file_of_the_folder_is_an_example():
    files = {path.name for path in FOLDER.iterdir() if path.is_file()}
    assert files == {f"{task}.{suffix}" for task in TASKS for suffix in SUFFIXES.values()}


@pytest.mark.parametrize(
    "base", ["http://x'; rm -rf ~ #", "http://a$(reboot)", "http://a b", 'http://"', "javascript:x"]
)
def test_an_address_that_is_none_is_not_put_into_what_people_paste(base):
    assert examples_for(base) == {task: {**texts} for task, texts in examples().items()}


def test_one_language_stands_open_and_it_can_be_chosen(client):
    for code in PROGRAMS:
        text = client.get(f"/developers?code={code}").text
        opened = re.findall(r"<details name=\"code-\w+\" open>\s*<summary>(\w+)</summary>", text)
        assert [name.lower() for name in opened] == [code] * len(TASKS)
    assert client.get("/developers?code=cobol").status_code == 400
