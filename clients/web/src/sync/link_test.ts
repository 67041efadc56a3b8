// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { ScopeKind, type ServerFrameSchema } from "../gen/fika/v1/sync_pb";
import { bytesOfHex, hexOf, idBytes, makeId } from "./ids";
import { Link } from "./link";
import { type Effect, nowhere } from "./link_types";
import { serverFrame } from "./model_for_tests";
import { scopeKey, type ScopeKey, scopeOfKey } from "./scope";
import { watchesMax } from "./watches";

type Frame = NonNullable<MessageInitShape<typeof ServerFrameSchema>["frame"]>;
const epoch = "0e".repeat(16);
const a = scopeKey(ScopeKind.COMMUNITY, makeId());
const b = scopeKey(ScopeKind.COMMUNITY, makeId());
const root = makeId();
const thread = { kind: 20, body: new Uint8Array(), version: 1n };

const upto = (seq: number, of = epoch) => ({ epoch: bytesOfHex(of), seq: BigInt(seq) });
const resumed = (seq: number, from = 5): Frame => ({ case: "resumed", value: { upto: upto(seq), from: BigInt(from) } });
const bootstrap = (seq: number, scopes: ScopeKey[], of = epoch): Frame => ({
  case: "bootstrap",
  value: { upto: upto(seq, of), snapshots: scopes.map((scope) => ({ scope: scopeOfKey(scope) })) },
});
const delta = (scope: ScopeKey, prev: number, seq: number): Frame => ({
  case: "delta",
  value: { scope: scopeOfKey(scope), prev: BigInt(prev), seq: BigInt(seq) },
});
const watched = (prev: number, seq: number): Frame => ({
  case: "delta",
  value: { scope: scopeOfKey(b), prev: BigInt(prev), seq: BigInt(seq), watchedRoot: idBytes(root) },
});
const commit = (seq: number): Frame => ({ case: "commit", value: { seq: BigInt(seq) } });
const take = (link: Link, frame: Frame): Effect[] => link.take(serverFrame(frame));
const batchIn = (effects: Effect[]) => effects.flatMap((each) => (each.is === "apply" ? [each.batch] : []))[0];
const helloIn = (effects: Effect[]) =>
  effects.flatMap((each) => (each.is === "send" && each.frame.frame.case === "hello" ? [each.frame.frame.value] : []))[0];

// Resumed at 10, holding community a.
function connected(): Link {
  const link = new Link({ epoch, seq: 5, held: [a] });
  link.opened();
  take(link, resumed(10));
  return link;
}

test("the first Hello carries no cursor, the answer is taken whole", () => {
  const link = new Link(nowhere);
  assert.equal(helloIn(link.opened())?.cursor, undefined);
  assert.equal(link.isLive, false);
  const batch = batchIn(take(link, bootstrap(7, [a, b])));
  assert.equal(batch?.tier, "bootstrap");
  assert.deepEqual(batch?.position, { epoch, seq: 7, held: [a, b] });
  assert.equal(link.isLive, true);
});

test("Hello after a loss names the cursor and what is held", () => {
  const link = connected();
  link.closed();
  const hello = helloIn(link.opened());
  assert.equal(hexOf(hello?.cursor?.epoch ?? new Uint8Array()), epoch);
  assert.equal(hello?.cursor?.seq, 10n);
  assert.deepEqual(hello?.held, [scopeOfKey(a)]);
});

test("deltas are handed out only with their commit, as a whole", () => {
  const link = connected();
  assert.deepEqual(take(link, delta(a, 3, 11)), []);
  assert.deepEqual(take(link, delta(b, 3, 11)), []);
  assert.equal(link.position.seq, 10);
  assert.equal(batchIn(take(link, commit(11)))?.deltas.length, 2);
  assert.equal(link.position.seq, 11);
});

test("a gap in a scope makes it say Hello again, from where it stands", () => {
  const link = connected();
  take(link, delta(a, 4, 11));
  take(link, commit(11));
  assert.equal(helloIn(take(link, delta(a, 13, 14)))?.cursor?.seq, 11n);
  assert.equal(batchIn(take(link, commit(14))), undefined, "what came in part is dropped");
  assert.deepEqual(take(link, delta(b, 11, 15)), []);
  assert.equal(batchIn(take(link, resumed(15, 11)))?.position.seq, 15);
});

test("a scope not seen yet may not begin past the cursor, nor may one go back", () => {
  assert.ok(helloIn(take(connected(), delta(b, 12, 13))));
  const link = connected();
  take(link, delta(a, 4, 11));
  take(link, commit(11));
  assert.ok(helloIn(take(link, delta(a, 4, 12))));
});

test("a gap after every answer is asked about ever more seldom", () => {
  const link = connected();
  const waits: number[] = [];
  for (let i = 0; i < 6; i++) {
    for (const effect of take(link, delta(b, 90, 91))) if (effect.is === "ask_again") waits.push(effect.afterMs);
    link.askAgain();
    take(link, resumed(10));
  }
  assert.deepEqual(waits, [250, 1_000, 4_000, 15_000, 60_000]);
});

