// SPDX-License-Identifier: GPL-3.0-or-later
// With what writing begins: a page as it is, or what waits to be sent of it. Pure.
import type { Creation, Save } from "../../store/page_saving";
import type { PageView } from "../../store/page_views";
import { type Named, noWords } from "./begun";
import type { Beginning } from "./manuscript";

export const tagsText = (tags: readonly string[]): string => tags.join(", ");

// `waiting`: the newest save of it that waits or was refused. Without all of them there is nothing.
export function beginningOf(view: PageView | undefined, creation: Creation | undefined, waiting: Save | undefined): Beginning | null {
  const page = view?.page ?? creation?.request ?? (waiting && { title: "", tags: [], language: "", owner: "", community: "" });
  if (!page) return null;
  const before: Named = { title: page.title, tags: tagsText(page.tags), language: page.language, owner: page.owner };
  const { community } = page;
  const plain = { ...noWords, ...before, community, text: view?.text ?? creation?.request.text ?? "" };
  const base = view?.page?.revision ?? 1n;
  if (!waiting) return { words: plain, base, before, follows: 0, query: "" };
  const { request } = waiting;
  const words = {
    ...plain,
    text: request.text ?? plain.text,
    title: request.title ?? plain.title,
    language: request.language ?? plain.language,
    owner: request.owner ?? plain.owner,
    tags: request.replaceTags || request.tags.length > 0 ? tagsText(request.tags) : plain.tags,
  };
  // One that was refused is written again; one that waits is built on.
  const isAgain = waiting.state === "refused";
  return {
    words: isAgain ? { ...words, summary: request.summary, isMinor: request.minor } : words,
    base: request.baseRevision,
    before: isAgain ? before : { title: words.title, tags: words.tags, language: words.language, owner: words.owner },
    follows: isAgain ? 0 : waiting.n,
    query: "",
  };
}

// Where a conflict goes on in the editor: on top of what the others saved, with what was decided so far.
export function beginningAfter({ request, reply }: Save, text: string): Beginning {
  const page = reply?.page;
  const tags = tagsText(page?.tags ?? []);
  const before: Named = { title: page?.title ?? "", tags, language: page?.language ?? "", owner: page?.owner ?? "" };
  const named = request.replaceTags || request.tags.length > 0;
  const words = {
    ...noWords,
    text,
    title: request.title ?? before.title,
    language: request.language ?? before.language,
    owner: request.owner ?? before.owner,
    // Those of both: which of them is too many is seen at a glance.
    tags: named ? tagsText([...new Set([...request.tags, ...(page?.tags ?? [])])]) : tags,
    community: page?.community ?? "",
    summary: request.summary,
    isMinor: request.minor,
  };
  return { words, base: reply?.conflict?.headRevision ?? request.baseRevision, before, follows: 0, query: "", isWritten: true };
}
