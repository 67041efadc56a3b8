// SPDX-License-Identifier: GPL-3.0-or-later
// What is marked in an article, by whoever reads it and by comments: places in its text nodes.
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { Passage } from "../../store/passages";
import { readAt } from "./passage_words";

export interface Selected {
  // In units of the article's text.
  readonly begin: number;
  readonly end: number;
  readonly words: string;
  readonly box: DOMRect;
}

const textNodes = (element: Element): Text[] => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walker.nextNode()) found.push(walker.currentNode as Text);
  return found;
};

function selectedIn(article: Element): Selected | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const words = selection.toString().trim();
  if (!words || !article.contains(range.startContainer) || !article.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(article, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const begin = before.toString().length;
  return { begin, end: begin + range.toString().length, words, box: range.getBoundingClientRect() };
}

// Somebody chose in the page's menu to comment on what is marked.
export const commentAsked = signal(0);

// What is marked now; it is told once the person has stopped, and where it then stands in the window.
export function useSelected(article: () => Element | null): Selected | null {
  const [selected, setSelected] = useState<Selected | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const element = article();
        setSelected(element && selectedIn(element));
      }, 250);
    };
    const move = () => {
      setSelected(null);
      look();
    };
    document.addEventListener("selectionchange", look);
    document.addEventListener("scroll", move, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      document.removeEventListener("scroll", move, { capture: true });
      document.removeEventListener("selectionchange", look);
    };
  }, []);
  return selected;
}

export function rangeOf(article: Element, markdown: string, passage: Passage): Range | null {
  const nodes = textNodes(article);
  const found = passage.orphaned || passage.end <= passage.start ? null : readAt(markdown, nodes.map(({ data }) => data).join(""), passage);
  if (!found) return null;
  const range = document.createRange();
  let from = 0;
  let hasBegun = false;
  for (const node of nodes) {
    const to = from + node.length;
    if (!hasBegun && found.begin < to) {
      range.setStart(node, found.begin - from);
      hasBegun = true;
    }
    if (found.end <= to) {
      range.setEnd(node, found.end - from);
      return range;
    }
    from = to;
  }
  return null;
}

const highlightName = "passages";

// Where the browser can: elsewhere the list alone tells of them.
export function useHighlights(article: () => Element | null, markdown: string, revision: bigint, passages: readonly Passage[]): void {
  const places = passages.map(({ message, start, end, orphaned }) => `${message} ${start} ${end} ${orphaned}`).join();
  useEffect(() => {
    const element = article();
    if (!element || !("highlights" in CSS) || passages.length === 0) return;
    const ranges = passages.flatMap((passage) => rangeOf(element, markdown, passage) ?? []);
    CSS.highlights.set(highlightName, new Highlight(...ranges));
    return () => void CSS.highlights.delete(highlightName);
  }, [markdown, revision, places]);
}
