# Where the plan names rural women, and in which words.
curl -sf http://127.0.0.1:8000/sparql -H 'Accept: text/csv' --data-urlencode 'query=
PREFIX hrap: <https://w3id.org/hrap/ontology#>
PREFIX group: <https://w3id.org/hrap/id/group/>
SELECT ?code ?quote WHERE {
  ?measure hrap:concernsGroup group:rural-women ; hrap:code ?code .
  ?mention hrap:inProvision ?measure ; hrap:quote ?quote ;
           <http://www.w3.org/ns/oa#hasBody> group:rural-women .
} ORDER BY ?code ?quote'
