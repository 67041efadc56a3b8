// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of the editor. Tab leads out of it, as out of any field; lists are indented by mod+] and mod+[.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { syntaxTree } from "@codemirror/language";
import { type EditorState, type Extension, Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { differenceOf, formatOf, newLine, type Selected } from "../../../ui/markdown_keys";
import { format, type PageFormat } from "../formats";

export function selectedIn({ doc, selection: { main } }: EditorState): Selected {
  return { text: doc.toString(), from: main.from, to: main.to };
}

// Only what differs is changed, so that undoing takes back just that.
export function change(view: EditorView, { text, from, to }: Selected, userEvent = "input"): void {
  const { start, end, inserted } = differenceOf(view.state.doc.toString(), text);
  view.dispatch({ changes: { from: start, to: end, insert: inserted }, selection: { anchor: from, head: to }, scrollIntoView: true, userEvent });
}

export function applyTo(view: EditorView, wanted: PageFormat): void {
  change(view, format(selectedIn(view.state), wanted));
  view.focus();
}

// In code an @ is an @.
export function isInCode(state: EditorState): boolean {
  for (let node = syntaxTree(state).resolveInner(state.selection.main.head, -1); node.parent; node = node.parent) {
    if (/Code/.test(node.name)) return true;
  }
  return false;
}

function goOn(view: EditorView): boolean {
  const grown = isInCode(view.state) ? null : newLine(selectedIn(view.state));
  if (grown) change(view, grown);
  return grown !== null;
}

export interface KeyAsks {
  readonly onSave: () => void;
  // A key while something is suggested: whether it was for that.
  readonly onSuggestionKey: (event: KeyboardEvent) => boolean;
}

export function keys(asks: () => KeyAsks): Extension {
  const save = () => (asks().onSave(), true);
  const marks = (event: KeyboardEvent, view: EditorView): boolean => {
    if (event.isComposing) return false;
    if (asks().onSuggestionKey(event)) return event.preventDefault(), event.stopPropagation(), true;
    const wanted = formatOf(event);
    if (!wanted || (wanted === "link" && view.state.selection.main.empty)) return false;
    event.preventDefault();
    // Elsewhere in the app the same keys do other things.
    event.stopPropagation();
    applyTo(view, wanted);
    return true;
  };
  return [
    history(),
    Prec.highest(EditorView.domEventHandlers({ keydown: marks })),
    Prec.high(
      keymap.of([
        { key: "Mod-s", run: save, preventDefault: true },
        { key: "Mod-Enter", run: save },
        { key: "Enter", run: goOn },
      ]),
    ),
    keymap.of([...historyKeymap, ...defaultKeymap]),
  ];
}
