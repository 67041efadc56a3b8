// SPDX-License-Identifier: GPL-3.0-or-later
// What a page can be begun from: a template with its fields, and what a thread or messages bring along.
import { signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { type DraftPageReply, type Template, TemplateService } from "../gen/fika/v1/templates_pb";
import type { Store } from "./store";

export type { DraftPageReply, Template, TemplateField } from "../gen/fika/v1/templates_pb";

// None as long as they have not come, and without a connection.
export function templates(store: Store, language: string): ReadonlySignal<readonly Template[]> {
  return told(store, language);
}
const told = (store: Store, language: string): Signal<readonly Template[]> =>
  store.memo(`page templates ${language}`, () => signal<readonly Template[]>([])) as Signal<readonly Template[]>;

export async function wantTemplates(store: Store, language: string): Promise<void> {
  try {
    told(store, language).value = (await store.query(TemplateService.method.listTemplates, { language })).templates;
  } catch {
    // A page can be written without; they are asked for again when there is a connection.
  }
}

export interface DraftOf {
  // A thread, or single messages.
  readonly thread: string;
  readonly messages: readonly string[];
  readonly templateName: string;
  readonly language: string;
}
export function fetchDraft(store: Store, { messages, ...of }: DraftOf): Promise<DraftPageReply> {
  return store.query(TemplateService.method.draftPage, { ...of, messages: [...messages] });
}
