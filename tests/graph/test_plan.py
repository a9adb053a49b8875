from __future__ import annotations

import pytest

from graph.errors import PlanConfigError
from graph.plan import find_plans, load_plan
from tests.small_plan import write_plan


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[title]", "[title", "not valid TOML"),
        ('jurisdiction = "XX"\n', "", "'jurisdiction' is missing"),
        ('id = "small"', 'id = "other"', "folder is 'small'"),
        ("'^Contents$'", "'^(Contents$'", "layout.contents is not a regular expression"),
        ("start = 2026", 'start = "soon"', "wrong form"),
    ],
)
def test_a_broken_plan_file_is_refused_with_file_and_key(tmp_path, old, new, message):
    plan = write_plan(tmp_path)
    path = plan.folder / "plan.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(PlanConfigError, match=message):
        load_plan(plan.folder)


def test_a_folder_without_plans_is_refused(tmp_path):
    with pytest.raises(PlanConfigError, match="no plan here"):
        find_plans(tmp_path)


def test_a_section_without_a_right_of_its_own_has_that_of_its_chapter(tmp_path):
    plan = write_plan(tmp_path)
    path = plan.folder / "plan.toml"
    path.write_text(path.read_text(encoding="utf-8") + '"3" = "environment"\n', encoding="utf-8")
    changed = load_plan(plan.folder)
    assert (changed.right_of("3.2"), changed.right_of("1.1"), changed.right_of("2.1")) == (
        "environment",
        "health",
        None,
    )
