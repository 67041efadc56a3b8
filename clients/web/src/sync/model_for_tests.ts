// SPDX-License-Identifier: GPL-3.0-or-later
// What people do in the model of the server.
import { create } from "@bufbuild/protobuf";
import { CommunitySchema, MemberSchema } from "../gen/fika/v1/communities_pb";
import { type Message as Post, MessageSchema, ReactionSchema } from "../gen/fika/v1/messages_pb";
import { ReadMarkerSchema } from "../gen/fika/v1/reading_pb";
import { ScopeKind } from "../gen/fika/v1/sync_pb";
import { HeadSchema, type Thread, ThreadSchema } from "../gen/fika/v1/threads_pb";
import { kindOfType } from "./entity_kinds";
import { ModelLog } from "./model_log_for_tests";
import { scopeKey } from "./scope";

export { type Publication, putOf, type Row, serverFrame } from "./model_log_for_tests";

export class Model extends ModelLog {
  community(id: string): void {
    this.rootScopes.set(id, scopeKey(ScopeKind.COMMUNITY, id));
    this.put(create(CommunitySchema, { id, name: "Community" }));
  }
  person(id: string): void {
    const scope = scopeKey(ScopeKind.PERSON, id);
    this.rootScopes.set(id, scope);
    this.follow(id, scope, true);
  }
  join(person: string, community: string, isIn: boolean): void {
    this.put(create(MemberSchema, { root: community, person, left: !isIn }));
    this.follow(person, scopeKey(ScopeKind.COMMUNITY, community), isIn);
  }
  thread(id: string, community: string): void {
    this.rootScopes.set(id, scopeKey(ScopeKind.COMMUNITY, community));
    this.put(create(ThreadSchema, { id, community, title: "Thread" }));
  }
  moveThread(id: string, community: string): void {
    const thread = this.find(ThreadSchema.typeName, id) as Thread | undefined;
    if (!thread || thread.community === community) return;
    this.move(id, scopeKey(ScopeKind.COMMUNITY, community));
    this.put(create(ThreadSchema, { ...thread, community }));
    const head = this.find(HeadSchema.typeName, id);
    if (head) this.put(head);
  }
  post(id: string, root: string, author: string, text: string): void {
    const ordinal = BigInt(this.lastOrdinal(root) + 1);
    this.put(create(MessageSchema, { id, root, author, text, ordinal }));
    this.put(create(HeadSchema, { root, lastOrdinal: ordinal, lastAuthor: author }));
  }
  edit(post: Post, text: string): void {
    this.put(create(MessageSchema, { ...post, text }));
  }
  react(post: Post, person: string, emoji: string): void {
    const reaction = create(ReactionSchema, { root: post.root, message: post.id, person, emoji });
    const key = kindOfType(ReactionSchema.typeName)?.keyOf(reaction) ?? "";
    if (this.rows.has(key)) this.erase(key);
    else this.put(reaction);
  }
  read(person: string, root: string, ordinal: number): void {
    this.put(create(ReadMarkerSchema, { person, root, ordinal: BigInt(ordinal) }));
  }
}
