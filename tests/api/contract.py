"""The contract of the service as facts that can be compared: what its OpenAPI document and its problems promise.

``.venv/bin/python -m tests.api.contract`` writes it to contract.txt, and says what moved.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from api.app import create_app
from api.headers import ALWAYS
from api.problems import MEDIA_TYPE, TYPES
from api.settings import Settings

SNAPSHOT = Path(__file__).with_name("contract.txt")
COMMAND = ".venv/bin/python -m tests.api.contract"
REQUIRED = "required"

_INDENT = "  "
_BETWEEN = " | "
_LIMITS = ("minimum", "maximum", "exclusiveMinimum", "minLength", "maxLength", "minItems", "maxItems", "pattern")

Facts = Mapping[tuple[str, str], str]
"""What is promised, by its holder (an operation, a schema) and its name there; the value says of what type it is."""


@dataclass(frozen=True)
class Moved:
    """What differs between two contracts, in words."""

    breaking: tuple[str, ...]
    additive: tuple[str, ...]


def contract_now() -> Facts:
    """The contract of the code as it stands."""
    return contract_of(create_app(Settings()).openapi(), {name: kind.status for name, kind in TYPES.items()})


def contract_of(document: Mapping[str, Any], problems: Mapping[str, int]) -> Facts:
    """The contract that an OpenAPI document and the problems by their statuses make."""
    found = {}
    for path, item in document["paths"].items():
        for method, operation in item.items():
            holder = f"{method.upper()} {path}"
            found |= {(holder, name): value for name, value in _operation(operation)}
    for name, schema in document["components"]["schemas"].items():
        found |= {(name, member): value for member, value in _members(schema)}
    return found | {("problems", name): str(status) for name, status in problems.items()}


def compare(old: Facts, new: Facts) -> Moved:
    """What a client of the old contract would stumble over, and what it would not notice."""
    holders = {holder for holder, _ in old}
    breaking = [f"removed: {_words(key)}" for key in old.keys() - new.keys() if not key[1].endswith(REQUIRED)]
    breaking += [
        f"changed: {_words(key)} was {old[key]!r}, is {new[key]!r}"
        for key in old.keys() & new.keys()
        if old[key] != new[key]
    ]
    additive = [f"no longer required: {_words(key)}" for key in old.keys() - new.keys() if key[1].endswith(REQUIRED)]
    for key in new.keys() - old.keys():
        demanded = key[1].endswith(REQUIRED) and key[0] in holders
        (breaking if demanded else additive).append(f"added: {_words(key)}")
    return Moved(tuple(sorted(breaking)), tuple(sorted(additive)))


def written(facts: Facts) -> str:
    """The contract as text: a line for each holder, and under it one for each fact, or for several of one name."""
    lines: list[str] = []
    for holder, of_holder in groupby(sorted(facts.items()), key=lambda fact: fact[0][0]):
        lines.append(holder)
        names = {name: value for (_, name), value in of_holder}
        lines += [f"{_INDENT}{name} = {value}" for name, value in names.items() if value]
        for first, alike in groupby(
            (name for name, value in names.items() if not value), key=lambda name: name.split()[0]
        ):
            lines.append(f"{_INDENT}{first}: {_BETWEEN.join(name.removeprefix(first).strip() for name in alike)}")
    return "\n".join(lines) + "\n"


def read(text: str) -> Facts:
    """The contract that was written."""
    found: dict[tuple[str, str], str] = {}
    holder = ""
    for line in text.splitlines():
        if not line.startswith(_INDENT):
            holder = line
        elif several := re.fullmatch(r" +(\S+): (.*)", line):
            found |= {(holder, f"{several[1]} {each}"): "" for each in several[2].split(_BETWEEN)}
        else:
            name, _, value = line.strip().partition(" = ")
            found[holder, name] = value
    return found


def _operation(operation: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "operation", operation["operationId"]
    for parameter in operation.get("parameters", ()):
        name = f"{'?' if parameter['in'] == 'query' else ''}{parameter['name']}"
        schema = parameter["schema"]
        yield name, _type(schema)
        yield from ((f"{name} {value}", "") for value in _values(schema))
        if schema.get("default") not in (None, []):
            yield f"{name} default", str(schema["default"])
        if parameter.get("required"):
            yield f"{name} {REQUIRED}", ""
    for media_type in operation.get("requestBody", {}).get("content", ()):
        yield f"body {media_type}", ""
    for status, answer in operation["responses"].items():
        if MEDIA_TYPE in answer.get("content", {}):
            yield f"problem {status}", ""
            continue
        yield from ((f"{status} header {name}", "") for name in answer.get("headers", ()) if name not in ALWAYS)
        for media_type, content in answer.get("content", {}).items() or [("without content", {})]:
            model = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
            yield f"{status} {media_type}", model


def _members(schema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The members of a schema; one that an answer may leave out says so."""
    for name, member in schema["properties"].items():
        left_out = "" if name in schema.get("required", ()) else ", may be left out"
        yield name, _type(member) + left_out
        yield from ((f"{name} {value}", "") for value in _values(member))


def _type(schema: Mapping[str, Any]) -> str:
    """The type of a schema in words; the values that it is limited to are facts of their own."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " or ".join(_type(option) for option in schema["anyOf"])
    name = schema.get("type", "anything")
    base = " or ".join(name) if isinstance(name, list) else str(name)
    if base == "array":
        base = f"list of {_type(schema.get('items', {}))}"
    limits = [f"{limit} {schema[limit]}" for limit in _LIMITS if limit in schema]
    return f"{base} ({', '.join(limits)})" if limits else base


def _values(schema: Mapping[str, Any]) -> Iterator[str]:
    for option in (schema, schema.get("items", {}), *schema.get("anyOf", ())):
        yield from map(str, option.get("enum", ()))


def _words(key: tuple[str, str]) -> str:
    return f"{key[0]} · {key[1]}"


def main() -> int:
    """Write the contract as it stands; 1 where that breaks the one that was written."""
    now = contract_now()
    moved = compare(read(SNAPSHOT.read_text(encoding="utf-8")), now) if SNAPSHOT.exists() else Moved((), ())
    for title, lines in (("BREAKS CLIENTS", moved.breaking), ("new", moved.additive)):
        sys.stdout.writelines(f"{title}  {line}\n" for line in lines)
    SNAPSHOT.write_text(written(now), encoding="utf-8")
    return 1 if moved.breaking else 0


if __name__ == "__main__":
    sys.exit(main())
