// Another page of ours, read beside this one.

/** Show the evidence that a link leads to in the panel; the link itself is followed where that fails. */
export async function openBeside(panel, link, event) {
  const address = typeof link.href === "string" ? link.href : link.href.baseVal;
  event.preventDefault();
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.statusText);
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("evidence");
    show(panel, [...found.children], address);
  } catch {
    location.href = address;
  }
}

function show(panel, parts, address) {
  const place = panel.querySelector("div");
  place.replaceChildren(...parts.map((part) => document.adoptNode(part)));
  const heading = place.querySelector("h1");
  const title = document.createElement("h2");
  const link = document.createElement("a");
  link.href = address;
  link.append(...heading.childNodes);
  title.append(link);
  title.tabIndex = -1;
  heading.replaceWith(title);
  panel.hidden = false;
  title.focus({ preventScroll: true });
  panel.scrollTop = 0;
  if (panel.getBoundingClientRect().top > innerHeight - 100) panel.scrollIntoView();
}
