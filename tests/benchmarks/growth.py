"""How build, read model and answers grow with the number of plans, as ratios to one plan.

    .venv/bin/python tests/benchmarks/growth.py                     1, 10 and 100 plans
    .venv/bin/python tests/benchmarks/growth.py --shapes 1 2 4      the whole build, SHACL included

The plans are copies of the project's own under other names, so that each costs what it costs: what is linear
takes N times as long for N of them, and an answer about one plan should take no longer at all. Every copy is
read, linked and analysed; its triples are those of the first, renamed. The table has a row for each thing
measured, with the value at the first number of plans and how many times that the others are. Each number of
plans has a process of its own; times are of the processor, so that other programs on the machine do not count,
and for answers the best of several.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from api.db import Database
from api.link_selections import links
from api.matrix import matrix
from api.models.links import LinkFilters
from api.models.matrix import MatrixFilters
from api.networks import read_network
from api.paths import load_paths
from graph.codebook.reading import load_codebook
from graph.config import Config
from graph.crosswalk.reading import load_crosswalk
from graph.links.linking import find_links
from graph.links.rules import load_rules
from graph.names import Names
from graph.networks.analysis import find_networks
from graph.networks.projections import load_projections
from graph.pipeline import make, read_plans, release
from graph.readmodel.codebook import codebook_tables
from graph.readmodel.crosswalk import crosswalk_tables
from graph.readmodel.writing import PlanContent, ReleaseInfo, write_read_model
from graph.release import open_release
from graph.sparql.queries import Query
from graph.store import Formats, build_store, open_store
from graph.vocabulary import load_vocabulary

FIRST, MEASURE, ROUNDS = "cn-2026-2030", "4.2.5", 7
LIGHT = (
    "PREFIX hrap: <https://w3id.org/hrap/ontology#> SELECT ?other ?weight {{"
    ' ?m hrap:inPlan <https://w3id.org/hrap/id/plan/{plan}> ; hrap:code "4.2.5" .'
    " ?link hrap:linksMeasure ?m, ?other ; hrap:linkWeight ?weight FILTER (?other != ?m) }}"
)
ACROSS = (
    "PREFIX hrap: <https://w3id.org/hrap/ontology#> PREFIX group: <https://w3id.org/hrap/id/group/>"
    " SELECT (COUNT(?m) AS ?n) { ?m a hrap:Measure ; hrap:concernsGroup group:rural-women }"
)
Figures = dict[str, float]


def name_of(number: int) -> str:
    """The name of a copy; the first keeps its own."""
    return FIRST if number == 0 else f"xx-{number:04}-2030"


def copies(folder: Path, count: int) -> Config:
    """A folder of plans: the first and its copies."""
    for number in range(count):
        home = folder / name_of(number)
        shutil.copytree(Config().plans / FIRST, home)
        said = (home / "plan.toml").read_text(encoding="utf-8")
        (home / "plan.toml").write_text(said.replace(f'id = "{FIRST}"', f'id = "{home.name}"'), encoding="utf-8")
    return replace(Config(), plans=folder)


@contextmanager
def timed(figures: Figures, name: str) -> Iterator[None]:
    start = time.process_time()
    yield
    figures[name] = figures.get(name, 0) + time.process_time() - start


def best(ask: Callable[[], Any]) -> float:
    """The shortest time that an answer takes."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        assert ask()
        times.append(time.process_time() - start)
    return min(times)


