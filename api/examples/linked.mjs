// What the graph says of rural women: its labels, from JSON-LD.
const headers = { Accept: "application/ld+json" };
const response = await fetch("http://127.0.0.1:8000/id/group/rural-women", { headers });
const things = await response.json();
const group = things.find((thing) => thing["@id"].endsWith("/id/group/rural-women"));
for (const label of group["http://www.w3.org/2004/02/skos/core#prefLabel"]) {
  console.log(label["@language"], label["@value"]);
}
