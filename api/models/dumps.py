"""The files for download, as a list."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from api.explorer.views import Language
from api.models.described import described
from api.models.items import Dataset

Part = Literal["dataset", "vocabulary", "graph", "table", "network"]
DumpFormat = Literal["turtle", "html", "json", "jsonld", "ntriples", "rdfxml"]


class DumpsWanted(BaseModel):
    """The format, where the Accept header is not to decide."""

    model_config = described("parameters", "dumps")

    format: DumpFormat | None = None
    lang: Language | None = None


class DumpItem(BaseModel):
    """A file for download."""

    model_config = described("object", "dump")

    file: str
    url: str
    part: Part
    title: str
    media_type: str
    compressed: bool
    size: int
    sha256: str
    licence: str
    graph: str | None


class DumpList(BaseModel):
    """Every file of a release."""

    model_config = described("object", "dumps")

    dataset: Dataset
    items: list[DumpItem]
