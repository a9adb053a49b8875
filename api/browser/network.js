// A network: come nearer and move, go from node to node by keyboard, read the measures beside the picture, save it.
import { rove } from "./parts/nodes.js";
import { openBeside } from "./parts/panel.js";
import { asPng, drawn, save } from "./parts/picture.js";
import { zoomable } from "./parts/zoom.js";

const svg = document.getElementById("network");
if (svg) start(svg);

function start(svg) {
  svg.querySelectorAll(".edges a").forEach(widen);
  const zoom = zoomable(svg);
  rove(svg, zoom);
  const panel = document.getElementById("panel");
  svg.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) openBeside(panel, link, event);
  });
  panel.querySelector(".close").addEventListener("click", () => {
    panel.hidden = true;
    svg.querySelector('.node[tabindex="0"]')?.focus({ preventScroll: true });
  });
  for (const link of document.querySelectorAll(".communities [data-community]")) light(svg, link);
  const acts = {
    in: () => zoom.by(1 / 1.5),
    out: () => zoom.by(1.5),
    all: () => zoom.all(),
    svg: () => save(new Blob([drawn(svg).text], { type: "image/svg+xml" }), `${svg.dataset.name}.svg`),
    png: async () => {
      const { text, width, height } = drawn(svg);
      save(await asPng(text, width, height), `${svg.dataset.name}.png`);
    },
  };
  const tools = document.getElementById("tools");
  tools.addEventListener("click", (event) => acts[event.target.dataset.do]?.());
  tools.hidden = false;
  document.getElementById("keys").hidden = false;
}

/** An edge can be hit beside its line. */
function widen(link) {
  const path = link.querySelector("path").cloneNode();
  path.setAttribute("class", "hit");
  link.append(path);
}

/** A community lights up while its line of the legend is pointed at or has the focus. */
function light(svg, link) {
  const outline = svg.querySelector(`.outline[data-community="${link.dataset.community}"]`);
  for (const [name, on] of [["pointerenter", true], ["focus", true], ["pointerleave", false], ["blur", false]])
    link.addEventListener(name, () => outline?.classList.toggle("near", on));
}
