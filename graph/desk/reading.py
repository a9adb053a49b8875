"""What can be asked of a release from Python: questions, SPARQL, tables, links, matrices, networks, quotes."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

import networkx
import pandas

from graph.citation.queries import check_citable, cite_query, formats_of
from graph.citation.records import Asked, Citation, cite, load_work
from graph.config import DEFAULT_BASE, Config
from graph.desk.frames import frame_of_answer, frame_of_rows
from graph.desk.passages import Passage, passage_of
from graph.dimensions import DIMENSIONS, DimensionName
from graph.errors import QueryError, QuestionError
from graph.question_terms import read_terms
from graph.questions import Question, find_question, load_questions
from graph.sparql.prefixes import with_prefixes
from graph.sparql.queries import Query
from graph.store import Formats, TripleStore

_MAX_BYTES = 1_000_000_000
_LINKS = (
    "SELECT l.plan, l.measure, l.other, l.rank, l.weight AS link_weight, r.kind, r.label, r.weight, r.information,"
    ' r.count, q.quote, q."start", q."end", q.other_quote, q.other_start, q.other_end FROM measure_links l'
    " JOIN link_reasons r ON r.link = l.id JOIN link_quotes q ON q.link = r.link AND q.number = r.number"
    " JOIN provisions p ON p.plan = l.plan AND p.code = l.measure"
    " WHERE l.plan = ? AND (? IS NULL AND l.direction = 1 OR l.measure = ?)"
    " ORDER BY p.position, l.rank, l.id, r.number, q.position"
)
_MEASURES = "SELECT code FROM provisions WHERE plan = ? AND kind = 'measure' ORDER BY position"
_FIELDS = "SELECT table_name, field, datatype FROM codebook WHERE table_kind = 'sqlite' ORDER BY 1, field_position"
_HOLDERS = (
    "SELECT DISTINCT h.value, h.provision FROM ({}) h JOIN provisions p ON p.plan = h.plan AND p.code = h.provision"
    " WHERE p.kind = 'measure' AND h.plan = ?"
)


@dataclass(frozen=True, slots=True)
class ReadModelFile:
    """A read model by its file."""

    path: Path

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Mapping[str, Any]]:
        """The rows of a SELECT, by column."""
        uri = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(sql, cast(Any, parameters))]


class Desk:
    """A release that is read; ``open_desk`` opens one. Rows come as pandas frames (see ``graph.desk.frames``)."""

    def __init__(self, read_model: Path, store: TripleStore) -> None:
        self._read_model, self._store = ReadModelFile(read_model), store
        meta = {row["key"]: row["value"] for row in self._read_model.rows("SELECT key, value FROM meta")}
        self.version, self.sha256 = str(meta["version"]), str(meta["sha256"])

    @property
    def plans(self) -> tuple[str, ...]:
        """The plans of the release, sorted."""
        return tuple(row["plan"] for row in self._read_model.rows("SELECT plan FROM plans ORDER BY plan"))

    def questions(self) -> pandas.DataFrame:
        """The ready questions: name, words, topic, reason, and the parameters with their defaults."""
        rows = [
            (q.name, q.words, q.topic, q.why, ", ".join(f"{p.name}={p.default}" for p in q.parameters))
            for q in load_questions(Config())
        ]
        return pandas.DataFrame(rows, columns=["name", "question", "topic", "why", "parameters"], dtype="string")

    def ask(self, name: str, **parameters: str) -> pandas.DataFrame:
        """The answer to a ready question. Raises QuestionError for a name or a value that does not exist."""
        question = find_question(name, Config())
        return frame_of_answer(self._answer(self._bound(question, parameters), "json"))

    def cite(self, name: str, **parameters: str) -> Citation:
        """The citation of what ``ask`` answers; ``graph.citation.formats`` writes it as BibTeX, RIS and CSL-JSON."""
        question = find_question(name, Config())
        tsv = self._answer(self._bound(question, parameters), "tsv")
        asked = Asked(question.name, question.words, question.values(parameters), self.version, self.sha256)
        return cite(asked, tsv, DEFAULT_BASE, load_work(Config()))

    def sparql(self, query: str) -> pandas.DataFrame:
        """The rows of a SELECT; the project's prefixes need not be declared. Raises QueryError for other forms."""
        asked = Query(with_prefixes(query))
        if asked.kind != "solutions":
            raise QueryError("Only rows make a frame.", remedy="Ask with SELECT.")
        return frame_of_answer(self._answer(asked, "json"))

    def cite_sparql(self, query: str) -> Citation:
        """The citation of the answer to a query. Raises QueryRefused where it may answer differently each time."""
        asked = Query(with_prefixes(query))
        check_citable(asked)
        answer = self._store.answer(asked, formats_of(asked), _MAX_BYTES)
        return cite_query(asked, answer, (self.version, self.sha256), DEFAULT_BASE, load_work(Config()))

    def table(self, name: str) -> pandas.DataFrame:
        """A table of the read model, such as ``targets``. Raises QuestionError where there is none of that name."""
        described = self._read_model.rows(_FIELDS)
        columns = {row["field"]: row["datatype"] for row in described if row["table_name"] == name}
        if not columns:
            raise QuestionError("table", name, sorted({row["table_name"] for row in described}))
        return frame_of_rows(self._read_model.rows(f'SELECT * FROM "{name}"'), columns, columns)  # noqa: S608 (a known name)

    def links(self, measure: str | None = None, *, plan: str | None = None) -> pandas.DataFrame:
        """The links of a measure, or of all: a row for each reason and pair of quotes, the weightiest first.

        Raises QuestionError for a measure that there is not.
        """
        of = self._plan(plan)
        codes = [row["code"] for row in self._read_model.rows(_MEASURES, (of,))]
        if measure is not None and measure not in codes:
            raise QuestionError("measure", measure, codes)
        rows = self._read_model.rows(_LINKS, (of, measure, measure))
        kinds = {"rank": "integer", "count": "integer", "start": "integer", "end": "integer"}
        kinds |= {"other_start": "integer", "other_end": "integer"}
        kinds |= dict.fromkeys(("link_weight", "weight", "information"), "decimal")
        columns = rows[0] if rows else (*kinds, "plan", "measure", "other", "kind", "label", "quote", "other_quote")
        return frame_of_rows(rows, columns, kinds)

    def matrix(self, rows: DimensionName, cols: DimensionName, *, plan: str | None = None) -> pandas.DataFrame:
        """In how many measures the values of two dimensions come together; 0 where they never do."""
        for name in (rows, cols):
            if name not in DIMENSIONS:
                raise QuestionError("dimension", name, get_args(DimensionName))
        units = [self._holders(name, self._plan(plan)) for name in (rows, cols)]
        found = {c: {r: len(mine & theirs) for r, mine in units[0].items()} for c, theirs in units[1].items()}
        return pandas.DataFrame(found, index=pandas.Index([*units[0]], name=rows)).rename_axis(columns=cols)

    def network(self, name: str, *, plan: str | None = None) -> networkx.Graph[str]:
        """A network of a plan, its nodes named like ``right/health``, with their figures.

        Raises QuestionError where there is none of that name.
        """
        key = (self._plan(plan), name)
        found = self._read_model.rows("SELECT sentence FROM networks WHERE plan = ? AND name = ?", key)
        if not found:
            names = self._read_model.rows("SELECT name FROM networks WHERE plan = ? ORDER BY name", key[:1])
            raise QuestionError("network", name, [row["name"] for row in names])
        graph: networkx.Graph[str] = networkx.Graph(name=name, sentence=found[0]["sentence"])
        ids = []
        for row in self._read_model.rows(
            "SELECT * FROM network_nodes WHERE plan = ? AND name = ? ORDER BY number", key
        ):
            ids.append(f"{row['kind']}/{row['slug']}")
            graph.add_node(ids[-1], **{k: v for k, v in row.items() if k not in ("plan", "name", "number")})
        edges = "SELECT * FROM network_edges WHERE plan = ? AND name = ? ORDER BY source, target"
        for row in self._read_model.rows(edges, key):
            graph.add_edge(ids[row["source"]], ids[row["target"]], weight=row["weight"], bridge=bool(row["bridge"]))
        return graph

    def passage(self, row: Mapping[str, Any] | pandas.Series[Any], *, plan: str | None = None) -> Passage:
        """The quote of a row with its sentence; the row has ``quote``, ``start``, ``end`` and perhaps ``plan``."""
        values = {str(name): (None if pandas.isna(value) else value) for name, value in dict(row).items()}
        return passage_of(values, self._read_model, plan or values.get("plan") or self._plan(None))

    def _bound(self, question: Question, given: Mapping[str, str]) -> Query:
        return Query(question.bound(given, read_terms(self._read_model, question)))

    def _answer(self, query: Query, table: str) -> bytes:
        return self._store.answer(query, Formats(table=table), _MAX_BYTES).body

    def _plan(self, plan: str | None) -> str:
        """The plan that is asked about: the one given, or the only one."""
        if plan is None and len(self.plans) == 1:
            return self.plans[0]
        if plan not in self.plans:
            raise QuestionError("plan", plan or "(none given)", self.plans)
        return plan

    def _holders(self, name: DimensionName, plan: str) -> Mapping[str, set[str]]:
        """The measures that speak of each value of a dimension, in the order of its labels."""
        dimension = DIMENSIONS[name]
        sql = _HOLDERS.format(dimension.holdings)
        found: dict[str, set[str]] = {}
        for row in self._read_model.rows(sql, (plan,)):
            found.setdefault(row["value"], set()).add(row["provision"])
        ordered = dict.fromkeys(row["value"] for row in self._read_model.rows(dimension.labels))
        return {value: found[value] for value in ordered if value in found}
