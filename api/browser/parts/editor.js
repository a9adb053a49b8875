// An editor for SPARQL in place of a text box. It lives in a shadow root, where its styles are adopted sheets, as the
// policy of the pages allows no style elements.

import { autocompletion, completionKeymap, closeBrackets } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, drawSelection, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

import { completeWith } from "./completion.js";

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--right)" },
  { tag: [tags.string, tags.number, tags.bool], color: "var(--body)" },
  { tag: [tags.atom, tags.standard(tags.variableName), tags.propertyName], color: "var(--group)" },
  { tag: tags.comment, color: "var(--quiet)", fontStyle: "italic" },
]);

const THEME = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: "0.9rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-content": { fontFamily: "var(--mono)", minHeight: "18rem", caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-scroller": { maxHeight: "32rem", lineHeight: "1.5" },
  ".cm-gutters": { backgroundColor: "var(--raised)", color: "var(--quiet)", borderRight: "1px solid var(--line)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "var(--chosen)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--chosen)", color: "inherit" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--edge)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--paper)" },
  ".cm-completionInfo": { maxWidth: "22rem", padding: "0.5rem" },
  ".cm-wrong": { textDecoration: "underline wavy var(--warn)", backgroundColor: "var(--chosen)" },
  ".cm-wrong-line": { backgroundColor: "var(--raised)" },
});

const setWrong = StateEffect.define();
const wrong = StateField.define({
  create: () => Decoration.none,
  update(marks, change) {
    for (const effect of change.effects) if (effect.is(setWrong)) return effect.value;
    return change.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Puts an editor over a text box. `store` writes what stands in it back, `mark` shows where something is wrong. */
export function editorFor(box, label, run) {
  const host = document.createElement("div");
  host.className = "code-editor";
  box.after(host);
  box.hidden = true;
  box.labels[0].htmlFor = "";
  const root = host.attachShadow({ mode: "open" });
  const view = new EditorView({ parent: root, root, state: EditorState.create({ doc: box.value, extensions: extensions(label, run) }) });
  return {
    store: () => {
      box.value = view.state.doc.toString();
    },
    mark: (line, column) => mark(view, line, column),
    view,
  };
}

function extensions(label, run) {
  const asks = { key: "Mod-Enter", run: () => (run(), true) };
  return [
    lineNumbers(),
    history(),
    drawSelection(),
    bracketMatching(),
    closeBrackets(),
    StreamLanguage.define(sparql),
    syntaxHighlighting(COLOURS),
    autocompletion({ override: [completeWith("/query/vocabulary")] }),
    // Tab is not taken, so that a reader at the keyboard can leave.
    keymap.of([asks, ...completionKeymap, ...defaultKeymap, ...historyKeymap]),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", tabindex: "0" }),
    EditorView.domEventHandlers({ beforeinput: replaceSelected }),
    wrong,
    THEME,
  ];
}

/** Typing over a selection. The browser would carry the style of what it replaces along, which the policy refuses. */
function replaceSelected(event, view) {
  if (event.inputType !== "insertText" || event.isComposing || view.state.selection.main.empty || !event.data) return false;
  event.preventDefault();
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  return true;
}

function mark(view, line, column) {
  if (line > view.state.doc.lines) return;
  const at = view.state.doc.line(line);
  const from = Math.min(at.from + Math.max(column - 1, 0), at.to);
  const word = /^\S+/.exec(view.state.doc.sliceString(from, at.to));
  const marks = [Decoration.line({ class: "cm-wrong-line" }).range(at.from)];
  if (word) marks.push(Decoration.mark({ class: "cm-wrong" }).range(from, from + word[0].length));
  view.dispatch({ effects: [setWrong.of(Decoration.set(marks)), EditorView.scrollIntoView(from, { y: "center" })], selection: { anchor: from } });
}
