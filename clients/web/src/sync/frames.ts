// SPDX-License-Identifier: GPL-3.0-or-later
// Frames as bytes. Large ones come deflated, and a browser inflates only asynchronously, so frames
// are read through a queue that keeps their order.
import { create, fromBinary, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { type ClientFrame, ClientFrameSchema, type ServerFrame, ServerFrameSchema } from "../gen/fika/v1/sync_pb";
import { idBytes } from "./ids";

// A bootstrap of the largest organisation is far below; what is above is an attack or a defect.
export const inflatedBytesMax = 64 * 1024 * 1024;

export class BadFrame extends Error {}

export type Inflate = (deflated: Uint8Array, bytesMax: number) => Promise<Uint8Array>;

export const inflateRaw: Inflate = async (deflated, bytesMax) => {
  const source = new Blob([deflated as Uint8Array<ArrayBuffer>]).stream();
  const reader = source.pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > bytesMax) {
      await reader.cancel();
      throw new BadFrame("The server sent a frame that is too long.");
    }
    parts.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

export function clientFrame(frame: MessageInitShape<typeof ClientFrameSchema>["frame"]): ClientFrame {
  return create(ClientFrameSchema, frame === undefined ? {} : { frame });
}

export function typingFrame(root: string): ClientFrame {
  return clientFrame({ case: "ephemeral", value: { kind: { case: "typing", value: { root: idBytes(root) } } } });
}

export function encodeFrame(frame: ClientFrame): Uint8Array<ArrayBuffer> {
  return toBinary(ClientFrameSchema, frame) as Uint8Array<ArrayBuffer>;
}

function parse(bytes: Uint8Array): ServerFrame {
  try {
    return fromBinary(ServerFrameSchema, bytes);
  } catch {
    throw new BadFrame("The server sent a frame that cannot be read.");
  }
}

// Hands each frame on in the order it came. `stop` is final: what is still being inflated is dropped.
export class FrameReader {
  private tail: Promise<void> = Promise.resolve();
  private waiting = 0;
  private isStopped = false;

  constructor(
    private readonly onFrame: (frame: ServerFrame) => void,
    private readonly onBad: (error: Error) => void,
    private readonly inflate: Inflate = inflateRaw,
  ) {}

  take(bytes: Uint8Array): void {
    if (this.isStopped) return;
    try {
      const frame = parse(bytes);
      if (frame.frame.case === "deflated") {
        this.queue(frame.frame.value);
      } else if (this.waiting === 0) {
        this.onFrame(frame);
      } else {
        this.enqueue(async () => frame);
      }
    } catch (error) {
      this.fail(error);
    }
  }

  stop(): void {
    this.isStopped = true;
  }

  private queue(deflated: Uint8Array): void {
    const inflated = this.inflate(deflated, inflatedBytesMax);
    // Handled in its turn; until then a failure must not count as unhandled.
    inflated.catch(() => undefined);
    this.enqueue(async () => {
      const inner = parse(await inflated);
      if (inner.frame.case === "deflated") throw new BadFrame("The server sent a frame deflated twice.");
      return inner;
    });
  }

  private enqueue(make: () => Promise<ServerFrame>): void {
    this.waiting++;
    this.tail = this.tail.then(async () => {
      try {
        const frame = await make();
        this.waiting--;
        if (!this.isStopped) this.onFrame(frame);
      } catch (error) {
        this.waiting--;
        this.fail(error);
      }
    });
  }

  private fail(error: unknown): void {
    if (this.isStopped) return;
    this.isStopped = true;
    this.onBad(error instanceof Error ? error : new BadFrame(String(error)));
  }
}
