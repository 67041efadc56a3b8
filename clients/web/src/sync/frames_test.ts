// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { toBinary } from "@bufbuild/protobuf";
import { ServerFrameSchema } from "../gen/fika/v1/sync_pb";
import { BadFrame, FrameReader, type Inflate, inflateRaw } from "./frames";
import { serverFrame } from "./model_for_tests";

const commit = (seq: number): Uint8Array => toBinary(ServerFrameSchema, serverFrame({ case: "commit", value: { seq: BigInt(seq) } }));
const deflated = (inner: Uint8Array): Uint8Array =>
  toBinary(ServerFrameSchema, serverFrame({ case: "deflated", value: deflateRawSync(inner) }));
// Slower than what comes plain behind it.
const slow: Inflate = async (bytes) => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  return inflateRawSync(bytes);
};

async function readAll(frames: Uint8Array[], inflate: Inflate = slow): Promise<{ seqs: number[]; bad: Error[] }> {
  const seqs: number[] = [];
  const bad: Error[] = [];
  const reader = new FrameReader(
    ({ frame }) => seqs.push(frame.case === "commit" ? Number(frame.value.seq) : -1),
    (error) => bad.push(error),
    inflate,
  );
  for (const frame of frames) reader.take(frame);
  await new Promise((resolve) => setTimeout(resolve, 30));
  return { seqs, bad };
}

test("frames keep their order, deflated or not", async () => {
  const { seqs } = await readAll([commit(1), deflated(commit(2)), commit(3), deflated(commit(4)), commit(5)]);
  assert.deepEqual(seqs, [1, 2, 3, 4, 5]);
});

test("what cannot be read ends the reading", async () => {
  const broken = await readAll([commit(1), new Uint8Array([255, 255, 255]), commit(2)]);
  assert.deepEqual(broken.seqs, [1]);
  assert.ok(broken.bad[0] instanceof BadFrame);
  const twice = await readAll([deflated(deflated(commit(1))), commit(2)]);
  assert.deepEqual(twice.seqs, []);
  assert.equal(twice.bad.length, 1);
  const noise = await readAll([toBinary(ServerFrameSchema, serverFrame({ case: "deflated", value: new Uint8Array([9, 9]) }))]);
  assert.equal(noise.bad.length, 1);
});

const canInflate = (() => {
  try {
    return new DecompressionStream("deflate-raw" as CompressionFormat) !== undefined;
  } catch {
    return false;
  }
})();

test("inflating ends at the limit", { skip: canInflate ? false : "this Node has no deflate-raw stream" }, async () => {
  const bomb = deflateRawSync(new Uint8Array(1_000_000));
  assert.equal((await inflateRaw(bomb, 1_000_000)).length, 1_000_000);
  await assert.rejects(inflateRaw(bomb, 999_999), BadFrame);
});
