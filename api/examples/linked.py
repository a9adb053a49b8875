# What the graph says of rural women: its labels, from JSON-LD.
import json
from urllib.request import Request, urlopen

address = "http://127.0.0.1:8000/id/group/rural-women"
with urlopen(Request(address, headers={"Accept": "application/ld+json"})) as response:
    things = json.load(response)
group = next(thing for thing in things if thing["@id"].endswith("/id/group/rural-women"))
for label in group["http://www.w3.org/2004/02/skos/core#prefLabel"]:
    print(label["@language"], label["@value"])
