"""SQL conditions for the filters of the lists. Values are always bound, never written into the SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

_VALUES = "{}"
_ANY_OF = f" IN ({_VALUES})"


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition, with the values bound to it.

    Where it has ``values``, it holds wherever it holds for one of them alone, and ``template`` has braces where their
    question marks stand, behind those of ``given``.
    """

    template: str
    given: tuple[object, ...] = ()
    values: tuple[object, ...] = ()

    @property
    def sql(self) -> str:
        return self.template.replace(_VALUES, places(self.values)) if self.values else self.template

    @property
    def parameters(self) -> tuple[object, ...]:
        return (*self.given, *self.values)

    @property
    def column(self) -> str | None:
        """The column that has one of the values, where that is all of the condition."""
        return self.template.removesuffix(_ANY_OF) if self.template.endswith(_ANY_OF) else None

    @property
    def alone(self) -> list[Clause]:
        """The condition for each of its values alone; none where it has no values."""
        return [Clause(self.template, self.given, (value,)) for value in self.values]


@dataclass(slots=True)
class Conditions:
    """Conditions that must all hold."""

    clauses: list[Clause] = field(default_factory=list)

    @property
    def sql(self) -> str:
        return " AND ".join([clause.sql for clause in self.clauses]) or "1"

    @property
    def parameters(self) -> list[object]:
        """The values bound to the conditions, in order."""
        return [value for clause in self.clauses for value in clause.parameters]

    def add(self, clause: str, *parameters: object) -> None:
        self.clauses.append(Clause(clause, parameters))

    def add_for_any(self, template: str, values: Sequence[object], *given: object) -> None:
        """A condition that holds for one of the values, where there are any; ``template`` as in ``Clause``."""
        if values:
            self.clauses.append(Clause(template, given, tuple(values)))

    def any_of(self, column: str, values: Sequence[object]) -> None:
        """The column has one of the values; no values, no condition."""
        if values:
            self.add_for_any(column + _ANY_OF, values)

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
            " WHERE a.scheme = ? AND a.ancestor IN ({})"
        )
        conditions.add_for_any(scope.among("c", "provision", "sentence", source), slugs, scheme)


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
    source, given = f"mentions m WHERE m.type IN ({places(types)})", [*types]
    if slugs:
        source += f" AND m.entity IN (SELECT slug FROM ancestors WHERE scheme = ? AND ancestor IN ({places(slugs)}))"  # noqa: S608
        given += [scheme, *slugs]
    source += f" AND m.qualifier IN ({_VALUES})"
    conditions.add_for_any(scope.among("m", "measure", '"commitment"', source), qualifiers, *given)
    return None


def places(values: Sequence[object]) -> str:
    """Question marks for so many values."""
    return ", ".join("?" * len(values))
