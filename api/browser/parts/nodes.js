// The nodes of a network by keyboard: one is reached by Tab, the arrow keys lead to the next in their direction.

const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

export function rove(svg, zoom) {
  const nodes = [...svg.querySelectorAll(".node")].map((link) => {
    const { e: x, f: y } = link.parentNode.transform.baseVal.consolidate().matrix;
    return { link, x, y };
  });
  const byLink = new Map(nodes.map((node) => [node.link, node]));
  const choose = (chosen) => nodes.forEach(({ link }) => link.setAttribute("tabindex", link === chosen ? "0" : "-1"));
  choose(nodes[0].link);
  svg.addEventListener("focusin", (event) => {
    const node = byLink.get(event.target);
    if (!node) return;
    choose(node.link);
    near(svg, node.link.dataset.number);
    zoom.show(node.x, node.y);
  });
  svg.addEventListener("focusout", () => near(svg, null));
  svg.addEventListener("pointerover", (event) => {
    const link = event.target.closest?.(".node");
    if (link) near(svg, link.dataset.number);
  });
  svg.addEventListener("pointerout", (event) => event.target.closest?.(".node") && near(svg, null));
  svg.addEventListener("keydown", (event) => {
    const node = byLink.get(event.target);
    if (!node || event.ctrlKey || event.altKey || event.metaKey) return;
    const direction = DIRECTIONS[event.key];
    if (direction) {
      event.preventDefault();
      nearest(nodes, node, direction)?.link.focus({ preventScroll: true });
    } else if (event.key === "+" || event.key === "=") zoom.by(1 / 1.5, node);
    else if (event.key === "-") zoom.by(1.5, node);
    else if (event.key === "0") zoom.all();
    else if (event.key === "Home") nodes[0].link.focus({ preventScroll: true });
  });
}

/** The node that lies nearest in a direction; what lies aside counts as further. */
function nearest(nodes, from, [dx, dy]) {
  let best;
  let least = Infinity;
  for (const node of nodes) {
    const along = (node.x - from.x) * dx + (node.y - from.y) * dy;
    const aside = Math.abs((node.x - from.x) * dy) + Math.abs((node.y - from.y) * dx);
    const far = along + 2 * aside;
    if (along > 0 && aside <= 2 * along && far < least) [best, least] = [node, far];
  }
  return best;
}

/** Mark a node's edges and neighbours, and quieten the rest; none without a number. */
function near(svg, number) {
  svg.querySelectorAll(".near").forEach((part) => part.classList.remove("near"));
  svg.classList.toggle("dim", number !== null);
  if (number === null) return;
  const joined = new Set([number]);
  for (const edge of svg.querySelectorAll(".edges a")) {
    const ends = edge.dataset.ends.split(" ");
    if (!ends.includes(number)) continue;
    edge.classList.add("near");
    ends.forEach((end) => joined.add(end));
  }
  for (const node of svg.querySelectorAll(".node")) if (joined.has(node.dataset.number)) node.classList.add("near");
}
