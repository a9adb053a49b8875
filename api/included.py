"""What the items of an answer are tied to, each once beside them, by one query for each sort of thing.

It is what JSON:API calls a compound document (https://jsonapi.org/format/#document-compound-documents).
"""

# ruff: noqa: S608 (all of the SQL is written here, and values are bound)

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from api.db import Database
from api.models.items import EntityLabel
from api.prepared import Prepared, listed

Item = Mapping[str, Any]

_PAIRS = "(SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))"
_USUAL = "m.type NOT IN ('action', 'agent', 'means', 'number')"
# By what the items are, and what is asked for: the keys of the rows, for the pairs of plan and code, or of scheme and
# slug, that the items hold.
_MEASURES = f"SELECT p.iri FROM provisions p WHERE (p.plan, p.code) IN {_PAIRS} ORDER BY p.plan, p.position"
_SENTENCES = (
    f"SELECT s.iri FROM sentences s WHERE s.role = 'commitment' AND (s.plan, s.{{}}) IN {_PAIRS}"
    " ORDER BY s.plan, s.position"
)
_TARGETS = f'SELECT t.id FROM targets t WHERE (t.plan, t."{{}}") IN {_PAIRS} ORDER BY t.id'
_MENTIONS = f'SELECT m.id FROM mentions m WHERE {_USUAL} AND (m.plan, m."{{}}") IN {_PAIRS} ORDER BY m.id'
_LINKS = (
    "SELECT l.id FROM measure_links l JOIN provisions a ON a.plan = l.plan AND a.code = l.measure"
    f" WHERE (l.plan, l.measure) IN {_PAIRS} ORDER BY l.plan, a.position, l.rank, l.id"
)
_SPOKEN = (
    "SELECT c.plan, c.{} FROM ancestors a JOIN concept_sentences c ON c.scheme = a.scheme AND c.slug = a.slug"
    f" WHERE (a.scheme, a.ancestor) IN {_PAIRS}"
)
_SCHEME_OF_MENTION = (
    "CASE m.type WHEN 'quantity' THEN 'indicators' WHEN 'body' THEN 'bodies' WHEN 'agent' THEN 'bodies'"
    " WHEN 'action' THEN 'action-types' WHEN 'means' THEN 'means' ELSE m.type || 's' END"
)
_OF_ENTITY: Mapping[str, str] = MappingProxyType(
    {
        "measures": "SELECT p.iri FROM provisions p WHERE p.kind = 'measure' AND (p.plan, p.code) IN"
        f" ({_SPOKEN.format('provision')}) ORDER BY p.plan, p.position",
        "commitments": "SELECT s.iri FROM sentences s WHERE s.role = 'commitment' AND (s.plan, s.code) IN"
        f" ({_SPOKEN.format('sentence')}) ORDER BY s.plan, s.position",
        "targets": f"SELECT t.id FROM targets t WHERE (t.plan, t.measure) IN ({_SPOKEN.format('provision')})"
        " ORDER BY t.id",
        "mentions": f"SELECT m.id FROM mentions m WHERE ({_SCHEME_OF_MENTION}, m.entity) IN {_PAIRS} ORDER BY m.id",
    }
)
_OF_INDICATOR = (
    "SELECT t.id FROM targets t WHERE t.indicator IN (SELECT slug FROM ancestors a"
    f" WHERE (a.scheme, a.ancestor) IN {_PAIRS}) ORDER BY t.id"
)
# The SQL, and the member of an item that has the code that it asks by.
_PLACES = {"measures": (_MEASURES, "measure"), "commitments": (_SENTENCES.format("code"), "commitment")}
_OF: Mapping[str, Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "measures": {
            "commitments": (_SENTENCES.format("provision"), "code"),
            "targets": (_TARGETS.format("measure"), "code"),
            "mentions": (_MENTIONS.format("measure"), "code"),
            "links": (_LINKS, "code"),
        },
        "commitments": {
            "measures": (_MEASURES, "measure"),
            "targets": (_TARGETS.format("commitment"), "code"),
            "mentions": (_MENTIONS.format("commitment"), "code"),
        },
        "targets": _PLACES,
        "mentions": _PLACES,
    }
)
# Members of items whose values are slugs: the sort of thing, and its scheme.
_NAMED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "rights": ("right", "rights"),
        "groups": ("group", "groups"),
        "instruments": ("instrument", "instruments"),
        "bodies": ("body", "bodies"),
        "agents": ("body", "bodies"),
        "action_types": ("action-type", "action-types"),
        "modality": ("modality", "modalities"),
        "indicator": ("indicator", "indicators"),
        "unit": ("unit", "units"),
        "method": ("rule", "rules"),
    }
)
_MENTIONED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "quantity": ("indicator", "indicators"),
        "body": ("body", "bodies"),
        "agent": ("body", "bodies"),
        "action": ("action-type", "action-types"),
        "means": ("means", "means"),
        "number": ("number-kind", "number-kinds"),
    }
)


def included(database: Database, prepared: Prepared, kind: str, items: Sequence[Item], names: Iterable[str]) -> bytes:
    """What was asked for by ``names`` of the items of a list, or of a scheme of entities: a JSON object of arrays."""
    members = []
    for name in dict.fromkeys(names):
        if name == "labels":
            found = [label.model_dump_json().encode() for label in _labels(database, items)]
        else:
            found = _rows(database, prepared, kind, items, name)
        members.append(b'"%s":%s' % (name.encode(), listed(found)))
    return b"{%s}" % b",".join(members)


def _rows(database: Database, prepared: Prepared, kind: str, items: Sequence[Item], name: str) -> list[bytes]:
    if kind in _OF:
        sql, member = _OF[kind][name]
        pairs = {(item["plan"], item[member]) for item in items}
    else:
        sql = _OF_INDICATOR if (kind, name) == ("indicators", "targets") else _OF_ENTITY[name]
        pairs = {(kind, item["slug"]) for item in items}
    keys = database.values(sql, (json.dumps(sorted(pairs)),))
    return [prepared.lists[name].row(key) for key in keys]


def _labels(database: Database, items: Sequence[Item]) -> list[EntityLabel]:
    wanted = {(scheme, slug): kind for item in items for kind, scheme, slug in _slugs(item)}
    rows = database.rows(
        "SELECT scheme, slug, iri, label, label_zh FROM concepts"
        f" WHERE (scheme, slug) IN {_PAIRS} ORDER BY scheme, slug",
        (json.dumps(sorted(wanted)),),
    )
    return [EntityLabel(type=wanted[row.pop("scheme"), row["slug"]], **row) for row in rows]


def _slugs(item: Item) -> Iterator[tuple[str, str, str]]:
    """The slugs of an item, each with the sort of thing that it names and its scheme."""
    for member, (kind, scheme) in _NAMED.items():
        value = item.get(member)
        for each in value if isinstance(value, list) else [value] if value else ():
            yield kind, scheme, each["slug"] if isinstance(each, dict) else each
    if "entity" in item:
        yield (*_MENTIONED.get(item["type"], (item["type"], f"{item['type']}s")), item["entity"])
