// Measure 4.2.5: its heading, its place, its text.
const response = await fetch("http://127.0.0.1:8000/api/v1/measures/cn-2026-2030/4.2.5");
const measure = await response.json();
console.log(measure.iri, measure.heading);
console.log(measure.start, measure.end, measure.text);
