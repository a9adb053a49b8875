"""Every error of the project, one tree.

HrapError
├── InputError              something given to a build is wrong
│   ├── SourceError         the plan's text: missing, empty, not UTF-8, altered
│   ├── PlanConfigError     plan.toml: missing, malformed, incomplete
│   ├── LayoutError         the text does not have the layout that plan.toml describes
│   ├── VocabularyError     ontology/: malformed Turtle, duplicate label, unknown term
│   ├── DecisionError       decisions.toml: malformed, or its quote is gone from the text
│   ├── ShapeError          shapes/: malformed Turtle or SHACL
│   └── QuestionError       a ready question, or a parameter or value of one, that does not exist
├── ExtractionError         the text holds something that no rule accounts for
├── ValidationError         the graph breaks a shape of severity Violation
├── ReleaseError            a release folder: missing, incomplete, cannot be written
│   └── ReleaseDrift        the release differs from the committed fingerprint
├── QueryError              a query could not be answered
│   ├── QuerySyntaxError    it is not SPARQL 1.1
│   ├── QueryRefused        it asks for what this service does not do
│   ├── QueryTooComplex     it has more patterns, clauses or nesting than are planned
│   ├── QueryTimeout        it ran into its deadline
│   ├── QueryTooLarge       its text or its answer exceeds a cap
│   ├── QueryOverload       the queue is full
│   ├── QueryExhausted      it needs more memory or deeper nesting than a query may use
│   ├── SearchError         a search holds nothing to look for, or more than is planned
│   ├── WorkerLost          the worker died before it answered, through no fault of the query
│   └── StoreLost           the remote store is not there, refuses us, or broke off
└── ServeError              the service cannot start: busy port, bad setting
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class HrapError(Exception):
    """An error with a message that says what was wrong, where, and what to do."""

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy


class InputError(HrapError):
    """Something given to a build is wrong."""


class SourceError(InputError):
    """The plan's text is missing, empty, not UTF-8, or not the text that was registered."""


class PlanConfigError(InputError):
    """A plan.toml is missing, malformed or incomplete."""


class LayoutError(InputError):
    """The text does not have the layout that its plan.toml describes."""


class VocabularyError(InputError):
    """A file under ontology/ is malformed or contradicts itself."""


class DecisionError(InputError):
    """A curated decision is malformed, or the words it was made for are gone."""


class ShapeError(InputError):
    """A file under shapes/ is malformed."""


class QuestionError(InputError):
    """A ready question, or a parameter or a value of one, does not exist; ``existing`` are those that do."""

    def __init__(self, what: str, given: str, existing: Iterable[str], *, of: str = "") -> None:
        self.what, self.given, self.existing = what, given, tuple(existing)
        nearest = difflib.get_close_matches(given, self.existing, n=3, cutoff=0.4)
        remedy = f"Nearest: {', '.join(nearest)}." if nearest else f"There are: {', '.join(self.existing) or 'none'}."
        where = f" of the question {of}" if of else ""
        super().__init__(f"There is no {what} {given[:200]!r}{where}.", remedy=remedy)


class ExtractionError(HrapError):
    """The text holds something that no rule and no decision accounts for."""


class ValidationError(HrapError):
    """The graph breaks a shape of severity Violation."""


class ReleaseError(HrapError):
    """A release folder is missing, incomplete or cannot be written."""


class ReleaseDrift(ReleaseError):
    """A release differs from the fingerprint that is committed."""


class QueryError(HrapError):
    """A query could not be answered."""


class QuerySyntaxError(QueryError):
    """The text is not a SPARQL 1.1 query."""


class QueryRefused(QueryError):
    """The query asks for what this service does not do."""


class QueryTooComplex(QueryError):
    """The query has more triple patterns, clauses or nesting than are planned."""


class QueryTimeout(QueryError):
    """The query ran into its deadline."""


class QueryTooLarge(QueryError):
    """The query's text or its answer exceeds a cap."""


class QueryOverload(QueryError):
    """Too many queries are waiting."""


class QueryExhausted(QueryError):
    """The query needs more memory or deeper nesting than a query may use."""


class SearchError(QueryError):
    """A search holds nothing to look for, or more than is planned."""


class WorkerLost(QueryError):
    """The worker process died before it answered, through no fault of the query."""


class StoreLost(QueryError):
    """The remote store is not there, refuses the service, or broke its answer off."""


class ServeError(HrapError):
    """The service cannot start."""
