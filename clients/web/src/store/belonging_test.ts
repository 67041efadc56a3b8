// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { JoinWishSchema } from "../gen/fika/v1/communities_pb";
import { ScopeKind } from "../gen/fika/v1/sync_pb";
import { kindOfType } from "../sync/entity_kinds";
import { makeId } from "../sync/ids";
import type { CommandView } from "../sync/outbox";
import type { NewRow } from "../sync/outbox_store";
import type { Port } from "../sync/port";
import { ChangesBuilder } from "../sync/replica_changes";
import { scopeKey } from "../sync/scope";
import { askedAt, takeBackAsking } from "./belonging";
import { Store } from "./store";

test("that one has asked is what the server says, and a wish taken back is gone at once", async () => {
  const me = makeId();
  const community = makeId();
  const store = new Store(me);
  const rows: NewRow[] = [];
  store.connect({
    enqueue: async (row: NewRow) => {
      rows.push(row);
      store.take({ changes: [], outbox: { changed: [{ ...row, n: rows.length, state: "pending" } as CommandView], removed: [] } });
    },
  } as unknown as Port);
  const scope = scopeKey(ScopeKind.PERSON, me);
  const entity = create(JoinWishSchema, { person: me, community, askedAtMs: 5n });
  const kind = kindOfType(entity.$typeName);
  assert.ok(kind);
  const key = kind.keyOf(entity);
  const told = (change: object, removed: number[] = []): void => {
    const changes = { ...new ChangesBuilder().take({ epoch: "ee", seq: 1, held: [scope] }, new Map(), new Map()), ...change };
    store.take({ changes: [changes], outbox: { changed: [], removed } });
  };
  assert.equal(askedAt(store, community).value, 0);
  told({ puts: [{ key, kind: kind.kind, root: me, scope, asOf: 1, entity }] });
  assert.equal(askedAt(store, community).value, 5);

  await takeBackAsking(store, community);
  assert.equal(rows[0]?.method, "fika.v1.CommunityService/LeaveCommunity");
  assert.equal(askedAt(store, community).value, 0);
  told({ removed: [key] }, [1]);
  assert.equal(askedAt(store, community).value, 0);
});
