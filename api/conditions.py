"""SQL conditions for the filters of the lists. Values are always bound, never written into the SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Conditions:
    """Conditions that must all hold, with the values bound to them, in order."""

    clauses: list[str] = field(default_factory=list)
    parameters: list[object] = field(default_factory=list)

    @property
    def sql(self) -> str:
        return " AND ".join(self.clauses) or "1"

    def add(self, clause: str, *parameters: object) -> None:
        self.clauses.append(clause)
        self.parameters.extend(parameters)

    def any_of(self, column: str, values: Sequence[object]) -> None:
        """The column has one of the values; no values, no condition."""
        if values:
            self.add(f"{column} IN ({_places(values)})", *values)

    def contains(self, column: str, words: str | None) -> None:
        """The column has the words in it, in whatever case."""
        if words:
            self.add(f"instr(lower({column}), lower(?)) > 0", words)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a condition is asked of: the SQL for its plan, and for its provision or its sentence."""

    plan: str
    provision: str
    sentence: str | None = None

    def matches(self, table: str, provision: str, sentence: str) -> str:
        """SQL that ties a row of ``table`` to it."""
        place = f"{table}.{sentence} = {self.sentence}" if self.sentence else f"{table}.{provision} = {self.provision}"
        return f"{table}.plan = {self.plan} AND {place}"


def speaks_of(conditions: Conditions, scope: Scope, scheme: str, slugs: Sequence[str]) -> None:
    """It speaks of one of the concepts, or of a narrower one."""
    if slugs:
        tie = scope.matches("c", "provision", "sentence")
        conditions.add(
            "EXISTS (SELECT 1 FROM ancestors a JOIN concept_sentences c ON c.scheme = a.scheme AND c.slug = a.slug"  # noqa: S608
            f" WHERE a.scheme = ? AND a.ancestor IN ({_places(slugs)}) AND {tie})",
            scheme,
            *slugs,
        )


def qualified(
    conditions: Conditions,
    scope: Scope,
    *,
    types: Sequence[str],
    scheme: str,
    slugs: Sequence[str],
    qualifiers: Sequence[str],
) -> None:
    """It speaks of one of the concepts (of any, if none is named) with one of the qualifiers."""
    if not qualifiers:
        return speaks_of(conditions, scope, scheme, slugs)
    tie = scope.matches("m", "measure", '"commitment"')
    parameters: list[object] = [*types, *qualifiers]
    narrower = ""
    if slugs:
        narrower = f" AND m.entity IN (SELECT slug FROM ancestors WHERE scheme = ? AND ancestor IN ({_places(slugs)}))"  # noqa: S608
        parameters += [scheme, *slugs]
    conditions.add(
        f"EXISTS (SELECT 1 FROM mentions m WHERE m.type IN ({_places(types)})"  # noqa: S608
        f" AND m.qualifier IN ({_places(qualifiers)}){narrower} AND {tie})",
        *parameters,
    )
    return None


def _places(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
