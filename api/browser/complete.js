// Search boxes offer names while one types: a combobox with a list (ARIA Authoring Practices, list autocomplete).
// Without this script a search box is a form like any other.

const WAIT = 120; // milliseconds after the last key

for (const input of document.querySelectorAll("form[role=search] input[type=search]")) offerNames(input);

function offerNames(input) {
  const form = input.form;
  const list = document.createElement("ul");
  const status = document.createElement("span");
  let timer = 0;
  let asked = 0;
  let chosen = -1;

  list.id = `${input.id}-names`;
  list.className = "names";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.names);
  status.className = "unseen";
  status.setAttribute("role", "status");
  form.append(list, status);
  const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) return;
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.address);
    }
  });
  input.addEventListener("blur", () => setTimeout(close, 150));

  async function ask() {
    const typed = input.value.trim();
    const turn = ++asked;
    if (typed.length < 2) return close();
    const query = new URLSearchParams({ q: typed });
    const language = new URLSearchParams(location.search).get("lang");
    if (language) query.set("lang", language);
    const response = await fetch(`/search/completions?${query}`, { headers: { Accept: "application/json" } });
    if (turn !== asked || document.activeElement !== input) return;
    show(response.ok ? (await response.json()).items : []);
  }

  function show(items) {
    chosen = -1;
    list.replaceChildren(...items.map(option));
    list.hidden = !items.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    status.textContent = items.length ? `${items.length} ${form.dataset.offered}` : "";
  }

  function option(item, index) {
    const line = document.createElement("li");
    const kind = document.createElement("span");
    line.id = `${list.id}-${index}`;
    line.dataset.address = item.address;
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    kind.className = `kind kind-${item.type}`;
    kind.textContent = item.kind;
    line.append(item.label, " ", kind);
    line.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      location.assign(item.address);
    });
    return line;
  }

  function move(step) {
    const count = list.children.length;
    if (chosen >= 0) list.children[chosen].setAttribute("aria-selected", "false");
    chosen = (chosen + step + count + (chosen < 0 && step < 0 ? 1 : 0)) % count;
    list.children[chosen].setAttribute("aria-selected", "true");
    list.children[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[chosen].id);
  }

  function close() {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    status.textContent = "";
  }
}
