// Pictures for saving: an SVG drawn to a canvas, and files made on the page.

const SCALE = 2; // dots of the PNG for each unit of the SVG, so that labels stay sharp in print

/** Save a file under a name. */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** The SVG's text as a PNG on white. Rejects where the browser cannot draw it. */
export async function asPng(svg, width, height) {
  const source = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image(width, height);
    image.src = source;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * SCALE;
    canvas.height = height * SCALE;
    const context = canvas.getContext("2d");
    context.fillStyle = "white";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(source);
  }
}

const STYLES = ["fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "stroke-linejoin",
  "stroke-linecap", "paint-order", "opacity", "visibility", "font-family", "font-size", "vector-effect"];

/** An SVG of the page as a file of its own: as it looks now, without links, on the paper of the page. */
export function drawn(svg) {
  const copy = svg.cloneNode(true);
  const [width, height] = [svg.clientWidth, svg.clientHeight];
  copy.querySelectorAll(".hit").forEach((path) => path.remove());
  const parts = [...copy.querySelectorAll("path, text, a")];
  [...svg.querySelectorAll("path:not(.hit), text, a")].forEach((part, place) => {
    const look = getComputedStyle(part);
    const names = part.tagName === "a" ? ["opacity"] : STYLES;
    for (const name of names) parts[place].setAttribute(name, look.getPropertyValue(name));
  });
  for (const link of copy.querySelectorAll("a")) unlinked(link);
  copy.removeAttribute("style");
  copy.removeAttribute("class");
  copy.setAttribute("xmlns", svg.namespaceURI);
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  copy.prepend(paper(copy));
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

function unlinked(link) {
  const group = document.createElementNS(link.namespaceURI, "g");
  for (const name of ["transform", "opacity"]) if (link.hasAttribute(name)) group.setAttribute(name, link.getAttribute(name));
  group.append(...link.childNodes);
  link.replaceWith(group);
}

function paper(svg) {
  const sheet = document.createElementNS(svg.namespaceURI, "rect");
  const box = svg.viewBox.baseVal;
  for (const name of ["x", "y", "width", "height"]) sheet.setAttribute(name, box[name]);
  sheet.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
  return sheet;
}
