// SPDX-License-Identifier: GPL-3.0-or-later
// What the real server once told some people's clients (recording_for_tests.ts), told again: to its end,
// and cut after every single frame with the answer that the server gave to just that position. Then the
// client holds what a first visit at that time is told, and nothing else.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type Message, toBinary } from "@bufbuild/protobuf";
import type { Delta, Put, ServerFrame } from "../gen/fika/v1/sync_pb";
import { entityKinds, isOnDemand, keyOfTombstone, kindOfType, readEntity } from "./entity_kinds";
import { hexOf } from "./ids";
import { fetchedIn } from "./methods";
import { nameOf, readFrame, ReplayingClient } from "./recorded_client_for_tests";
import { decodeRecording, type RecordedConnection, type RecordedEnd, type RecordedPerson } from "./recording_for_tests";
import { Replica } from "./replica";

const recording = decodeRecording(readFileSync("src/sync/recorded_streams.br"));
// A frame is read once: the same one is told to many a client.
const read = new Map<Uint8Array, ServerFrame>();
const frameOf = (bytes: Uint8Array): ServerFrame => {
  let frame = read.get(bytes);
  if (!frame) read.set(bytes, (frame = readFrame(bytes)));
  return frame;
};
const bodies = new WeakMap<Message, string>();
function bodyOf(entity: Message): string {
  const kind = kindOfType(entity.$typeName);
  let body = bodies.get(entity);
  if (body === undefined) bodies.set(entity, (body = kind ? hexOf(toBinary(kind.schema, entity)) : ""));
  return body;
}

// How things stood in the end, said without the app's own link and replica: of each entity the newest that
// this person was ever told, unless they were told that it is no more.
class Truth {
  readonly first = new ReplayingClient();
  private readonly bodies = new Map<string, { readonly version: bigint; readonly body: string }>();
  private readonly answers = new Map<string, ServerFrame>();

  constructor({ clients, ends }: RecordedPerson, { bootstrap, answers, fetched }: RecordedEnd) {
    this.first.connect();
    this.first.take(frameOf(bootstrap), []);
    for (const { frames } of clients.flat()) for (const frame of frames) this.hear(frameOf(frame));
    for (const end of ends) if (end.bootstrap === bootstrap || end === ends[0]) for (const { frame } of end.answers) this.hear(frameOf(frame));
    this.hear(frameOf(bootstrap));
    for (const { frame } of answers) for (const key of erasedBy(frameOf(frame))) this.bodies.delete(key);
    for (const { method, response, seq } of fetched) {
      for (const entity of fetchedIn(method, response, seq).entities) {
        this.bodies.set(kindOfType(entity.$typeName)?.keyOf(entity) ?? "", { version: 0n, body: bodyOf(entity) });
      }
    }
    for (const { hello, frame } of answers) this.answers.set(nameOf(hello), frameOf(frame));
  }

  private hear(frame: ServerFrame): void {
    for (const { kind, body, version } of putsIn(frame)) {
      const entity = readEntity(kind, body);
      const key = entity && entityKinds.get(kind)?.keyOf(entity);
      if (key && version >= (this.bodies.get(key)?.version ?? 0n)) this.bodies.set(key, { version, body: hexOf(body) });
    }
  }

  answer(client: ReplayingClient): ServerFrame {
    const hello = client.connect();
    return this.answers.get(nameOf(hello)) ?? assert.fail(`nobody stood at ${nameOf(hello)} when it was recorded`);
  }

  check({ link, replica }: ReplayingClient): void {
    assert.ok(link.isLive, "it is not live");
    assert.deepEqual([...replica.position.held].sort(), [...this.first.replica.position.held].sort(), "the scopes held are others");
    assert.equal(replica.position.seq, this.first.replica.position.seq);
    for (const { key, kind } of this.first.replica.all()) {
      // Names are fetched when there is something of theirs to draw; an answer brings those it has news of.
      assert.ok(replica.get(key) || names.includes(nameOfKind(kind)), `${nameOfKind(kind)} was never told`);
    }
    for (const record of replica.all()) {
      assert.ok(replica.isHeld(record.scope), `${nameOfKind(record.kind)} is held that nobody tells of`);
      if (!replica.isCurrent(record)) {
        assert.ok(isOnDemand(record.kind), `${nameOfKind(record.kind)} is stale`);
        continue;
      }
      const body = this.bodies.get(record.key)?.body;
      assert.ok(body !== undefined, `${nameOfKind(record.kind)} is held but is no more`);
      assert.equal(bodyOf(record.entity), body, `${nameOfKind(record.kind)} is out of date`);
    }
    this.checkStretches(replica);
  }

