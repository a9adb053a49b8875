// All commitments of chapter 4, a hundred at a time. Each part names the next one.
let next = "http://127.0.0.1:8000/api/v1/commitments?chapter=4&limit=100";
let total;
const found = [];
while (next) {
  const part = await (await fetch(next)).json();
  found.push(...part.items);
  ({ next, total } = part);
}
console.log(found.length, "of", total);
