// SPDX-License-Identifier: GPL-3.0-or-later
// Which messages of a delta are new, not merely changed: of a new one every reaction has been told
// since, so it may continue a stretch of messages that are known to be whole.
import type { Message } from "@bufbuild/protobuf";
import type { Message as Post } from "../gen/fika/v1/messages_pb";
import type { Delta, Put } from "../gen/fika/v1/sync_pb";
import type { Head } from "../gen/fika/v1/threads_pb";
import { keyOfIds, readEntity } from "./entity_kinds";
import { idText } from "./ids";

const headKind = 21;
const messageKind = 30;

// Root to the last ordinal before the delta, for those roots of which a head was held.
export type Ends = ReadonlyMap<string, number>;

export function endsOf(puts: readonly Put[], held: (key: string) => Message | undefined): Ends {
  const ends = new Map<string, number>();
  for (const put of puts) {
    if (put.kind !== messageKind) continue;
    const root = (readEntity(put.kind, put.body) as Post | undefined)?.root;
    if (!root || ends.has(root)) continue;
    const head = held(keyOfIds(headKind, root)) as Head | undefined;
    if (head) ends.set(root, Number(head.lastOrdinal));
  }
  return ends;
}

export function newMessages(delta: Delta, ends: Ends): Map<string, number[]> {
  const found = new Map<string, number[]>();
  if (!delta.puts.some((put) => put.kind === messageKind)) return found;
  const entered = new Set(delta.entered.map(idText));
  const begun = new Set<string>();
  for (const put of delta.puts) {
    const head = put.kind === headKind ? (readEntity(put.kind, put.body) as Head | undefined) : undefined;
    if (head?.lastOrdinal === 1n && !entered.has(head.root)) begun.add(head.root);
  }
  for (const put of delta.puts) {
    const post = put.kind === messageKind ? (readEntity(put.kind, put.body) as Post | undefined) : undefined;
    if (!post) continue;
    const ordinal = Number(post.ordinal);
    const end = ends.get(post.root);
    // Without a head from before, only the one message of a root that has just begun is surely new.
    if (end === undefined ? ordinal !== 1 || !begun.has(post.root) : ordinal <= end) continue;
    found.set(post.root, [...(found.get(post.root) ?? []), ordinal]);
  }
  for (const ordinals of found.values()) ordinals.sort((a, b) => a - b);
  return found;
}
