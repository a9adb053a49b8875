// The reading room: a card on each mark, and kinds of mark that change as soon as they are chosen.
// Without this script a mark leads to the page of what it names, and the choice has a button.

const card = document.getElementById("card");
const form = document.getElementById("kinds");
let opened = null;

document.addEventListener("click", (event) => {
  const mark = event.target.closest?.("a.mark");
  if (!mark || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  const entries = mark.dataset.named
    .split(" ")
    .map((name) => document.getElementById(`named-${name}`))
    .filter(Boolean);
  if (!entries.length) return;
  event.preventDefault();
  show(mark, entries);
});

function show(mark, entries) {
  const close = document.createElement("button");
  close.type = "button";
  close.className = "close";
  close.textContent = "×";
  close.setAttribute("aria-label", card.dataset.close);
  close.addEventListener("click", () => card.hidePopover());
  const list = document.createElement("ul");
  for (const entry of entries) {
    const item = document.createElement("li");
    item.append(...[...entry.cloneNode(true).childNodes]);
    list.append(item);
  }
  card.replaceChildren(close, list);
  // The mark is what opens the card, so that the browser places it there and gives the focus back.
  card.showPopover({ source: mark });
  opened?.classList.remove("open");
  opened = mark;
  mark.classList.add("open");
  list.querySelector("a")?.focus({ preventScroll: true });
}

card.addEventListener("toggle", (event) => {
  if (event.newState === "closed") opened?.classList.remove("open");
});

// A link inside a card to a place on this page closes the card on its way.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[popover] a[href^='#']");
  link?.closest("[popover]").hidePopover();
});

form.querySelector("button").hidden = true;
form.addEventListener("change", choose);

async function choose() {
  const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  if (!response.ok) {
    form.submit();
    return;
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const part of ["#text", "#named", "nav.turn", "nav.languages"])
    document.querySelector(part).replaceWith(page.querySelector(part));
  history.replaceState(null, "", address);
}
