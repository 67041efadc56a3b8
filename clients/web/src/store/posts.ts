// SPDX-License-Identifier: GPL-3.0-or-later
// Reading: what belongs to a message and is asked for when somebody wants it: its earlier texts, how a
// text will look, where it stands now. And the shapes that views of talk name.
import { fromBinary } from "@bufbuild/protobuf";
import { type Message, type MessageEdit, MessageService } from "../gen/fika/v1/messages_pb";
import { StartThreadRequestSchema, ThreadService } from "../gen/fika/v1/threads_pb";
import { keyOfIds } from "../sync/entity_kinds";
import type { CommandView } from "../sync/outbox";
import { findPeople } from "./belonging";
import { editMessage } from "./messages";
import type { Store } from "./store";

export type { Message, MessageEdit } from "../gen/fika/v1/messages_pb";
export type { Member } from "../gen/fika/v1/communities_pb";
export type { Conversation } from "../gen/fika/v1/conversations_pb";
export { type Thread, ThreadFollow, ThreadKind } from "../gen/fika/v1/threads_pb";
export type { CommandView } from "../sync/outbox";
export { CallRefused } from "../sync/calls";
export { isPendingOrdinal } from "./overlay";

// A message wherever it is now, from this device if it is there; null: absent, or not to be seen. `root`: where it
// was when somebody linked to it.
export async function findMessage(store: Store, id: string, root = ""): Promise<Message | null> {
  const here = (): Message | undefined => store.world.get(store.world.keyOfPost(id) ?? "") as Message | undefined;
  if (!here() && root) await store.sync.loadKeys([keyOfIds(30, root, id)]).catch(() => undefined);
  const held = here();
  if (held && !held.deleted) return held;
  try {
    return await store.query(MessageService.method.getMessage, { message: id });
  } catch {
    return held ?? null;
  }
}

// All that a message said before, oldest first.
export async function fetchEdits(store: Store, message: string): Promise<readonly MessageEdit[]> {
  const found: MessageEdit[] = [];
  for (let more = true; more; ) {
    const after = found.at(-1)?.number ?? 0;
    const answer = await store.query(MessageService.method.listEdits, { message, after });
    found.push(...answer.edits);
    more = answer.more && answer.edits.length > 0;
  }
  return found;
}

// The HTML a text would have; empty: plain paragraphs.
export async function previewOf(store: Store, text: string): Promise<string> {
  return (await store.query(MessageService.method.render, { text })).html;
}

// For somebody who types a name: each beginning is asked for once a visit.
export async function lookForPeople(store: Store, namePrefix: string): Promise<void> {
  const name = `people ${namePrefix.toLocaleLowerCase()}`;
  if (store.wanted.has(name)) return;
  store.wanted.add(name);
  try {
    await findPeople(store, namePrefix);
  } catch {
    store.wanted.delete(name);
  }
}

const postName = "PostMessage";
const isPost = ({ method }: CommandView): boolean => method.endsWith(`/${postName}`) || method.endsWith("/StartThread");
const isEdit = ({ method }: CommandView): boolean => method.endsWith("/EditMessage") || method.endsWith("/DeleteMessage");

export interface Sending {
  // What is under way: the message itself, or a change of it.
  readonly what: "post" | "change";
  readonly state: CommandView["state"];
  readonly command: CommandView;
}

// What has been done to a message and is not confirmed; replies to it are no part of that.
export function sendingOf(id: string, commands: readonly CommandView[]): Sending | undefined {
  const own = commands.findLast((each) => isPost(each) && each.makes.includes(id));
  if (own) return { what: "post", state: own.state, command: own };
  const change = commands.findLast((each) => isEdit(each) && each.about.includes(id));
  return change && { what: "change", state: change.state, command: change };
}

// A refused post or change goes again with another text.
export function resend(store: Store, { what, command }: Sending, message: Message, text: string): Promise<void> {
  if (what === "post" && command.method.endsWith(`/${postName}`)) {
    const { id, root, quotes } = message;
    return store.retryWith(command.n, MessageService.method.postMessage, { id, root, text, quotes: [...quotes] });
  }
  if (what === "post") {
    const { $typeName: _, $unknown: __, ...request } = fromBinary(StartThreadRequestSchema, command.request);
    return store.retryWith(command.n, ThreadService.method.startThread, { ...request, text });
  }
  if (command.method.endsWith("/EditMessage")) {
    return store.retryWith(command.n, MessageService.method.editMessage, { message: message.id, text });
  }
  return editMessage(store, message.id, text);
}
