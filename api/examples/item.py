# Measure 4.2.5: its heading, its place, its text.
import json
from urllib.request import urlopen

with urlopen("http://127.0.0.1:8000/api/v1/measures/cn-2026-2030/4.2.5") as response:
    measure = json.load(response)
print(measure["iri"], measure["heading"])
print(measure["start"], measure["end"], measure["text"])
