// Examples get a button that copies them. Without this script they are selected and copied like any text.

for (const shown of document.querySelectorAll("pre[data-copy]")) addButton(shown);

function addButton(shown) {
  const button = document.createElement("button");
  const status = document.createElement("span");
  button.type = "button";
  button.className = "copy";
  button.textContent = shown.dataset.copy;
  button.setAttribute("aria-label", `${shown.dataset.copy}: ${shown.getAttribute("aria-label")}`);
  status.className = "unseen";
  status.setAttribute("role", "status");
  shown.before(button);
  shown.after(status);
  button.addEventListener("click", async () => {
    if (!(await copied(shown))) return;
    status.textContent = button.textContent = shown.dataset.copied;
    setTimeout(() => {
      button.textContent = shown.dataset.copy;
      status.textContent = "";
    }, 2000);
  });
}

// The clipboard is only there for pages from a safe place, or from this machine; elsewhere the text is left selected.
async function copied(shown) {
  try {
    await navigator.clipboard.writeText(shown.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(shown);
    return false;
  }
}
