"""The SHACL report of a release, and how it is asked for."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from api.models.described import described
from api.models.items import Dataset

ValidationFormat = Literal["json", "turtle"]


class ValidationOptions(BaseModel):
    """How the SHACL report is given."""

    model_config = described("parameters", "validation")

    format: ValidationFormat | None = None


class ValidationResultItem(BaseModel):
    """Something that breaks a shape."""

    model_config = described("object", "validation-result")

    severity: Literal["Violation", "Warning", "Info"]
    shape: str
    focus: str
    path: str | None
    value: str | None
    message: str
    quote: str | None


class ValidationAnswer(BaseModel):
    """The SHACL report of the release."""

    model_config = described("object", "validation")

    conforms: bool
    results: list[ValidationResultItem]
    dataset: Dataset
