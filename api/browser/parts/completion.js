// Completes prefixes, terms and concepts; a name whose prefix the query does not declare brings the declaration along.

const KINDS = { class: "class", property: "property" };

/** A source of completions that are read from an address when they are first needed. */
export function completeWith(address) {
  let loading = null;
  return async (context) => {
    const word = context.matchBefore(/[\w-]+:[\w.-]*|[\w-]+/);
    if (!word && !context.explicit) return null;
    loading ??= fetch(address).then((response) => (response.ok ? response.json() : Promise.reject(response.status)));
    let known;
    try {
      known = await loading;
    } catch {
      loading = null;
      return null;
    }
    return { from: word ? word.from : context.pos, options: options(known), validFor: /^[\w-]*:?[\w.-]*$/ };
  };
}

function options(known) {
  const prefixes = Object.entries(known.prefixes).map(([name, iri]) => ({
    label: `${name}:`,
    detail: iri,
    type: "namespace",
    boost: -1,
    apply: (view, _, from, to) => insert(view, `${name}:`, from, to, known),
  }));
  const terms = known.terms.map((term) => ({
    label: term.name,
    detail: term.label,
    info: term.info || undefined,
    type: KINDS[term.kind] ?? "constant",
    apply: (view, _, from, to) => insert(view, term.name, from, to, known),
  }));
  return [...terms, ...prefixes];
}

function insert(view, text, from, to, known) {
  const prefix = text.slice(0, text.indexOf(":"));
  const declared = new RegExp(`^\\s*PREFIX\\s+${prefix}:`, "im").test(view.state.doc.toString());
  const line = declared || !known.prefixes[prefix] ? "" : `PREFIX ${prefix}: <${known.prefixes[prefix]}>\n`;
  const changes = [{ from, to, insert: text }];
  if (line) changes.unshift({ from: 0, insert: line });
  view.dispatch({ changes, selection: { anchor: from + text.length + line.length }, userEvent: "input.complete" });
}
