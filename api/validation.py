"""The SHACL report of a release, as it was written and as JSON."""

from __future__ import annotations

from dataclasses import dataclass

from api.models.items import Dataset
from api.models.validation import ValidationAnswer, ValidationResultItem
from graph.errors import ReleaseError
from graph.names import Names
from graph.release import Release
from graph.validation.results import ValidationResult, read_report


@dataclass(frozen=True, slots=True)
class Validation:
    """The report in Turtle, and what it says."""

    turtle: bytes
    answer: ValidationAnswer


def read_validation(release: Release, names: Names) -> Validation:
    """The report of a release. Raises ReleaseError where it has none that can be read."""
    try:
        turtle = release.report.read_bytes()
    except OSError as error:
        raise ReleaseError(f"{release.report}: {error.strerror}.", remedy="Build the release again.") from error
    report = read_report(turtle.decode(errors="replace"), names)
    dataset = Dataset(version=release.version, sha256=release.sha256)
    results = [_item(result) for result in report.results]
    return Validation(turtle, ValidationAnswer(conforms=report.conforms, results=results, dataset=dataset))


def _item(result: ValidationResult) -> ValidationResultItem:
    return ValidationResultItem(
        severity=result.severity,
        shape=result.shape,
        focus=result.focus,
        path=result.path or None,
        value=result.value or None,
        message=result.message,
        quote=result.quote or None,
    )