  // Where no hole is said to be there is none.
  private checkStretches(replica: Replica): void {
    for (const { root, stretches } of replica.allRoots()) {
      const ordinals = new Set(replica.under(root).flatMap(({ entity }) => ("ordinal" in entity && entity.$typeName === "fika.v1.Message" ? [Number(entity.ordinal)] : [])));
      for (const { from, to } of stretches) {
        for (let ordinal = from; ordinal <= to; ordinal++) assert.ok(ordinals.has(ordinal), `message ${ordinal} is not there`);
      }
    }
  }
}

// A guest knows people as members of what both are in.
const names = ["fika.v1.Person", "fika.v1.Member"];

function deltasIn({ frame }: ServerFrame): readonly Delta[] {
  if (frame.case === "delta") return [frame.value];
  return frame.case === "resumed" || frame.case === "partial" ? frame.value.deltas : [];
}
function putsIn(whole: ServerFrame): Put[] {
  const { frame } = whole;
  const snapshots = frame.case === "bootstrap" ? frame.value.snapshots : frame.case === "resumed" || frame.case === "partial" ? frame.value.granted : [];
  return [...snapshots, ...deltasIn(whole)].flatMap(({ puts }) => puts);
}
const erasedBy = (frame: ServerFrame): string[] =>
  deltasIn(frame).flatMap(({ tombstones }) => tombstones.map(({ kind, root, key }) => keyOfTombstone(kind, root, key)));
const nameOfKind = (kind: number): string => entityKinds.get(kind)?.schema.typeName ?? String(kind);

// As it goes on after a cut: with what it has in memory, or from its cache after a new start.
type Survivor = (client: ReplayingClient) => ReplayingClient;
const restarted: Survivor = ({ link, replica }) => {
  const { puts, roots } = replica.everything();
  const fresh = new Replica();
  fresh.load(link.position, puts, roots);
  return new ReplayingClient(link.position, fresh);
};

// Tells a client all that was recorded and, after each frame, `run` what is left of it when it is cut there.
function eachCut(connections: readonly RecordedConnection[], run: (at: string, survivor: () => ReplayingClient) => void): void {
  const client = new ReplayingClient();
  connections.forEach(({ hello, frames, calls }, c) => {
    assert.equal(nameOf(client.connect()), nameOf(hello), "it says another Hello than the one that was answered");
    frames.forEach((frame, f) => {
      const before = client.applied;
      client.take(frameOf(frame), calls);
      // In the middle of a commit nothing has been applied: what is left is what was left a frame before.
      if (client.applied !== before) run(`connection ${c}, frame ${f + 1}`, () => restarted(client));
    });
    client.cut();
  });
}

// The same from the start, with nothing lost but the connection.
function toldUpTo(connections: readonly RecordedConnection[], last: number, count: number): ReplayingClient {
  const client = new ReplayingClient();
  connections.slice(0, last + 1).forEach(({ frames, calls }, c) => {
    client.connect();
    for (const frame of frames.slice(0, c === last ? count : undefined)) client.take(frameOf(frame), calls);
    client.cut();
  });
  return client;
}

test("the recording has what it is for", () => {
  const cases = new Set(recording.flatMap(({ clients, ends }) => [
    ...clients.flat().flatMap(({ frames }) => frames.map((frame) => frameOf(frame).frame.case)),
    ...ends.flatMap(({ answers }) => answers.map(({ frame }) => frameOf(frame).frame.case)),
  ]));
  for (const wanted of ["bootstrap", "resumed", "partial", "delta", "commit", "revoked", "reply"] as const) assert.ok(cases.has(wanted), wanted);
  const connections = recording.flatMap(({ clients }) => clients.flat());
  assert.ok(connections.length > 20 && connections.flatMap(({ frames }) => frames).length > 500);
});

function resumes(truth: Truth, at: string, client: ReplayingClient): void {
  try {
    client.take(truth.answer(client), []);
    truth.check(client);
  } catch (error) {
    if (error instanceof Error) error.message = `${at}: ${error.message}`;
    throw error;
  }
}

// In memory, each cut is a replay from the start: every so manieth will do there.
const memoryEvery = 17;

for (const person of recording) {
  test(`${person.name}'s streams, cut after any frame, resume to what a first visit is told`, () => {
    for (const end of person.ends) {
      const truth = new Truth(person, end);
      for (const connections of person.clients) eachCut(connections, (at, survivor) => resumes(truth, at, survivor()));
      if (end !== person.ends[0]) continue;
      for (const connections of person.clients) {
        connections.forEach(({ frames }, last) => {
          for (let count = 1 + (last % memoryEvery); count <= frames.length; count += memoryEvery) {
            resumes(truth, `connection ${last}, frame ${count}, in memory`, toldUpTo(connections, last, count));
          }
        });
      }
    }
  });
}
