// SPDX-License-Identifier: GPL-3.0-or-later
// People at a real server who do a bit of everything, in an order that a seed decides.
import type { DescMessage, DescMethodUnary, MessageInitShape } from "@bufbuild/protobuf";
import { CommunityService, Openness } from "../gen/fika/v1/communities_pb";
import { ConversationService } from "../gen/fika/v1/conversations_pb";
import { MessageService } from "../gen/fika/v1/messages_pb";
import { PeopleService, Role } from "../gen/fika/v1/people_pb";
import { ReadingService } from "../gen/fika/v1/reading_pb";
import { SavedService } from "../gen/fika/v1/saved_pb";
import { ThreadFollow, ThreadKind, ThreadService } from "../gen/fika/v1/threads_pb";
import { makeId } from "./ids";
import type { Account, TestServer } from "./server_for_tests";

export function randomFrom(seed: number): (end: number) => number {
  let state = seed >>> 0 || 1;
  return (end) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % end;
  };
}

const words = "one keeps the dough warm, folds it four times and waits until the window shows what it should".split(" ");

export class RecordedScene {
  readonly threads: string[] = [];
  readonly posts: { readonly id: string; readonly root: string; readonly author: Account }[] = [];
  readonly talks: string[] = [];
  refused = 0;
  done = 0;
  private communities: string[] = [];
  private readonly below: (end: number) => number;

  private constructor(
    readonly server: TestServer,
    readonly people: readonly Account[],
    readonly guest: Account,
    seed: number,
  ) {
    this.below = randomFrom(seed);
  }

  static async begin(server: TestServer, seed: number): Promise<RecordedScene> {
    const people: Account[] = [];
    for (const name of ["Maja", "Nils", "Sara", "Olle"]) people.push(await server.person(name));
    const scene = new RecordedScene(server, people, await server.person("Gita", Role.GUEST), seed);
    const steward = scene.nils;
    for (const openness of [Openness.OPEN, Openness.OPEN, Openness.ON_REQUEST, Openness.PRIVATE]) {
      const id = makeId();
      await server.call(steward, CommunityService.method.createCommunity, { id, name: `Community ${scene.communities.length}`, openness });
      scene.communities.push(id);
    }
    for (const community of scene.communities) await scene.startThread(steward, community);
    await scene.can(steward, CommunityService.method.addMember, { community: scene.communities[0] ?? "", person: scene.guest.person });
    return scene;
  }

  get maja(): Account {
    return this.people[0] as Account;
  }
  get nils(): Account {
    return this.people[1] as Account;
  }

  // One thing that somebody does; refused, it does nothing.
  async step(): Promise<void> {
    const { below } = this;
    const by = this.any([...this.people, this.maja, this.nils, this.guest]);
    const community = this.any(this.communities);
    const thread = this.any(this.threads);
    const post = this.any(this.posts);
    switch (below(34)) {
      case 0:
        return this.startThread(by, community);
      case 1:
        return this.can(by, CommunityService.method.joinCommunity, { community });
      case 2:
        // One who looks after them all stays.
        return by === this.nils ? undefined : this.can(by, CommunityService.method.leaveCommunity, { community });
      case 3:
        return this.can(this.nils, CommunityService.method.addMember, { community, person: this.any([...this.people, this.guest, this.guest, this.guest]).person });
      case 4:
        return this.can(this.nils, CommunityService.method.removeMember, { community, person: this.any([this.maja, this.guest]).person });
      case 5:
        return this.can(this.nils, CommunityService.method.setSteward, { community, person: (by === this.nils ? this.maja : by).person, steward: below(3) > 0 });
      case 6:
      case 7:
        return this.can(this.nils, ThreadService.method.moveThread, { thread, community });
      case 8:
        return this.can(this.nils, ThreadService.method.splitThread, { thread: post.root, id: this.newThread(), title: "Split off", messages: [post.id] });
      case 9:
        return below(2) === 0 ? this.can(this.nils, ThreadService.method.mergeThreads, { thread, into: this.any(this.threads) }) : undefined;
      case 10:
        return this.can(this.nils, ThreadService.method.renameThread, { thread, title: this.words(4) });
      case 11:
        return this.can(by, ThreadService.method.setResolved, { thread, resolved: below(2) === 0 });
      case 12:
        return this.can(by, ThreadService.method.setThreadLevel, { thread, follow: this.any([ThreadFollow.FOLLOW, ThreadFollow.MUTE]) });
      case 13:
        return this.can(post.author, MessageService.method.editMessage, { message: post.id, text: this.words(9) });
      case 14:
        return this.can(post.author, MessageService.method.deleteMessage, { message: post.id });
      case 15:
        return this.can(by, MessageService.method.addReaction, { message: post.id, emoji: this.any(["👍", "🎉"]) });
      case 16:
        return this.can(by, MessageService.method.removeReaction, { message: post.id, emoji: "👍" });
      case 17:
        return this.can(by, ReadingService.method.markRead, { root: thread, generation: 0n, ordinal: BigInt(1 + below(9)) });
      case 18:
        return this.can(by, ReadingService.method.markUnread, { root: thread, ordinal: 1n });
      case 19:
        return this.startTalk(by);
      case 20:
        return this.rareThing(by, community);
      case 21:
        return this.can(by, SavedService.method.saveMessage, { message: post.id, note: this.words(2) });
      default:
        return this.post(by, below(4) === 0 && this.talks.length > 0 ? this.any(this.talks) : thread);
    }
  }

