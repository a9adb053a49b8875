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
            self.add(f"{column} IN ({places(values)})", *values)

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

    def among(self, table: str, provision: str, sentence: str, source: str) -> str:
        """SQL that it is among the places in which the rows of ``source``, of which one is ``table``, stand.

        The places are found once, whatever the number of rows that are asked.
        """
        place, column = (self.sentence, sentence) if self.sentence else (self.provision, provision)
        return f"({self.plan}, {place}) IN (SELECT {table}.plan, {table}.{column} FROM {source})"  # noqa: S608


def speaks_of(conditions: Conditions, scope: Scope, scheme: str, slugs: Sequence[str]) -> None:
    """It speaks of one of the concepts, or of a narrower one."""
    if slugs:
        source = (
            "ancestors a JOIN concept_sentences c ON c.scheme = a.scheme AND c.slug = a.slug"
            f" WHERE a.scheme = ? AND a.ancestor IN ({places(slugs)})"
        )
        conditions.add(scope.among("c", "provision", "sentence", source), scheme, *slugs)


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
    parameters: list[object] = [*types, *qualifiers]
    narrower = ""
    if slugs:
        narrower = f" AND m.entity IN (SELECT slug FROM ancestors WHERE scheme = ? AND ancestor IN ({places(slugs)}))"  # noqa: S608
        parameters += [scheme, *slugs]
    source = f"mentions m WHERE m.type IN ({places(types)}) AND m.qualifier IN ({places(qualifiers)}){narrower}"
    conditions.add(scope.among("m", "measure", '"commitment"', source), *parameters)
    return None


def places(values: Sequence[object]) -> str:
    """Question marks for so many values."""
    return ", ".join("?" * len(values))
