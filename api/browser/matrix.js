// The matrix: come nearer or see more of it, go from number to number by keyboard, save its picture as PNG.
import { asPng, save } from "./parts/picture.js";

const table = document.querySelector("table.heat");
const picture = document.getElementById("picture");

const SIZES = [0.5, 0.625, 0.8, 1, 1.25, 1.5, 2]; // of its type and its cells, in the usual one

if (table) {
  rove(table);
  offerSizes(table);
}
if (picture) offerPng(picture);

/** One number of the table is reached by Tab; the arrow keys, Home and End lead on from it. */
function rove(table) {
  const rows = [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.querySelector("a")));
  const links = rows.flat().filter(Boolean);
  const choose = (link) => {
    links.forEach((other) => (other.tabIndex = other === link ? 0 : -1));
  };
  choose(links[0]);
  table.addEventListener("focusin", (event) => links.includes(event.target) && choose(event.target));
  table.addEventListener("keydown", (event) => {
    const y = rows.findIndex((row) => row.includes(event.target));
    if (y < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = neighbour(rows, rows[y].indexOf(event.target), y, event.key);
    if (next === undefined) return;
    event.preventDefault();
    next?.focus();
  });
  document.getElementById("keys").hidden = false;
}

/** The next number in a direction, null at the edge, undefined for other keys. */
function neighbour(rows, x, y, key) {
  const row = rows[y].filter(Boolean);
  const place = row.indexOf(rows[y][x]);
  const column = rows.map((other) => other[x]);
  switch (key) {
    case "ArrowRight":
      return row[place + 1] ?? null;
    case "ArrowLeft":
      return row[place - 1] ?? null;
    case "Home":
      return row[0];
    case "End":
      return row.at(-1);
    case "ArrowDown":
      return column.slice(y + 1).find(Boolean) ?? null;
    case "ArrowUp":
      return column.slice(0, y).findLast(Boolean) ?? null;
    default:
      return undefined;
  }
}

/** Buttons and keys that show the table larger or smaller. */
function offerSizes(table) {
  const tools = document.getElementById("tools");
  const usual = SIZES.indexOf(1);
  let chosen = usual;
  const acts = { in: () => chosen + 1, out: () => chosen - 1, usual: () => usual };
  const show = (name) => {
    chosen = Math.min(Math.max(acts[name](), 0), SIZES.length - 1);
    table.closest(".sheet").style.setProperty("--near", SIZES[chosen]);
    document.activeElement?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  tools.addEventListener("click", ({ target }) => target.dataset.do && show(target.dataset.do));
  table.addEventListener("keydown", (event) => {
    const name = { "+": "in", "=": "in", "-": "out", 0: "usual" }[event.key];
    if (!name || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    show(name);
  });
  tools.hidden = false;
}

function offerPng(link) {
  const place = document.getElementById("as-png");
  place.hidden = false;
  place.querySelector("button").addEventListener("click", async () => {
    const svg = await (await fetch(link.href)).text();
    const { width, height } = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement.viewBox.baseVal;
    save(await asPng(svg, width, height), "matrix.png");
  });
}
