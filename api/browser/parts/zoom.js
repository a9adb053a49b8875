// An SVG that can be come nearer to and moved. What is to be read keeps its size: the unit of its type is the size of
// a dot of the screen, and labels that would cover others are hidden.

const CLOSEST = 8; // times nearer than all of it

export function zoomable(svg) {
  svg.classList.add("live");
  const { width, height } = svg.viewBox.baseVal;
  svg.style.aspectRatio = `${width} / ${height}`;
  const nodes = [...svg.querySelectorAll(".node")].map(partsOf).sort((a, b) => a.faint - b.faint);
  let box = { x: 0, y: 0, width };
  const shape = () => svg.clientHeight / svg.clientWidth;
  const whole = () => Math.max(width, height / shape());
  const apply = () => {
    const high = box.width * shape();
    svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${high}`);
    const unit = box.width / svg.clientWidth;
    svg.style.setProperty("--unit", unit);
    resize(nodes, unit);
    label(nodes, unit, [box.x, box.y, box.x + box.width, box.y + high]);
  };
  const set = (x, y, wide) => {
    box = { x, y, width: Math.min(Math.max(wide, whole() / CLOSEST), whole() * 1.2) };
    apply();
  };
  const all = () => set((width - whole()) / 2, (height - whole() * shape()) / 2, whole());
  const by = (factor, at = { x: box.x + box.width / 2, y: box.y + (box.width * shape()) / 2 }) => {
    const wide = Math.min(Math.max(box.width * factor, whole() / CLOSEST), whole() * 1.2);
    const share = wide / box.width;
    set(at.x - (at.x - box.x) * share, at.y - (at.y - box.y) * share, wide);
  };
  const show = (x, y) => {
    const high = box.width * shape();
    const inside = x > box.x && x < box.x + box.width && y > box.y && y < box.y + high;
    if (!inside) set(x - box.width / 2, y - high / 2, box.width);
  };
  all();
  new ResizeObserver(() => apply()).observe(svg);
  listen(svg, { by, move: (dx, dy) => set(box.x - dx * (box.width / svg.clientWidth), box.y - dy * (box.width / svg.clientWidth), box.width) });
  return { all, by, show };
}

function listen(svg, { by, move }) {
  const fingers = new Map();
  let travelled = 0;
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !svg.contains(document.activeElement)) return;
    event.preventDefault();
    by(Math.exp(Math.sign(event.deltaY) * 0.15), place(svg, event));
  }, { passive: false });
  svg.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, event);
    travelled = 0;
  });
  svg.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const other = [...fingers.values()].find((finger) => finger.pointerId !== event.pointerId);
    fingers.set(event.pointerId, event);
    if (other) by(apart(before, other) / Math.max(apart(event, other), 1), place(svg, other));
    else {
      travelled += Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY);
      if (travelled < 4) return;
      svg.classList.add("moved");
      if (!svg.hasPointerCapture(event.pointerId)) svg.setPointerCapture(event.pointerId);
      move(event.clientX - before.clientX, event.clientY - before.clientY);
    }
  });
  for (const name of ["pointerup", "pointercancel", "pointerleave"])
    svg.addEventListener(name, (event) => {
      fingers.delete(event.pointerId);
      svg.classList.remove("moved");
    });
  // A drag that ends on a link is no click on it.
  svg.addEventListener("click", (event) => {
    if (travelled < 4) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true });
  svg.addEventListener("dragstart", (event) => event.preventDefault());
}

function place(svg, event) {
  return new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
}

function apart(one, other) {
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
}

function partsOf(node) {
  const { e: x, f: y } = node.parentNode.transform.baseVal.consolidate().matrix;
  const text = node.querySelector("text");
  const length = [...text.textContent].reduce((sum, letter) => sum + (letter > "\u2e80" ? 11 : 6.2), 4);
  return { node, faint: node.classList.contains("faint"), x, y, text, length, shape: node.querySelector("path"), radius: Number(node.dataset.radius) };
}

/** Nodes grow with the picture, but less than it. */
function resize(nodes, unit) {
  for (const one of nodes) {
    one.size = one.radius * unit ** 0.6;
    one.shape.setAttribute("transform", `scale(${one.size})`);
  }
}

/** Where a label may stand: its box, and the place and anchor of its text, the best side first. */
function sides({ x, y, size, length }, unit) {
  const [near, far, half, line] = [size + 2 * unit, size + length * unit, 6.5 * unit, 13 * unit];
  const middle = (length * unit) / 2;
  return [
    { box: [x + near, y - half, x + far, y + half], at: [size + 3 * unit, 4 * unit, "start"] },
    { box: [x - far, y - half, x - near, y + half], at: [-size - 3 * unit, 4 * unit, "end"] },
    { box: [x - middle, y + size + unit, x + middle, y + size + line], at: [0, size + 11 * unit, "middle"] },
    { box: [x - middle, y - size - line, x + middle, y - size - unit], at: [0, -size - 4 * unit, "middle"] },
  ];
}

/** Show the labels that cover neither a node nor another label, those of the largest first, and stay in view. */
function label(nodes, unit, view) {
  const shapes = nodes.map(({ x, y, size }) => [x - size, y - size, x + size, y + size]);
  const labels = [];
  nodes.forEach((one, place) => {
    const free = (box) => {
      if (box[0] < view[0] || box[2] > view[2]) return false;
      const covers = (other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3];
      return !labels.some(covers) && !shapes.some((shape, other) => other !== place && covers(shape));
    };
    const choices = sides(one, unit);
    const found = choices.find(({ box }) => free(box));
    const [x, y, anchor] = (found ?? choices[0]).at;
    one.text.setAttribute("x", x);
    one.text.setAttribute("y", y);
    one.text.setAttribute("text-anchor", anchor);
    one.node.classList.toggle("far", !found);
    if (found) labels.push(found.box);
  });
}
