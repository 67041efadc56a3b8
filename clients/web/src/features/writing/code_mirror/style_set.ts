// SPDX-License-Identifier: GPL-3.0-or-later
// The editor's library writes its styles into a <style> element, which the content security policy does not
// allow; in a shadow root, however, it makes a style sheet object, which it does. So a shadow root gets the
// styles first, and the document takes over what was made for it.
import { EditorView } from "@codemirror/view";

let isDone = false;

export function allowStyles(): void {
  if (isDone) return;
  isDone = true;
  const shadow = document.createElement("div").attachShadow({ mode: "open" });
  new EditorView({ root: shadow, parent: shadow }).destroy();
  for (const name of Object.getOwnPropertySymbols(shadow)) {
    const made = (shadow as unknown as Record<symbol, unknown>)[name];
    if (made !== null && typeof made === "object" && "sheet" in made) (document as unknown as Record<symbol, unknown>)[name] = made;
  }
}
