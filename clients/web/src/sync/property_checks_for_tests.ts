// SPDX-License-Identifier: GPL-3.0-or-later
// What must be true of a client that has read everything.
import assert from "node:assert/strict";
import { type Message, toBinary } from "@bufbuild/protobuf";
import type { Message as Post, Reaction } from "../gen/fika/v1/messages_pb";
import { isOnDemand, kindOfType } from "./entity_kinds";
import type { Client } from "./feed_for_tests";
import { hexOf } from "./ids";

const bodyOf = (entity: Message): string => {
  const kind = kindOfType(entity.$typeName);
  return kind ? hexOf(toBinary(kind.schema, entity)) : "";
};

// Of a bootstrap made now, nothing is held otherwise; and all that only heads can say is there.
export function checkHasAll(client: Client): void {
  const { model } = client;
  const followed = [...(model.followers.get(client.person)?.keys() ?? [])];
  assert.deepEqual([...client.replica.position.held].sort(), followed.sort(), "the scopes held are others");
  for (const scope of followed) {
    for (const put of model.snapshot(scope, client.person).puts) {
      const row = [...model.rows.values()].find((each) => bodyOf(each.entity) === hexOf(put.body));
      assert.ok(row);
      const held = client.replica.get(row.key);
      if (!held) {
        assert.ok(client.mayLack(scope, row), `kind ${put.kind} was never told`);
      } else if (client.replica.isCurrent(held)) {
        assert.equal(bodyOf(held.entity), hexOf(put.body), `kind ${put.kind} is out of date`);
      }
    }
  }
}

export function checkHoldsNothingElse(client: Client): void {
  const { model } = client;
  for (const record of client.replica.all()) {
    const row = model.rows.get(record.key);
    const present = model.rootScopes.get(record.root);
    const isHeld = client.replica.isHeld(record.scope);
    assert.equal(record.scope, present, `kind ${record.kind} is held in a scope it has left`);
    assert.ok(isHeld || client.link.watching.has(record.root), "something is held that nobody tells of");
    assert.ok(present && client.mayRead(present), "something is held that may not be seen");
    if (!client.replica.isCurrent(record)) {
      assert.ok(isOnDemand(record.kind), "a head is stale");
      continue;
    }
    assert.ok(row, `kind ${record.kind} is held but is no more`);
    assert.equal(bodyOf(record.entity), bodyOf(row.entity), `kind ${record.kind} is out of date`);
  }
}

// Where no hole is said to be there is none: all messages, and exactly their reactions.
export function checkStretches(client: Client): void {
  for (const { root, stretches } of client.replica.allRoots()) {
    for (const { from, to } of stretches) {
      const rows = client.model.under(root).map((row) => row.entity);
      const inside = (entity: Message): boolean =>
        entity.$typeName === "fika.v1.Message" && from <= (entity as Post).ordinal && (entity as Post).ordinal <= to;
      const posts = rows.filter(inside) as Post[];
      assert.equal(posts.length, to - from + 1, "a stretch goes beyond the end");
      const ids = new Set(posts.map((post) => post.id));
      const wanted = rows.filter(
        (entity) => inside(entity) || (entity.$typeName === "fika.v1.Reaction" && ids.has((entity as Reaction).message)),
      );
      const held = client.replica
        .under(root)
        .filter((record) => client.replica.isCurrent(record))
        .map((record) => record.entity)
        .filter((entity) => inside(entity) || (entity.$typeName === "fika.v1.Reaction" && ids.has((entity as Reaction).message)));
      assert.deepEqual(held.map(bodyOf).sort(), wanted.map(bodyOf).sort(), "a stretch has a hole");
    }
  }
}
