// SPDX-License-Identifier: GPL-3.0-or-later
// The model's answer to ListMessages: a stretch of a root with its reactions, and its head.
import type { Message } from "@bufbuild/protobuf";
import type { Message as Post, Reaction } from "../gen/fika/v1/messages_pb";
import type { Model } from "./model_for_tests";

export interface Answered {
  readonly root: string;
  readonly from: number;
  readonly to: number;
  readonly seq: number;
  readonly entities: Message[];
}

export function answerOf(model: Model, root: string, from: number, to: number): Answered {
  const last = Math.min(to, model.lastOrdinal(root));
  const rows = model.under(root).map((row) => row.entity);
  const posts = rows.filter(
    (entity) => entity.$typeName === "fika.v1.Message" && isWithin(Number((entity as Post).ordinal), from, last),
  );
  const ids = new Set(posts.map((post) => (post as Post).id));
  const reactions = rows.filter((entity) => entity.$typeName === "fika.v1.Reaction" && ids.has((entity as Reaction).message));
  const heads = rows.filter((entity) => /Thread$|Head$/.test(entity.$typeName));
  return { root, from, to: last, seq: model.seq, entities: [...heads, ...posts, ...reactions] };
}

const isWithin = (ordinal: number, from: number, to: number): boolean => from <= ordinal && ordinal <= to;
