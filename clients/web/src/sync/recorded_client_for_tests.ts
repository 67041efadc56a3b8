// SPDX-License-Identifier: GPL-3.0-or-later
// The two ends of a recording: a client that writes down what the real server tells it, and one that is
// told the same again. Both stand on the app's own link; the second has its replica, too.
import { inflateRawSync } from "node:zlib";
import { fromBinary } from "@bufbuild/protobuf";
import { ServerFrameSchema, type ServerFrame } from "../gen/fika/v1/sync_pb";
import { clientFrame, encodeFrame } from "./frames";
import { Link } from "./link";
import { type Effect, nowhere, type Position } from "./link_types";
import { fetchedIn } from "./methods";
import type { RecordedCall, RecordedConnection } from "./recording_for_tests";
import { Replica } from "./replica";
import { TestSocket } from "./socket_for_tests";

type Writable = { hello: Position; frames: Uint8Array[]; calls: RecordedCall[] };

export const readFrame = (bytes: Uint8Array): ServerFrame => fromBinary(ServerFrameSchema, bytes);

export class RecordingClient {
  readonly connections: Writable[] = [];
  readonly positions = new Map<string, Position>();
  private link: Link;
  private socket: TestSocket | undefined;
  private nextCall = 1;

  constructor(
    private readonly port: number,
    private readonly token: string,
    start: Position = nowhere,
  ) {
    this.link = new Link(start);
  }

  get position(): Position {
    return this.link.position;
  }
  get isConnected(): boolean {
    return this.socket !== undefined;
  }

  // Resolves when the first Hello has been answered.
  connect(): Promise<void> {
    const connection: Writable = { hello: this.link.position, frames: [], calls: [] };
    this.connections.push(connection);
    const socket = new TestSocket(this.port, this.token);
    this.socket = socket;
    return new Promise((resolve) => {
      socket.onopen = () => this.follow(this.link.opened());
      socket.onmessage = ({ data }) => {
        if (socket !== this.socket) return;
        const bytes = inflated(new Uint8Array(data as ArrayBuffer));
        connection.frames.push(bytes);
        this.follow(this.link.take(readFrame(bytes)));
        this.note();
        if (this.link.isLive) resolve();
      };
    });
  }
  cut(): void {
    this.socket?.cut();
    this.socket = undefined;
    this.link.closed();
  }

  ask(method: string, request: Uint8Array): void {
    const id = this.nextCall++;
    this.connections.at(-1)?.calls.push({ id, method });
    this.socket?.send(encodeFrame(clientFrame({ case: "call", value: { id: BigInt(id), method, request } })));
  }

  private note(): void {
    const { position } = this.link;
    if (this.link.isLive) this.positions.set(nameOf(position), position);
  }

  private follow(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.is === "send") this.socket?.send(encodeFrame(effect.frame));
      if (effect.is === "ask_again" || effect.is === "reconnect") throw new Error(`the server led to "${effect.is}"`);
    }
  }
}

export class ReplayingClient {
  readonly link: Link;
  hello: Position | undefined;
  // How often something has been applied.
  applied = 0;
  constructor(
    start: Position = nowhere,
    readonly replica = new Replica(),
  ) {
    this.link = new Link(start);
  }

  // Answers the position that its Hello named.
  connect(): Position {
    this.hello = undefined;
    this.follow(this.link.opened(), []);
    if (!this.hello) throw new Error("it said no Hello");
    return this.hello;
  }
  cut(): void {
    this.link.closed();
  }
  take(frame: ServerFrame, calls: RecordedConnection["calls"]): void {
    this.follow(this.link.take(frame), calls);
  }

  private follow(effects: readonly Effect[], calls: RecordedConnection["calls"]): void {
    for (const effect of effects) {
      if (effect.is === "apply" || effect.is === "move" || effect.is === "reply") this.applied++;
      if (effect.is === "apply") this.replica.apply(effect.batch);
      else if (effect.is === "move") this.replica.move(effect.position);
      else if (effect.is === "send" && effect.frame.frame.case === "hello") this.hello = this.link.position;
      else if (effect.is === "ask_again") throw new Error("it found a gap in what the server sent");
      else if (effect.is === "reply" && !effect.reply.error && this.link.isLive) {
        const call = calls.find(({ id }) => id === Number(effect.reply.id));
        if (call) this.replica.applyFetched(fetchedIn(call.method, effect.reply.response, Number(effect.reply.seq)));
      }
    }
  }
}

export const nameOf = ({ epoch, seq, held }: Position): string => `${epoch} ${seq} ${[...held].sort().join()}`;

function inflated(bytes: Uint8Array): Uint8Array {
  const { frame } = readFrame(bytes);
  return frame.case === "deflated" ? new Uint8Array(inflateRawSync(frame.value)) : bytes;
}
