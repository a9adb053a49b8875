// The files of this release, each with its size and SHA-256; the first one checked.
import { createHash } from "node:crypto";

const { items } = await (await fetch("http://127.0.0.1:8000/dumps?format=json")).json();
for (const item of items) console.log(item.file, item.size);
const targets = items.find((item) => item.file === "targets.csv.gz");
const bytes = new Uint8Array(await (await fetch(targets.url)).arrayBuffer());
console.log(createHash("sha256").update(bytes).digest("hex") === targets.sha256 ? "as listed" : "not as listed");
