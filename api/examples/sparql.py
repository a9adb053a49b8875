# Where the plan names rural women, and in which words.
import json
from urllib.parse import urlencode
from urllib.request import Request, urlopen

QUERY = """
PREFIX hrap: <https://w3id.org/hrap/ontology#>
PREFIX group: <https://w3id.org/hrap/id/group/>
SELECT ?code ?quote WHERE {
  ?measure hrap:concernsGroup group:rural-women ; hrap:code ?code .
  ?mention hrap:inProvision ?measure ; hrap:quote ?quote ;
           <http://www.w3.org/ns/oa#hasBody> group:rural-women .
} ORDER BY ?code ?quote"""
asked = urlencode({"query": QUERY}).encode()
accept = {"Accept": "application/sparql-results+json"}
with urlopen(Request("http://127.0.0.1:8000/sparql", asked, accept)) as response:
    rows = json.load(response)["results"]["bindings"]
for row in rows:
    print(row["code"]["value"], row["quote"]["value"])
