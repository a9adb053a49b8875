// The query page: an editor in place of the text box, a way to stop, and the answer sorted, as a chart or as a graph.
// Without this script the text box asks just the same, and the answer is the table.

import { editorFor } from "./parts/editor.js";
import { drawChart, chartable } from "./parts/chart.js";
import { drawGraph, linkable } from "./parts/graph.js";
import { makeSortable } from "./parts/sorting.js";

const form = document.getElementById("query-form");
const words = JSON.parse(form.dataset.words);
const editor = editorFor(form.querySelector("textarea"), words.editor, () => form.requestSubmit());
const hint = document.getElementById("query-hint");

form.addEventListener("submit", (event) => {
  editor.store();
  const query = new URLSearchParams(new FormData(form)).toString();
  if (query.length > Number(form.dataset.limit)) {
    event.preventDefault();
    hint.textContent = words.long;
    return;
  }
  const stop = document.createElement("button");
  stop.type = "button";
  stop.textContent = words.stop;
  stop.addEventListener("click", () => {
    window.stop();
    stop.remove();
    hint.textContent = "";
  });
  hint.textContent = words.running;
  hint.after(stop);
});

const problem = document.getElementById("problem");
if (problem?.dataset.line) editor.mark(Number(problem.dataset.line), Number(problem.dataset.column));

const table = document.getElementById("rows");
if (table) {
  makeSortable(table);
  offerViews(table);
}

/** Buttons for the ways in which the rows can be drawn, the table among them. */
function offerViews(rows) {
  const views = [["table", null]];
  if (chartable(rows)) views.push(["chart", drawChart]);
  if (linkable(rows)) views.push(["graph", drawGraph]);
  if (views.length < 2) return;
  const place = document.getElementById("views");
  const picture = document.createElement("figure");
  picture.className = "picture";
  picture.hidden = true;
  place.className = "views";
  const buttons = views.map(([name, draw]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words[name];
    button.setAttribute("aria-pressed", String(!draw));
    button.addEventListener("click", () => {
      for (const each of buttons) each.setAttribute("aria-pressed", String(each === button));
      picture.hidden = !draw;
      picture.replaceChildren(...(draw ? [draw(rows, words[name])] : []));
    });
    return button;
  });
  place.replaceChildren(...buttons);
  place.after(picture);
}
