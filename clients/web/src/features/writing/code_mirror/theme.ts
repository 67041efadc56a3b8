// SPDX-License-Identifier: GPL-3.0-or-later
// How the editor looks: as the app's other fields do, in the tokens of its style sheet.
import { EditorView } from "@codemirror/view";

export const theme = EditorView.theme({
  "&": { color: "var(--text)", backgroundColor: "transparent", fontSize: "max(1rem, 16px)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--sans)", lineHeight: "var(--leading)", overflow: "visible" },
  ".cm-content": { padding: "var(--space-3) 0 var(--space-5)", minBlockSize: "var(--writing-height)", caretColor: "var(--accent)" },
  ".cm-line": { padding: "0 var(--space-4)" },
  ".cm-placeholder": { color: "var(--quiet)" },
});
