// SPDX-License-Identifier: GPL-3.0-or-later
// Conversations as a list, and how they begin.
import { ConversationService } from "../gen/fika/v1/conversations_pb";
import { makeId } from "../sync/ids";
import { conversations } from "./threads";
import type { Store } from "./store";

// The starter included.
export const participantsMax = 50;

// All of them, 500 at most: once a visit. Without a connection what is held stands.
export async function wantConversations(store: Store): Promise<void> {
  if (store.wanted.has("conversations")) return;
  store.wanted.add("conversations");
  await store.query(ConversationService.method.listConversations, {}).catch(() => store.wanted.delete("conversations"));
}

// The conversation that exactly these people have already; undefined: none that is held.
export function conversationWith(store: Store, people: readonly string[]): string | undefined {
  const everybody = setOf([store.me, ...people]);
  return conversations(store).value.find(({ participants }) => setOf(participants) === everybody)?.id;
}
const setOf = (people: readonly string[]): string => [...new Set(people)].sort().join();

// A new conversation with more people, linked back to this one. Returns its id.
export async function addPeople(store: Store, conversation: string, people: readonly string[]): Promise<string> {
  const id = makeId();
  const request = { id, conversation, participants: [...people] };
  await store.command(ConversationService.method.addParticipants, request, { makes: [id], about: [conversation] });
  return id;
}