test("an answer that comes unasked while it waits makes asking needless", () => {
  const link = connected();
  take(link, delta(b, 90, 91));
  take(link, resumed(10));
  assert.equal(take(link, delta(b, 90, 91))[0]?.is, "ask_again");
  take(link, resumed(12, 10));
  assert.deepEqual(link.askAgain(), []);
  assert.equal(link.position.seq, 12);
});

test("an answer from beyond what was applied is not for it", () => {
  const link = connected();
  assert.deepEqual(take(link, resumed(20, 15)), []);
  assert.equal(link.position.seq, 10);
});

test("the same delta twice changes nothing", () => {
  const link = connected();
  take(link, delta(a, 4, 11));
  take(link, delta(a, 4, 11));
  assert.equal(batchIn(take(link, commit(11)))?.deltas.length, 1);
  assert.deepEqual(take(link, delta(a, 4, 11)), []);
  assert.deepEqual(take(link, commit(11)), []);
});

test("another epoch takes the place of everything", () => {
  const link = connected();
  const other = "0f".repeat(16);
  const batch = batchIn(take(link, bootstrap(3, [b], other)));
  assert.deepEqual(batch?.position, { epoch: other, seq: 3, held: [b] });
  assert.deepEqual(take(link, delta(b, 2, 4)), []);
  assert.ok(batchIn(take(link, commit(4))));
});

test("an answer that continues another log is asked for anew without a cursor", () => {
  const link = connected();
  const effects = take(link, { case: "resumed", value: { upto: upto(12, "0f".repeat(16)), from: 10n } });
  assert.equal(helloIn(effects)?.cursor, undefined);
});

test("granted and revoked move what is held at the commit", () => {
  const link = connected();
  take(link, { case: "granted", value: { seq: 11n, snapshot: { scope: scopeOfKey(b) } } });
  take(link, { case: "revoked", value: { seq: 11n, scope: scopeOfKey(a) } });
  assert.deepEqual(link.position.held, [a]);
  const batch = batchIn(take(link, commit(11)));
  assert.deepEqual(batch?.position.held, [b]);
  assert.deepEqual(batch?.revoked, [a]);
  assert.deepEqual(take(link, delta(b, 11, 12)), []);
});

test("Partial names the stale roots", () => {
  const link = new Link({ epoch, seq: 5, held: [] });
  link.opened();
  const value = { upto: upto(50_000), from: 5n, staleRoots: [idBytes(root)] };
  assert.deepEqual(batchIn(take(link, { case: "partial", value }))?.staleRoots, [root]);
});

test("a root is watched with a chain of its own", () => {
  const link = new Link(nowhere);
  link.watch(root);
  link.opened();
  const asked = take(link, bootstrap(7, []));
  assert.equal(asked.filter((each) => each.is === "send" && each.frame.frame.case === "watch").length, 1);
  assert.ok(batchIn(take(link, { case: "watching", value: { root: idBytes(root), seq: 7n, puts: [thread] } })));
  assert.deepEqual(take(link, watched(6, 8)), []);
  assert.ok(batchIn(take(link, commit(8))));
  assert.ok(helloIn(take(link, watched(9, 10))));
});

test("a watched root that left is asked for again, and one not to be seen is let go", () => {
  const link = connected();
  link.watch(root);
  take(link, { case: "watching", value: { root: idBytes(root), seq: 10n, puts: [thread] } });
  take(link, { case: "delta", value: { scope: scopeOfKey(b), seq: 11n, watchedRoot: idBytes(root), left: [idBytes(root)] } });
  const asked = take(link, commit(11));
  assert.ok(asked.some((each) => each.is === "send" && each.frame.frame.case === "watch"));
  const gone = take(link, { case: "watching", value: { root: idBytes(root), seq: 11n } });
  assert.ok(gone.some((each) => each.is === "unwatched" && each.root === root));
  assert.equal(link.watching.size, 0);
});

test("the first watched root makes room for one too many", () => {
  const link = connected();
  const roots = Array.from({ length: watchesMax + 1 }, () => makeId());
  const effects = roots.flatMap((each) => link.watch(each));
  assert.deepEqual(effects.filter((each) => each.is === "unwatched"), [{ is: "unwatched", root: roots[0] }]);
});

test("a ping is answered and moves the cursor, unless something is under way", () => {
  const link = connected();
  const moved = take(link, { case: "ping", value: { head: 17n } });
  assert.equal(moved[0]?.is === "send" && moved[0].frame.frame.case, "pong");
  assert.equal(link.position.seq, 17);
  take(link, delta(a, 4, 18));
  take(link, { case: "ping", value: { head: 19n } });
  assert.equal(link.position.seq, 17);
});

test("replies, typing and the server's stop are passed on", () => {
  const link = connected();
  assert.equal(take(link, { case: "reply", value: { id: 3n } })[0]?.is, "reply");
  assert.equal(take(link, { case: "ephemeral", value: {} })[0]?.is, "ephemeral");
  assert.deepEqual(take(link, { case: "reconnect", value: { afterMsMax: 2_000 } }), [{ is: "reconnect", afterMsMax: 2_000 }]);
});
