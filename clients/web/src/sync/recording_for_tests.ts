// SPDX-License-Identifier: GPL-3.0-or-later
// Streams as the real server sent them, in one small file: what some people's clients were told, frame by
// frame, and what the server answered to each position they stood at. Made by scripts/record_sync.mjs.
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import type { Position } from "./link_types";

export interface RecordedCall {
  readonly id: number;
  readonly method: string;
}

// One connection: from its Hello until it was cut.
export interface RecordedConnection {
  readonly hello: Position;
  // Frames as the reader hands them on: what came deflated is inflated.
  readonly frames: readonly Uint8Array[];
  readonly calls: readonly RecordedCall[];
}

// How things stood at one time when nothing was under way: what the server answered to a Hello from each
// position and to a first one, and what it said of messages when asked.
export interface RecordedEnd {
  readonly answers: readonly { readonly hello: Position; readonly frame: Uint8Array }[];
  readonly bootstrap: Uint8Array;
  readonly fetched: readonly { readonly method: string; readonly seq: number; readonly response: Uint8Array }[];
}

export interface RecordedPerson {
  readonly name: string;
  // One client that was never cut, one that was over and over.
  readonly clients: readonly (readonly RecordedConnection[])[];
  readonly ends: readonly RecordedEnd[];
}
export type Recording = readonly RecordedPerson[];

// A line of JSON, in which "~7" stands for the seventh piece of bytes; then the pieces, each after its length.
export function encodeRecording(recording: Recording): Uint8Array {
  const pieces: Buffer[] = [];
  const known = new Map<string, number>();
  const index = JSON.stringify(recording, (_, value: unknown) => {
    if (!(value instanceof Uint8Array)) return value;
    const bytes = Buffer.from(value);
    const name = bytes.toString("latin1");
    let at = known.get(name);
    if (at === undefined) known.set(name, (at = pieces.push(bytes) - 1));
    return `~${at}`;
  });
  const parts: Buffer[] = [Buffer.from(index), ...pieces].flatMap((bytes) => [lengthOf(bytes), bytes]);
  const whole = Buffer.concat(parts);
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants;
  return brotliCompressSync(whole, {
    params: { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: 24, [BROTLI_PARAM_SIZE_HINT]: whole.length },
  });
}

export function decodeRecording(file: Uint8Array): Recording {
  const whole = brotliDecompressSync(file);
  const pieces: Buffer[] = [];
  for (let at = 0; at < whole.length; ) {
    const size = whole.readUInt32LE(at);
    pieces.push(whole.subarray(at + 4, at + 4 + size));
    at += 4 + size;
  }
  const [index, ...bytes] = pieces;
  return JSON.parse(String(index), (_, value: unknown) =>
    typeof value === "string" && /^~\d+$/.test(value) ? bytes[Number(value.slice(1))] : value,
  ) as Recording;
}

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return length;
}
