# Measures that name rural women, and how many of them stand under each right.
import json
from urllib.parse import urlencode
from urllib.request import urlopen

asked = urlencode({"group": "rural-women", "facets": "right", "fields": "code,heading"})
with urlopen(f"http://127.0.0.1:8000/api/v1/measures?{asked}") as response:
    found = json.load(response)
for measure in found["items"]:
    print(measure["code"], measure["heading"])
for right in found["facets"][0]["values"]:
    print(right["count"], right["label"])
