// SPDX-License-Identifier: GPL-3.0-or-later
// As much of a browser as sign_in.ts and sync/browser.ts ask for, with a server that a test answers for:
// its sockets are opened, told and closed by hand.
import "fake-indexeddb/auto";
import { create, type DescMessage, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { ScopeKind, ServerFrameSchema } from "../gen/fika/v1/sync_pb";
import { HandSocket } from "../sync/hand_socket_for_tests";
import { bytesOfHex } from "../sync/ids";
import { scopeKey, scopeOfKey } from "../sync/scope";

export class ServedSocket extends HandSocket {
  constructor() {
    super();
    browser.sockets.push(this);
  }

  // The person's own scope and nothing in it: enough to be live.
  welcome(person: string): void {
    this.onopen?.();
    const value = {
      upto: { epoch: bytesOfHex("0e".repeat(16)), seq: 1n },
      snapshots: [{ scope: scopeOfKey(scopeKey(ScopeKind.PERSON, person)) }],
    };
    const bytes = toBinary(ServerFrameSchema, create(ServerFrameSchema, { frame: { case: "bootstrap", value } }));
    this.onmessage?.({ data: new Uint8Array(bytes).buffer });
  }
}

export type Handler = () => Promise<Response>;

export const answerWith = <S extends DescMessage>(schema: S, init: MessageInitShape<S>): Handler => async () =>
  new Response(toBinary(schema, create(schema, init)) as Uint8Array<ArrayBuffer>, { headers: { "content-type": "application/proto" } });
export const refuseWith = (status: number, code: string): Handler => async () => Response.json({ code, message: "No." }, { status });
export const noNetwork: Handler = () => Promise.reject(new TypeError("fetch failed"));

class Storage {
  readonly kept = new Map<string, string>();
  isFull = false;
  get length(): number {
    return this.kept.size;
  }
  key = (at: number): string | null => [...this.kept.keys()][at] ?? null;
  getItem = (name: string): string | null => this.kept.get(name) ?? null;
  removeItem = (name: string): void => void this.kept.delete(name);
  setItem = (name: string, value: string): void => {
    if (this.isFull) throw new DOMException("full", "QuotaExceededError");
    this.kept.set(name, value);
  };
}

export const browser = {
  window: new EventTarget(),
  storage: new Storage(),
  sockets: [] as ServedSocket[],
  // By the method's last word; what is not here has no network.
  server: new Map<string, Handler>(),
  asked: [] as string[],
};

const fetchIt = (address: string): Promise<Response> => {
  const name = address.slice(address.lastIndexOf("/") + 1);
  browser.asked.push(name);
  return (browser.server.get(name) ?? noNetwork)();
};
const surroundings = {
  window: browser.window,
  document: Object.assign(new EventTarget(), { visibilityState: "visible" }),
  // Without locks each tab talks for itself.
  navigator: {},
  location: { protocol: "http:", host: "fika.test" },
  localStorage: browser.storage,
  WebSocket: ServedSocket,
  fetch: fetchIt,
};
for (const [name, value] of Object.entries(surroundings)) {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
