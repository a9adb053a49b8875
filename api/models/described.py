"""The tie between a model and the codebook, which describes its fields and has their examples."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

CODEBOOK = "x-codebook"
"""Member of a schema in the OpenAPI document that names the table of the codebook."""


def described(kind: str, name: str) -> ConfigDict:
    """The configuration of a model whose fields stand in the codebook under this kind and name of table."""
    return ConfigDict(extra="forbid", json_schema_extra={CODEBOOK: f"{kind}/{name}"})


def table_of(model: type[BaseModel]) -> tuple[str, str] | None:
    """Kind and name of the table that describes a model, or None."""
    extra = model.model_config.get("json_schema_extra")
    kind, _, name = str(extra.get(CODEBOOK, "")).partition("/") if isinstance(extra, dict) else ("", "", "")
    return (kind, name) if name else None


def asked_by(model: type[BaseModel]) -> dict[str, str]:
    """What the OpenAPI document says of an operation whose query parameters are a model."""
    return {CODEBOOK: "/".join(table_of(model) or ())}
