// Ask once and keep the answer with its tag; ask again with the tag: 304 says that what you have still holds.
const address = "http://127.0.0.1:8000/api/v1/rights";
const first = await fetch(address);
const kept = await first.json();
const again = await fetch(address, { headers: { "If-None-Match": first.headers.get("ETag") } });
console.log(again.status);
