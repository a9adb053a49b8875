"""Uses the client that openapi-python-client makes from the OpenAPI document, as an app would; prints what it got."""

import json
import sys
from urllib.parse import parse_qs, urlsplit

from generated import Client
from generated.api.evidence import list_targets
from generated.api.linked_data import list_dumps
from generated.api.search import search
from generated.api.text import get_measure, list_measures
from generated.models import DumpList, MeasurePage, MeasureSingle, Problem, SearchPage, TargetPage

client = Client(base_url=sys.argv[1], headers={"Accept": "application/json"})

first = list_measures.sync(client=client, limit=1, kind=["measure"])
assert isinstance(first, MeasurePage)

asked = parse_qs(urlsplit(str(first.next_)).query)
following = {"limit": 1} | {name: given[0] for name, given in asked.items() if name in ("after", "offset")}
second = list_measures.sync(client=client, kind=["measure"], **following)
assert isinstance(second, MeasurePage)

measure = first.items[0]
one = get_measure.sync(client=client, plan=measure.plan, code=measure.code)
assert isinstance(one, MeasureSingle)

found = search.sync(client=client, q="women", type_=["group"])
assert isinstance(found, SearchPage)
targets = list_targets.sync(client=client, status=["target"], comparator=["="])
assert isinstance(targets, TargetPage)
dumps = list_dumps.sync(client=client)
assert isinstance(dumps, DumpList)

wrong = list_measures.sync_detailed(client=client, group=["wimen"])
assert isinstance(wrong.parsed, Problem)

sys.stdout.write(
    json.dumps(
        {
            "codes": [item.code for item in (*first.items, *second.items)],
            "total": second.total,
            "next": second.next_,
            "one": one.code,
            "rights": [right.label for right in one.rights],
            "hit": found.items[0].label,
            "value": targets.items[0].value,
            "status": int(wrong.status_code),
            "problem": wrong.parsed.type_,
            "nearest": wrong.parsed.nearest[0],
            "files": len(dumps.items),
        }
    )
)
