"""The rules that keep the project small: who may import whom, and how large a file or function may be."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("graph", "api", "scripts")
FILES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]

# Inside graph/ a module imports only from its left.
# fmt: off
STEPS = (
    "errors", "config", "names", "text", "plan", "sparql", "model", "source", "sentences", "document",
    "vocabulary", "codebook", "iris", "questions", "decisions", "mentions", "targets", "extraction", "coverage",
    "dataset", "assertions", "crosswalk", "inference", "links", "networks", "validation", "store", "contents",
    "audit", "readmodel", "dimensions", "question_terms", "dump_list", "release", "dump_sorts", "description",
    "counts", "fingerprint", "citation", "export", "documents", "entity_graph", "dumps", "remote", "pipeline",
    "evaluation", "desk",
)
# fmt: on


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return found | {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}


def step(module: str) -> str:
    return module.split(".")[1]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_imports_run_from_scripts_to_api_to_graph(path):
    package = path.relative_to(ROOT).parts[0]
    allowed = PACKAGES[: PACKAGES.index(package) + 1]
    forbidden = {name for name in imports(path) if name.split(".")[0] in PACKAGES and name.split(".")[0] not in allowed}
    assert not forbidden


@pytest.mark.parametrize("path", sorted((ROOT / "graph").rglob("*.py")), ids=str)
def test_a_step_imports_only_from_earlier_steps(path):
    own = path.relative_to(ROOT / "graph").parts[0].removesuffix(".py")
    if own == "__init__":
        return
    later = STEPS[STEPS.index(own) + 1 :]
    used = {step(name) for name in imports(path) if name.startswith("graph.")}
    assert not used & set(later)


@pytest.mark.parametrize("path", FILES, ids=str)
def test_files_have_one_topic_and_functions_one_job(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    lengths = {
        node.name: (node.end_lineno or 0) - node.lineno + 1
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert not {name: length for name, length in lengths.items() if length > 60}


@pytest.mark.parametrize("path", FILES, ids=str)
def test_nothing_is_left_open_and_no_file_is_called_utils(path):
    text = path.read_text(encoding="utf-8")
    assert "TODO" not in text
    assert "FIXME" not in text
    assert path.stem not in ("utils", "helpers", "misc", "common")


def test_one_module_knows_the_triple_store():
    users = {path.relative_to(ROOT).as_posix() for path in FILES if any("pyoxigraph" in name for name in imports(path))}
    # Others than the store use the library's parsers and serialisers, which fetch nothing and say line and column.
    assert users <= {
        *("graph/store.py", "graph/export.py", "graph/validation/foreign.py", "graph/remote/answer.py"),
        *("graph/documents/syntax.py", "graph/documents/writing.py"),
    }


def test_files_without_python_hold_none():
    assert not [path for folder in ("ontology", "shapes") for path in (ROOT / folder).rglob("*.py")]
