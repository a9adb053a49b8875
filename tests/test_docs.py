"""The README, the changelog and the citation file say what is true."""

from __future__ import annotations

import re
import shlex
from dataclasses import fields
from pathlib import Path

import pytest
from rdflib import RDF

from api.settings import Settings
from graph import __version__
from graph.citation.records import load_work
from graph.config import Config
from graph.fingerprint import PATH, read_fingerprint
from graph.names import Names
from scripts.main import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINKS = re.findall(r"\]\((?!https?:)([^)#]+)", README)
FIGURES = {
    "measures": "{} measures",
    "statements": "{} statements",
    "commitments": "{} commitments",
    "targets": "{} targets",
    "parameters": "{} parameters",
    "number mentions": "the {} other numbers",
    "action mentions": "{} promised acts",
    "distinct instrument entities": "{} instruments",
    "distinct body entities": "{} bodies",
    "distinct group entities": "{} population groups",
    "distinct right entities": "{} rights",
    "facts by decision": "{} of them are curated decisions",
    "quads": "{} quads",
}


@pytest.mark.parametrize("target", LINKS)
def test_every_link_of_the_readme_leads_to_a_file(target):
    assert (ROOT / target).exists()


@pytest.mark.parametrize(("count", "words"), FIGURES.items())
def test_the_figures_of_the_readme_are_those_of_the_committed_build(count, words):
    fingerprint = read_fingerprint(ROOT / "graph" / "plans" / PATH)
    assert fingerprint is not None
    assert words.format(f"{fingerprint.counts[count]:,}") in README


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("Mention", "{} mentions, each"),
        ("LedgerEntry", "{} entries account"),
        ("Mapping", "{} mappings of rights"),
        ("Indicator", "{} indicators"),
        ("MeasureLink", "{} links between measures"),
    ],
)
def test_the_figures_of_the_readme_are_those_of_the_graph(built, kind, words):
    found = {node for graph in built.dataset.values() for node in graph.subjects(RDF.type, Names().own(kind))}
    assert words.format(f"{len(found):,}") in README


def test_the_readme_lists_every_command_and_no_other():
    commands = {module.__name__.rsplit(".", 1)[-1] for module in COMMANDS}
    assert set(re.findall(r"^\| `hrap (\w+)`", README, re.MULTILINE)) == commands


def test_the_readme_lists_every_setting_with_its_default():
    listed = dict(re.findall(r"^\| `HRAP_(\w+)` \| `([^`]+)`", README, re.MULTILINE))
    assert listed == {field.name.upper(): str(field.default) for field in fields(Settings)}


def test_the_make_targets_of_the_readme_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", README, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_continuous_integration_calls_the_readmes_test_command():
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_changelog_and_citation_name_the_version():
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"version: {__version__}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_the_citation_file_and_the_citations_of_answers_name_the_same_authors_and_day():
    """A release that is dated in one of the two is dated in the other."""
    said, work = (ROOT / "CITATION.cff").read_text(encoding="utf-8"), load_work(Config())
    assert tuple(re.findall(r"^  - name: (.+)$", said, re.MULTILINE)) == work.authors
    assert re.findall(r"^date-released: [\"']?([\d-]+)", said, re.MULTILINE) == (
        [work.released] if work.released else []
    )


def test_the_shell_blocks_of_the_readme_are_commands():
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    assert blocks
    for block in blocks:
        assert shlex.split(block, comments=True)
