// The rows of an answer as a graph: triples, or two columns of things. Things stand on a circle in their order.

import { cut, svg } from "./svg.js";

const MOST = 60;
const RADIUS = 260;
const MARGIN = 190;

/** Whether the rows say what is linked with what, between few enough things to be read. */
export function linkable(table) {
  const found = edges(table);
  const things = new Set(found.flatMap(({ from, to }) => [from, to]));
  return found.length > 0 && things.size > 1 && things.size <= MOST;
}

function edges(table) {
  const rows = [...table.tBodies[0].rows];
  const triples = table.closest("[data-triples]") !== null;
  const links = triples ? [0, 2] : columnsOfLinks(rows);
  if (links.length < 2) return [];
  return rows
    .filter((row) => links.every((column) => row.cells[column].querySelector("a")))
    .map((row) => {
      const [from, to] = links.map((column) => row.cells[column].querySelector("a"));
      return { from: from.href, to: to.href, names: { [from.href]: from.textContent, [to.href]: to.textContent }, by: triples ? row.cells[1].textContent.trim() : "" };
    });
}

function columnsOfLinks(rows) {
  if (!rows.length) return [];
  const all = [...rows[0].cells].map((_, column) => column);
  return all.filter((column) => rows.every((row) => row.cells[column].querySelector("a"))).slice(0, 2);
}

/** Things as links around a circle, and a line for each row between them. */
export function drawGraph(table, title) {
  const found = edges(table);
  const names = Object.assign({}, ...found.map((edge) => edge.names));
  const things = Object.keys(names).sort();
  const places = new Map(things.map((thing, index) => [thing, place(index, things.length)]));
  const lines = found.map(({ from, to, by }) => {
    const [a, b] = [places.get(from), places.get(to)];
    const line = svg("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y });
    if (by) line.append(svg("title", {}, `${names[from]} · ${by} · ${names[to]}`));
    return line;
  });
  const nodes = things.map((thing) => node(thing, names[thing], places.get(thing)));
  const size = 2 * (RADIUS + MARGIN);
  return svg("svg", { viewBox: `0 0 ${size} ${size}`, width: size, role: "group", "aria-label": title }, ...lines, ...nodes);
}

function node(thing, name, { x, y, angle }) {
  const right = Math.cos(angle) >= 0;
  const turned = (angle * 180) / Math.PI + (right ? 0 : 180);
  return svg(
    "a",
    { href: thing },
    svg("circle", { cx: x, cy: y, r: 4 }),
    svg("text", { transform: `translate(${x} ${y}) rotate(${turned})`, x: right ? 8 : -8, y: 4, "text-anchor": right ? "start" : "end" }, cut(name, 30)),
    svg("title", {}, name),
  );
}

function place(index, count) {
  const angle = (2 * Math.PI * index) / count - Math.PI / 2;
  const centre = RADIUS + MARGIN;
  return { angle, x: centre + RADIUS * Math.cos(angle), y: centre + RADIUS * Math.sin(angle) };
}