def build(config: Config, folder: Path, figures: Figures) -> None:
    """Read, link and analyse every plan, and write the read model."""
    vocabulary, names = load_vocabulary(config), Names(config.base)
    crosswalk, rules = load_crosswalk(config, vocabulary), load_rules(config, vocabulary)
    projections = load_projections(config)
    with timed(figures, "text to mentions (s)"):
        contents = read_plans(config)
    made: list[PlanContent] = []
    for content in contents:
        with timed(figures, "links (s)"):
            found = find_links(content.document, content.facts, vocabulary, crosswalk, rules)
        with timed(figures, "networks (s)"):
            networks = find_networks(content.document, content.facts, found, vocabulary, projections)
        made.append(replace(content, links=found, networks=networks))
    info = ReleaseInfo("0", "0", 0)
    more = {**crosswalk_tables(crosswalk, vocabulary, names), **codebook_tables(load_codebook(config))}
    with timed(figures, "read model (s)"):
        path = folder / "hrap.sqlite"
        write_read_model(path, made, vocabulary, info, names, more=more)
    figures["read model (MB)"] = path.stat().st_size / 1e6
    figures["memory of the build (MB)"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def ask_read_model(path: Path, figures: Figures) -> None:
    """Answers about one plan of the read model, and about all."""
    with closing(Database(path)) as database:
        of_measure = LinkFilters(plan=[FIRST], measure=[MEASURE])
        figures["links of a measure (ms)"] = 1e3 * best(lambda: links(of_measure).rows(database))
        one, every = MatrixFilters(plan=[FIRST]), MatrixFilters()
        figures["matrix of a plan (ms)"] = 1e3 * best(lambda: matrix(database, one, ""))
        figures["matrix of all plans (ms)"] = 1e3 * best(lambda: matrix(database, every, ""))
        figures["network of a plan (ms)"] = 1e3 * best(lambda: read_network(database, FIRST, "rights-groups"))
        with timed(figures, "loading the paths of all plans (s)"):
            finders = load_paths(database)
        finder = finders[FIRST]
        figures["paths of two rights (ms)"] = 1e3 * best(lambda: finder.best("right/education", "right/work", 5))
        nodes = f"measure/{MEASURE}", "group/children"
        figures["paths of a measure and a group (ms)"] = 1e3 * best(lambda: finder.best(*nodes, 5))


def ask_store(nquads: bytes, count: int, folder: Path, figures: Figures) -> None:
    """Light queries on the store of all plans: the shared graphs once, those of the first plan for each copy."""
    lines = nquads.decode("utf-8").splitlines(keepends=True)
    own = "".join(line for line in lines if f"/{FIRST}> ." in line)
    path = folder / "graph.nq"
    with path.open("w", encoding="utf-8") as sink:
        sink.writelines(line for line in lines if f"/{FIRST}> ." not in line)
        for number in range(count):
            sink.write(own.replace(FIRST, name_of(number)))
    with timed(figures, "store (s)"):
        figures["quads (millions)"] = build_store(path, folder / "store") / 1e6
    figures["store (MB)"] = sum(file.stat().st_size for file in (folder / "store").iterdir()) / 1e6
    store = open_store(folder / "store")
    for name, text in (
        ("SPARQL, links of a measure (ms)", LIGHT.format(plan=FIRST)),
        ("SPARQL, all plans (ms)", ACROSS),
    ):
        figures[name] = 1e3 * best(lambda text=text: store.answer(Query(text), Formats(), 10**9).body)


def measured(count: int, nquads: bytes) -> Figures:
    """What is measured with so many plans."""
    figures: Figures = {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        build(copies(folder / "plans", count), folder, figures)
        ask_read_model(folder / "hrap.sqlite", figures)
        ask_store(nquads, count, folder, figures)
    return figures


def whole(count: int) -> Figures:
    """The steps of the whole build with so many plans, SHACL by rudof and all."""
    figures: Figures = {}

    def step(name: str) -> AbstractContextManager[None]:
        return timed(figures, f"{name.rpartition(': ')[2]} (s)")

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        config = copies(folder / "plans", count)
        release(make(config, step), folder / "release", config, step)
    figures["memory (MB)"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return figures


def printed(table: Sequence[tuple[int, Figures]]) -> str:
    """A row a figure: its value at the first number of plans, and how many times that it is at the others."""
    (first, base), *others = table
    lines = [f"{'':42} {f'{first} plan':>10}" + "".join(f" {f'{count} plans':>10}" for count, _ in others)]
    for name, value in base.items():
        cells = "".join(f" {f'× {figures[name] / value:.1f}':>10}" for _, figures in others)
        lines.append(f"{name:42} {value:10.3g}{cells}")
    return "\n".join(lines) + "\n"


def apart(measure: Callable[..., Figures], *given: Any) -> Figures:
    """What a measurement finds in a process of its own, so that memory is that of one number of plans."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measure, *given).result()


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description="How build and answers grow with the number of plans.")
    parser.add_argument("--plans", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--shapes", type=int, nargs="+", help="measure the whole build instead, with so many plans")
    parser.add_argument("--releases", type=Path, default=Path("release"))
    options = parser.parse_args()
    if options.shapes:
        sys.stdout.write(printed([(count, apart(whole, count)) for count in options.shapes]))
        return
    nquads = open_release(options.releases).graph.read_bytes()
    sys.stdout.write(printed([(count, apart(measured, count, nquads)) for count in options.plans]))


if __name__ == "__main__":
    main()
