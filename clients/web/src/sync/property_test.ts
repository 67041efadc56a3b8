// SPDX-License-Identifier: GPL-3.0-or-later
// bootstrap(s) + deltas(s..t) equals bootstrap(t), and nothing held is invisible at t or out of date:
// for random commands of people who join, leave and move threads about, with clients that lose their
// connections before any frame, read slowly, lose frames, fall behind, fetch, watch and return.
// FIKA_SEED repeats a run, FIKA_LONG makes it long.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Message } from "@bufbuild/protobuf";
import type { Message as Post } from "../gen/fika/v1/messages_pb";
import { ScopeKind } from "../gen/fika/v1/sync_pb";
import { Client, openScopes } from "./feed_for_tests";
import { makeId } from "./ids";
import { Model } from "./model_for_tests";
import { checkHasAll, checkHoldsNothingElse, checkStretches } from "./property_checks_for_tests";
import { scopeKey } from "./scope";

function randomFrom(seed: number): (end: number) => number {
  let state = seed >>> 0 || 1;
  return (end) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % end;
  };
}

class Scene {
  readonly model = new Model();
  readonly clients: Client[];
  private readonly people = [makeId(), makeId(), makeId()];
  private readonly communities = [makeId(), makeId(), makeId()];
  private readonly threads: string[] = [];
  private published = 0;
  private readonly below: (end: number) => number;

  constructor(seed: number) {
    this.below = randomFrom(seed);
    this.model.limits = { lines: 1 + this.below(25), scan: 60 + this.below(80) };
    this.model.commit(() => {
      for (const id of this.communities) this.model.community(id);
      for (const id of this.people) this.model.person(id);
    });
    openScopes.clear();
    openScopes.add(scopeKey(ScopeKind.COMMUNITY, this.any(this.communities)));
    for (const community of this.communities) this.startThread(community);
    this.clients = this.people.map((person) => new Client(this.model, person));
  }

  step(): void {
    this.model.commit(() => this.change());
    if (this.below(3) !== 0) this.publish(this.below(4));
    const client = this.any(this.clients);
    switch (this.below(14)) {
      case 0:
        if (client.isConnected) client.disconnect();
        break;
      case 1:
      case 2:
        if (!client.isConnected) client.connect();
        break;
      case 3:
        client.isStalled = client.isConnected;
        break;
      case 4:
        client.drain();
        break;
      case 5:
        client.fetch(this.any(this.threads), 1 + this.below(4), 4 + this.below(20));
        break;
      case 6:
        client.watch(this.any(this.threads));
        break;
      case 7:
        client.unwatch(this.any(this.threads));
        break;
      case 8:
        if (client.asksAgain) client.askAgain();
        client.ping();
        break;
      case 9:
        client.deliverLate();
        break;
      default:
        client.read(this.below(6));
        break;
    }
  }

  settle(): void {
    this.publish(this.model.published.length);
    for (const client of this.clients) {
      if (!client.isConnected) client.connect();
      client.drain();
      client.deliverLate();
      for (let i = 0; i < 8; i++) {
        client.read(100_000);
        if (client.asksAgain) client.askAgain();
      }
      client.ping();
      client.read(100_000);
      assert.equal(client.waiting, 0);
      assert.ok(client.link.isLive, "it is not live after all was read");
    }
  }

  check(): void {
    for (const client of this.clients) {
      checkHasAll(client);
      checkHoldsNothingElse(client);
      checkStretches(client);
    }
  }

  private publish(count: number): void {
    for (; count > 0 && this.published < this.model.published.length; count--) {
      const publication = this.model.published[this.published++];
      if (publication) for (const client of this.clients) client.publish(publication);
    }
  }

  private change(): void {
    const { model } = this;
    const thread = this.any(this.threads);
    const posts = model.under(thread).map((row) => row.entity).filter((each) => each.$typeName === "fika.v1.Message") as Post[];
    const post = posts.length > 0 ? this.any(posts) : undefined;
    switch (this.below(12)) {
      case 0:
        return this.startThread(this.any(this.communities), true);
      case 1:
        return model.moveThread(thread, this.any(this.communities));
      case 2:
      case 3:
        return model.join(this.any(this.people), this.any(this.communities), this.below(3) > 0);
      case 4:
        return post && model.edit(post, `Edited ${this.below(1000)}`);
      case 5:
      case 6:
      case 7:
        return post && model.react(post, this.any(this.people), this.below(2) === 0 ? "👍" : ":tada:");
      case 8:
        return model.read(this.any(this.people), thread, this.below(9));
      default:
        return model.post(makeId(), thread, this.any(this.people), "Text");
    }
  }

  private startThread(community: string, isInCommit = false): void {
    if (this.threads.length > 8) return;
    const id = makeId();
    const start = (): void => {
      this.model.thread(id, community);
      this.model.post(makeId(), id, this.any(this.people), "The first");
    };
    if (isInCommit) start();
    else this.model.commit(start);
    this.threads.push(id);
  }

  private any<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}

test("state and deltas make later state", () => {
  const first = process.env.FIKA_SEED ? Number(process.env.FIKA_SEED) : Math.floor(Math.random() * 1e9);
  const rounds = process.env.FIKA_LONG ? 4_000 : 60;
  const met = { resumed: 0, partial: 0, bootstrap: 0, fetched: 0, old: 0 };
  for (let seed = first; seed < first + rounds; seed++) {
    try {
      const scene = new Scene(seed);
      for (let part = 0; part < 4; part++) {
        for (let i = 0; i < 60; i++) scene.step();
        scene.settle();
        scene.check();
      }
      for (const { tiers } of scene.clients) {
        for (const tier of Object.keys(met) as (keyof typeof met)[]) met[tier] += tiers[tier];
      }
    } catch (error) {
      throw new Error(`FIKA_SEED=${seed}: ${error instanceof Error ? error.stack : error}`);
    }
  }
  // Did nobody ever come back, or nothing ever get fetched, the above would have shown nothing.
  assert.ok(met.resumed > rounds * 3 && met.partial > rounds && met.fetched > rounds, JSON.stringify(met));
  assert.ok(met.old > 0 && met.bootstrap > rounds, JSON.stringify(met));
});

test("a connection may be cut before any frame", () => {
  for (let cut = 0; cut < 60; cut++) {
    const model = new Model();
    const [person, community, thread] = [makeId(), makeId(), makeId()];
    const client = new Client(model, person);
    model.commit(() => {
      model.community(community);
      model.person(person);
      model.join(person, community, true);
    });
    client.connect();
    const publishAll = (): void => model.published.splice(0).forEach((each) => client.publish(each));
    publishAll();
    for (let i = 0; i < 12; i++) {
      model.commit(() => {
        if (i === 0) model.thread(thread, community);
        model.post(makeId(), thread, person, `Message ${i}`);
        model.read(person, thread, i + 1);
      });
      if (i === 8) model.commit(() => model.join(person, community, false));
      if (i === 10) model.commit(() => model.join(person, community, true));
      publishAll();
    }
    client.read(cut);
    client.disconnect();
    client.connect();
    client.read(1_000);
    assert.equal(client.replica.position.seq, model.seq);
    assert.deepEqual([...client.replica.position.held].sort(), [...(model.followers.get(person)?.keys() ?? [])].sort());
    const head = client.replica.under(thread).find((record) => record.entity.$typeName === "fika.v1.Head");
    assert.equal(head && Number((head.entity as Message & { lastOrdinal: bigint }).lastOrdinal), 12);
  }
});
