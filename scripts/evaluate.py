"""``hrap evaluate``: measure the facts against two readings of the text.

Prints recall, precision and F1 by kind of fact, and how often an action or role is the one that
was read; with --faults every miss and every false find with its words; with --chapters and --rules
the figures of each; with --disagreements where the two readings differ. With --floors the command
fails where a figure falls below those in the readings' floors.toml.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph.config import Config
from graph.errors import InputError
from graph.evaluation.readings import Reading, load_reading
from graph.evaluation.scores import Fault, Score, by_rule, disagreements, score_agents, score_mentions, score_targets
from graph.model import MentionType
from graph.pipeline import read_plans
from graph.readmodel.plans import PlanContent
from scripts.console import console

KINDS: tuple[MentionType, ...] = ("instrument", "body", "group", "right")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument(
        "--gold",
        type=Path,
        default=Path("tests/gold"),
        metavar="FOLDER",
        help="folder with the readings first/ and second/ (default: tests/gold)",
    )
    parser.add_argument("--plan", default="cn-2026-2030", help="the plan that was read (default: cn-2026-2030)")
    for name, text in (
        ("faults", "list every miss, false find and wrong qualifier"),
        ("chapters", "the figures of each chapter"),
        ("rules", "the precision of each rule"),
        ("disagreements", "where the two readings differ"),
        ("floors", "fail where a figure is below its floor"),
    ):
        parser.add_argument(f"--{name}", action="store_true", help=text)


def run(options: argparse.Namespace) -> int:
    """Print the figures; exit code 1 where --floors is given and a figure is too low."""
    content = _content(options.plan)
    first, second = (load_reading(options.gold / name, content.document) for name in ("first", "second"))
    screen = Console(highlight=False)
    scores = all_scores(content, first, second)
    screen.print(_table("against two readings", scores))
    if options.chapters:
        for chapter in content.document.chapters:
            parts = [score_mentions(k, content.facts, first, second, within=f"{chapter.code}.") for k in KINDS]
            screen.print(_table(f"{chapter.numeral} {chapter.title}".strip(), parts))
    if options.rules:
        for kind in KINDS:
            for rule, ratio in by_rule(kind, content.facts, first, second):
                screen.print(f"{kind:<12} {rule:<26} {ratio.hits:>4} of {ratio.total:>4}  {ratio.value:.3f}")
    sentences = {sentence.code: sentence.text for sentence in content.document.sentences}
    if options.faults:
        for score in scores:
            _print_faults(screen, score.name, score.faults, sentences)
    if options.disagreements:
        _print_faults(screen, "readings differ", disagreements(first, second), sentences)
    return _floors(scores, options.gold / "floors.toml") if options.floors else 0


def all_scores(content: PlanContent, first: Reading, second: Reading) -> list[Score]:
    """The scores of targets, the four kinds of mention, and agents."""
    mentions = [score_mentions(kind, content.facts, first, second) for kind in KINDS]
    return [
        score_targets(content.facts, first, second),
        *mentions,
        score_agents(content.facts, first, second),
    ]


def below_floors(scores: list[Score], path: Path) -> list[str]:
    """The figures that are below their floors, in words. Raises InputError where the file cannot be read."""
    try:
        floors = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}.", remedy="Give a floor for each figure.") from error
    return [
        f"{score.name}: {figure} {getattr(score, figure).value:.3f} is below {floor}"
        for score in scores
        for figure, floor in floors.get(score.name, {}).items()
        if getattr(score, figure).value < floor
    ]


def _content(plan: str) -> PlanContent:
    contents = {content.plan.id: content for content in read_plans(Config())}
    if plan not in contents:
        raise InputError(f"There is no plan {plan!r}.", remedy=f"Plans: {', '.join(contents)}.")
    return contents[plan]


def _floors(scores: list[Score], path: Path) -> int:
    low = below_floors(scores, path)
    for line in low:
        console().print(line)
    return 1 if low else 0


def _table(title: str, scores: list[Score]) -> Table:
    table = Table(box=None, title=title, title_justify="left", header_style="bold")
    table.add_column("kind")
    for name in ("recall", "precision", "F1", "action or role"):
        table.add_column(name, justify="right")
    for score in scores:
        qualifier = f"{score.qualifier.value:.3f}" if score.qualifier.total else ""
        recall = f"{score.recall.hits}/{score.recall.total} {score.recall.value:.3f}"
        precision = f"{score.precision.hits}/{score.precision.total} {score.precision.value:.3f}"
        table.add_row(score.name, recall, precision, f"{score.f1:.3f}", qualifier)
    return table


def _print_faults(screen: Console, name: str, faults: Sequence[Fault], sentences: Mapping[str, str]) -> None:
    for fault in faults:
        screen.print(Text(f"{name}: {fault.what} in {fault.sentence}: “{fault.quote}” {fault.detail}"))
        if fault.sentence in sentences:
            screen.print(Text(f"    {sentences[fault.sentence]}", style="dim"))
