// SPDX-License-Identifier: GPL-3.0-or-later
// What is selected inside one message: the part of it that an answer is about.
export function selectedIn(message: string): string {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return "";
  const { commonAncestorContainer: node } = selection.getRangeAt(0);
  const element = node instanceof Element ? node : node.parentElement;
  const article = element?.closest<HTMLElement>("[data-message]");
  return article?.dataset["message"] === message ? selection.toString() : "";
}
