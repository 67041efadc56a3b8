// SPDX-License-Identifier: GPL-3.0-or-later
// What is pasted or dropped: with its form, as Markdown; files go to whoever takes them, and what they become
// takes the place where they were let go.
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { pastedMarkdown } from "../../../ui/paste";
import { selectedIn } from "./keys";

// Null: nobody takes files.
export type TakeFiles = ((files: readonly File[]) => void) | null;

export function insert(view: EditorView, text: string, userEvent = "input.paste"): void {
  view.dispatch(view.state.replaceSelection(text), { scrollIntoView: true, userEvent });
}

export function incoming(takeFiles: () => TakeFiles): Extension {
  return EditorView.domEventHandlers({
    paste(event, view) {
      const { clipboardData } = event;
      if (!clipboardData) return false;
      const take = takeFiles();
      const made = pastedMarkdown(clipboardData, selectedIn(view.state), 2);
      // Office programs put a picture of the text beside the text itself.
      if (take && clipboardData.files.length > 0 && !made && clipboardData.getData("text/plain") === "") {
        event.preventDefault();
        take([...clipboardData.files]);
        return true;
      }
      if (!made) return false;
      event.preventDefault();
      insert(view, made);
      return true;
    },
    drop(event, view) {
      const take = takeFiles();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return false;
      // Without anybody to take it the browser would leave the page for the file.
      event.preventDefault();
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (at !== null) view.dispatch({ selection: { anchor: at } });
      take?.(files);
      return true;
    },
  });
}
