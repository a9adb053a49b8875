"""The notebooks run from the first cell to the last, and draw their pictures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from matplotlib import pyplot

NOTEBOOKS = sorted((Path(__file__).parents[2] / "scripts" / "notebooks").glob("*.ipynb"))


def cells(path: Path) -> list[dict]:
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_its_output(path):
    for cell in cells(path):
        assert cell["cell_type"] in ("markdown", "code")
        if cell["cell_type"] == "code":
            assert (cell["outputs"], cell["execution_count"]) == ([], None)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_draws(path, releases, monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("HRAP_RELEASES", str(releases))
    pyplot.switch_backend("Agg")
    known: dict[str, object] = {}
    try:
        for cell in (cell for cell in cells(path) if cell["cell_type"] == "code"):
            exec(compile("".join(cell["source"]), f"{path.name}, {cell['id']}", "exec"), known)
        assert pyplot.get_fignums()
        for number in pyplot.get_fignums():
            pyplot.figure(number).savefig(tmp_path / f"{number}.png", dpi=30)
    finally:
        pyplot.close("all")
    assert capsys.readouterr().out
    assert min(picture.stat().st_size for picture in tmp_path.glob("*.png")) > 1000


def test_there_are_notebooks():
    assert len(NOTEBOOKS) >= 2
