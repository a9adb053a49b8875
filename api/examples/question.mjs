// A ready question: the targets of a right.
const response = await fetch(
  "http://127.0.0.1:8000/api/v1/questions/targets-of-right?right=health",
  { headers: { Accept: "application/sparql-results+json" } },
);
const rows = (await response.json()).results.bindings;
for (const row of rows) console.log(row.code.value, row.quote.value);
