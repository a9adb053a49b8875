// Measures that name rural women, and how many of them stand under each right.
const asked = new URLSearchParams({ group: "rural-women", facets: "right", fields: "code,heading" });
const response = await fetch(`http://127.0.0.1:8000/api/v1/measures?${asked}`);
const found = await response.json();
for (const measure of found.items) console.log(measure.code, measure.heading);
for (const right of found.facets[0].values) console.log(right.count, right.label);
