// SPDX-License-Identifier: GPL-3.0-or-later
// One WebSocket at a time to /sync, and when to try again: full jitter from half a second to thirty,
// at once when the network or the person comes back. It knows bytes, not frames.

export interface Socket {
  binaryType: string;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(code?: number): void;
}

export type ConnectionState = "off" | "connecting" | "open" | "waiting" | "signed_out";

export interface ConnectionNeeds {
  readonly open: () => Socket;
  readonly onState: (state: ConnectionState) => void;
  readonly onMessage: (bytes: Uint8Array) => void;
  // A browser does not say why a socket was not opened. True: because nobody is signed in.
  readonly isSignedOut: () => Promise<boolean>;
  readonly random: () => number;
  // Returns how to call it off.
  readonly later: (run: () => void, afterMs: number) => () => void;
}

// server/feed/session.h
const signedOut = 4401;
const malformed = 4400;
const policy = 1008;
const backOffMsMin = 500;
const backOffMsMax = 30_000;
const openMsMax = 20_000;
// A server that answers and then falls each time must not be asked twice a second for ever.
const steadyMs = 5_000;

export class Connection {
  private socket: Socket | undefined;
  private current: ConnectionState = "off";
  private failures = 0;
  private callOff: () => void = () => undefined;
  private isProven = false;
  private reconnectMsMax: number | undefined;

  constructor(private readonly needs: ConnectionNeeds) {}

  get state(): ConnectionState {
    return this.current;
  }

  start(): void {
    if (this.current === "off" || this.current === "signed_out") this.connect();
  }
  stop(): void {
    this.drop();
    this.enter("off");
  }

  // Nobody is signed in any more, or somebody else.
  signedOut(): void {
    this.drop();
    this.enter("signed_out");
  }

  // The network is back, or the person: no need to wait longer.
  wake(): void {
    if (this.current !== "waiting") return;
    this.failures = 0;
    this.connect();
  }

  // A frame has come that makes sense. If it goes on so for a while, the next failure is a first one again.
  proven(): void {
    if (this.current !== "open" || this.isProven) return;
    this.isProven = true;
    this.callOff = this.needs.later(() => (this.failures = 0), steadyMs);
  }

  send(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.current === "open") this.socket?.send(bytes);
  }

  // It is dead, though nobody said so; or the server is going and asks to come back within that time.
  renew(afterMsMax?: number): void {
    if (this.current === "off" || this.current === "signed_out") return;
    this.reconnectMsMax = afterMsMax;
    this.ended(1006);
  }

  private connect(): void {
    this.drop();
    this.enter("connecting");
    let wasOpen = false;
    let socket: Socket;
    try {
      socket = this.needs.open();
    } catch {
      return this.ended(1006);
    }
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      wasOpen = true;
      this.callOff();
      this.enter("open");
    };
    socket.onmessage = ({ data }) => {
      if (data instanceof ArrayBuffer) this.needs.onMessage(new Uint8Array(data));
    };
    socket.onclose = ({ code }) => {
      if (wasOpen || code === signedOut) this.ended(code);
      else void this.refused(socket);
    };
    this.callOff = this.needs.later(() => this.ended(1006), openMsMax);
  }

  private async refused(socket: Socket): Promise<void> {
    const isSignedOut = await this.needs.isSignedOut().catch(() => false);
    if (this.socket !== socket) return;
    this.ended(isSignedOut ? signedOut : 1006);
  }

  private ended(code: number): void {
    this.drop();
    if (code === signedOut) return this.enter("signed_out");
    // What this end says is not understood, or too much: only patience can help.
    if (code === malformed || code === policy) this.failures = Math.max(this.failures, 6);
    const ceiling = this.reconnectMsMax ?? Math.min(backOffMsMax, backOffMsMin * 2 ** this.failures);
    this.reconnectMsMax = undefined;
    this.failures++;
    this.enter("waiting");
    this.callOff = this.needs.later(() => this.connect(), Math.max(50, this.needs.random() * ceiling));
  }

  private drop(): void {
    this.callOff();
    this.callOff = () => undefined;
    this.isProven = false;
    const { socket } = this;
    this.socket = undefined;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  private enter(state: ConnectionState): void {
    if (this.current === state) return;
    this.current = state;
    this.needs.onState(state);
  }
}
