// SPDX-License-Identifier: GPL-3.0-or-later
// Calls over the connection: each answered once, refused, or lost with the connection.
import type { ClientFrame, Reply } from "../gen/fika/v1/sync_pb";
import { clientFrame } from "./frames";

export class CallRefused extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly retryAfterMs = 0,
  ) {
    super(message);
  }
}

export interface Answer {
  readonly seq: number;
  readonly response: Uint8Array;
}

interface InFlight {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: CallRefused) => void;
}

// The server takes 32 at a time of a connection; some are left for commands.
const inFlightMax = 24;

export class Calls {
  private readonly inFlight = new Map<bigint, InFlight>();
  private waiting: { readonly start: () => void; readonly reject: (error: CallRefused) => void }[] = [];
  private nextId = 1n;

  constructor(private readonly send: (frame: ClientFrame) => void) {}

  // Rejects with CallRefused; its code is "lost" when the connection ended first.
  call(method: string, request: Uint8Array, clientId = ""): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const start = (): void => {
        const id = this.nextId++;
        this.inFlight.set(id, { resolve, reject });
        this.send(clientFrame({ case: "call", value: { id, method, request, clientId } }));
      };
      if (clientId !== "" || this.inFlight.size < inFlightMax) start();
      else this.waiting.push({ start, reject });
    });
  }

  take(reply: Reply): void {
    const call = this.inFlight.get(reply.id);
    if (!call) return;
    this.inFlight.delete(reply.id);
    const { error } = reply;
    if (error) call.reject(new CallRefused(error.code, error.message, error.retryAfterMs));
    else call.resolve({ seq: Number(reply.seq), response: reply.response });
    this.waiting.shift()?.start();
  }

  closed(): void {
    const lost = [...this.inFlight.values(), ...this.waiting];
    this.inFlight.clear();
    this.waiting = [];
    for (const call of lost) call.reject(new CallRefused("lost", "The connection ended."));
  }
}
