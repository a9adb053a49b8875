// The rows of an answer as bars: the first column of numbers, named by the first column that is none.

import { cut, svg } from "./svg.js";

const MOST = 60;
const ROW = 22;
const NAMES = 320;
const BARS = 420;

/** Whether there is a column of numbers and one of names, and more than one row. */
export function chartable(table) {
  return table.tBodies[0].rows.length > 1 && columns(table) !== null;
}

function columns(table) {
  const rows = [...table.tBodies[0].rows];
  const all = [...rows[0].cells].map((_, index) => index);
  const offsets = ["start", "end"]; // where words stand, which is no quantity
  const named = all.filter((index) => !offsets.includes(table.tHead.rows[0].cells[index].textContent));
  const numeric = named.filter((index) => rows.every((row) => row.cells[index].classList.contains("number")));
  const name = named.find((index) => !numeric.includes(index));
  return numeric.length && name !== undefined ? { value: numeric[0], name } : null;
}

/** The bars, the table's order kept, under the names of their two columns; below zero they go to the left. */
export function drawChart(table, title) {
  const { value, name } = columns(table);
  const rows = [...table.tBodies[0].rows].slice(0, MOST);
  const items = rows.map((row) => ({ name: row.cells[name].textContent.trim(), value: Number(row.cells[value].textContent) }));
  const highest = Math.max(0, ...items.map((item) => item.value));
  const lowest = Math.min(0, ...items.map((item) => item.value));
  const scale = (number) => NAMES + ((number - lowest) / (highest - lowest || 1)) * BARS;
  const head = [name, value].map((index) => table.tHead.rows[0].cells[index].textContent.trim());
  const bars = items.flatMap((item, index) => {
    const y = (index + 1) * ROW;
    const [left, right] = [scale(Math.min(item.value, 0)), scale(Math.max(item.value, 0))];
    return [
      svg("text", { x: NAMES - 8, y: y + 15, "text-anchor": "end" }, cut(item.name, 46)),
      svg("rect", { class: "bar", x: left, y: y + 4, width: Math.max(right - left, 1), height: ROW - 8 }),
      svg("text", { x: right + 6, y: y + 15 }, String(item.value)),
    ];
  });
  const heads = [
    svg("text", { class: "head", x: NAMES - 8, y: 14, "text-anchor": "end" }, cut(head[0], 46)),
    svg("text", { class: "head", x: scale(0), y: 14 }, cut(head[1], 60)),
  ];
  const size = { viewBox: `0 0 ${NAMES + BARS + 80} ${(items.length + 1) * ROW}`, width: NAMES + BARS + 80 };
  return svg("svg", { ...size, role: "img", "aria-label": `${title}: ${head.join(", ")}` }, ...heads, ...bars);
}
