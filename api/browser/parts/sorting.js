// Sorts the rows of a table by a column: numbers as numbers, the rest as words.

/** Makes each heading a button that sorts by its column, upwards first, then downwards. */
export function makeSortable(table) {
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = heading.textContent;
    heading.replaceChildren(button);
    button.addEventListener("click", () => {
      const upwards = heading.getAttribute("aria-sort") !== "ascending";
      for (const each of headings) each.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", upwards ? "ascending" : "descending");
      sort(table.tBodies[0], column, upwards ? 1 : -1);
    });
  });
}

function sort(body, column, direction) {
  const keyed = [...body.rows].map((row) => ({ row, text: row.cells[column].textContent.trim() }));
  const numbers = keyed.every(({ text }) => text === "" || !Number.isNaN(Number(text)));
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  keyed.sort((a, b) => direction * (numbers ? Number(a.text) - Number(b.text) : compare(a.text, b.text)));
  body.append(...keyed.map(({ row }) => row));
}
