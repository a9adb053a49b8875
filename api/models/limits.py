"""Which numbers a parameter takes, by the model that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Limits:
    """The least and, if there is such, the most that a number may be, and whether it has to be a whole one."""

    least: float
    most: float | None
    whole: bool

    def __str__(self) -> str:
        kind = "a whole number" if self.whole else "a number"
        if self.most is None:
            return f"{kind} of at least {self.least}"
        return f"{kind} from {self.least} to {self.most}"

    def admit(self, number: float) -> bool:
        """Whether the number is within them; what is no number is not."""
        return self.least <= number and (self.most is None or number <= self.most)


def limits_of(model: type[BaseModel], name: str) -> Limits | None:
    """The limits of a parameter by its public name; None where it takes no number, or any."""
    schema = model.model_json_schema()["properties"].get(name, {})
    for option in (schema, schema.get("items", {}), *schema.get("anyOf", ())):
        if option.get("type") in ("integer", "number") and "minimum" in option:
            return Limits(option["minimum"], option.get("maximum"), option["type"] == "integer")
    return None
