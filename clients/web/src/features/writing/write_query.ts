// SPDX-License-Identifier: GPL-3.0-or-later
// With what a new page is begun, as its address says it; and the text that the original or the talk brings along. Pure.
import type { DraftPageReply, Template } from "../../store/page_templates";
import type { PageView } from "../../store/page_views";
import { noWords, type Words } from "./begun";
import type { Beginning } from "./manuscript";
import { tagsText } from "./starting";

export interface WriteQuery {
  readonly community: string;
  readonly parent: string;
  readonly title: string;
  readonly template: string;
  readonly translation: string;
  readonly from: string;
  readonly messages: readonly string[];
  // All of it in one order, as it stands in an address: the same beginning, the same text.
  readonly name: string;
}

export function readQuery(query: URLSearchParams): WriteQuery {
  const get = (name: string): string => query.get(name) ?? "";
  const messages = get("messages").split(",").filter(Boolean);
  const known = ["community", "parent", "title", "template", "translation", "from", "messages"];
  const name = new URLSearchParams(known.filter((each) => get(each)).map((each) => [each, get(each)])).toString();
  return { community: get("community"), parent: get("parent"), title: get("title"), template: get("template"), translation: get("translation"), from: get("from"), messages, name };
}

export const hasTalk = ({ from, messages }: WriteQuery): boolean => from !== "" || messages.length > 0;
// What talk becomes unless somebody says otherwise.
export const plainTemplate = "guide";

interface Brought {
  readonly draft?: DraftPageReply | undefined;
  readonly original?: PageView | undefined;
  readonly parent?: { readonly community: string } | undefined;
  readonly template?: Template | undefined;
  // Where it goes unless something says otherwise; "": the organisation's.
  readonly place?: string;
}

export function newBeginning(query: WriteQuery, { draft, original, parent, template, place = "" }: Brought): Beginning {
  const page = original?.page;
  const from = draft?.template ?? template;
  const words: Words = {
    ...noWords,
    title: query.title || draft?.title || page?.title || "",
    text: original?.text ?? "",
    community: parent?.community ?? (query.community || page?.community || draft?.community || place),
    template: from?.name ?? "",
    language: from?.language ?? "",
    tags: tagsText(page?.tags ?? from?.tags ?? []),
    answers: draft ? answersOf(draft) : {},
  };
  return { words, base: 0n, before: noWords, follows: 0, query: query.name };
}

// Who wrote what is quoted is a field of its own, at the end.
export const creditsField = "credits of talk";

export function answersOf({ fields, credits }: DraftPageReply): Record<string, string> {
  const answers: Record<string, string> = {};
  for (const { id, text } of fields) if (text) answers[id] = text;
  if (credits) answers[creditsField] = credits;
  return answers;
}

// Another template for the same page: what was written stays where a field of that name is, and what is not
// asked for any more goes along below.
export function withTemplate(words: Words, template: Template | undefined, draft?: DraftPageReply): Partial<Words> {
  const kept = Object.fromEntries(Object.entries(words.answers).filter(([, text]) => text.trim() !== ""));
  const tags = words.tags === "" ? tagsText(template?.tags ?? []) : words.tags;
  const language = words.language || (template?.language ?? "");
  return { template: template?.name ?? "", answers: { ...(draft ? answersOf(draft) : {}), ...kept }, tags, language };
}