  // So much at once that no exact answer tells it all (server/feed/catch_up.h): long texts, and nothing else.
  async flood(): Promise<void> {
    for (const { id, author } of this.posts) {
      await this.can(author, MessageService.method.editMessage, { message: id, text: `${this.words(3)} `.repeat(3_000).slice(0, 39_000) });
    }
  }

  private rareThing(by: Account, community: string): Promise<void> {
    const sara = (this.people[2] as Account).person;
    switch (this.below(5)) {
      case 0:
        return this.can(this.server.admin, PeopleService.method.setRole, { person: sara, role: this.any([Role.GUEST, Role.MEMBER]) });
      case 1:
        return this.can(this.nils, CommunityService.method.updateCommunity, { community, purpose: this.words(5), openness: this.any([Openness.OPEN, Openness.ON_REQUEST]) });
      case 2:
        return this.can(this.nils, CommunityService.method.setArchived, { community, archived: this.below(3) === 0 });
      case 3:
        return this.can(by, PeopleService.method.updateProfile, { site: this.words(1) });
      default:
        return this.can(by, ReadingService.method.saveDraft, { target: this.any(this.threads), text: this.words(3) });
    }
  }

  private async startThread(by: Account, community: string): Promise<void> {
    const [id, message] = [makeId(), makeId()];
    const kind = this.any([ThreadKind.DISCUSSION, ThreadKind.QUESTION]);
    const isDone = await this.tried(by, ThreadService.method.startThread, { id, community, title: this.words(3), message, text: this.words(8), kind });
    if (!isDone) return;
    this.threads.push(id);
    this.posts.push({ id: message, root: id, author: by });
  }
  private newThread(): string {
    const id = makeId();
    if (this.threads.length < 20) this.threads.push(id);
    return id;
  }
  private async startTalk(by: Account): Promise<void> {
    const id = makeId();
    const others = [this.any(this.people).person, ...(this.below(2) === 0 ? [this.any(this.people).person] : [])];
    if (await this.tried(by, ConversationService.method.startConversation, { id, participants: [...new Set(others)] })) this.talks.push(id);
  }
  private async post(by: Account, root: string): Promise<void> {
    const id = makeId();
    const mention = this.below(3) === 0 ? ` @[${this.maja.person}]` : "";
    if (await this.tried(by, MessageService.method.postMessage, { id, root, text: this.words(6) + mention })) this.posts.push({ id, root, author: by });
  }

  private async can<I extends DescMessage, O extends DescMessage>(by: Account, method: DescMethodUnary<I, O>, request: MessageInitShape<I>): Promise<void> {
    await this.tried(by, method, request);
  }
  private async tried<I extends DescMessage, O extends DescMessage>(by: Account, method: DescMethodUnary<I, O>, request: MessageInitShape<I>): Promise<boolean> {
    return this.server.call(by, method, request).then(
      () => ((this.done += 1), true),
      () => ((this.refused += 1), false),
    );
  }
  private words(count: number): string {
    return Array.from({ length: count }, () => this.any(words)).join(" ");
  }
  private any<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}
