"""The READMEs, the changelog and the citation file say what is true."""

from __future__ import annotations

import re
import shlex
from dataclasses import fields

import pytest
from rdflib import RDF, Graph

from api.settings import Settings
from graph import __version__
from graph.citation.records import load_work
from graph.config import Config
from graph.fingerprint import PATH, read_fingerprint
from graph.names import Names
from graph.sparql.prefixes import KNOWN
from scripts.main import COMMANDS
from tests.readmes import ALL, READMES, ROOT

README = READMES["README.md"]
LINKS = [(path, link) for path, text in READMES.items() for link in re.findall(r"\]\((?!https?:)([^)]+)", text)]
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


def anchor(heading: str) -> str:
    """The name by which a heading is linked to."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def test_the_readme_leads_to_every_other():
    assert set(READMES) - {"README.md"} <= {link for path, link in LINKS if path == "README.md"}


@pytest.mark.parametrize(("path", "link"), LINKS)
def test_every_link_of_a_readme_leads_to_a_file_and_to_a_heading_of_it(path, link):
    file, _, heading = link.partition("#")
    target = (ROOT / path).parent / file if file else ROOT / path
    assert target.exists()
    if heading:
        headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
        assert heading in map(anchor, headings)


def test_the_triples_of_the_readme_are_in_the_graph(built):
    shown = Graph()
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in KNOWN.items())
    for block in re.findall(r"```turtle\n(.*?)```", README, re.DOTALL):
        shown.parse(data=prefixes + block, format="turtle", publicID=Names().things)
    assert shown
    held = set().union(*built.dataset.values())
    assert not set(shown) - held


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


def test_the_readmes_list_every_command_and_no_other():
    commands = {module.__name__.rsplit(".", 1)[-1] for module in COMMANDS}
    assert set(re.findall(r"^\| `hrap (\w+)`", ALL, re.MULTILINE)) == commands


def test_the_readmes_list_every_setting_with_its_default():
    listed = dict(re.findall(r"^\| `HRAP_(\w+)` \| `([^`]+)`", ALL, re.MULTILINE))
    assert listed == {field.name.upper(): str(field.default) for field in fields(Settings)}


def test_the_make_targets_of_the_readmes_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"(?:^|`)make (\w+)", ALL, re.MULTILINE):
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


def test_the_shell_blocks_of_the_readmes_are_commands():
    blocks = re.findall(r"```sh\n(.*?)```", ALL, re.DOTALL)
    assert blocks
    for block in blocks:
        assert shlex.split(block, comments=True)
