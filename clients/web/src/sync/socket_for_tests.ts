// SPDX-License-Identifier: GPL-3.0-or-later
// A WebSocket that can carry a token: node's own comes with version 22 and browsers' cannot.
import { randomBytes } from "node:crypto";
import { connect, type Socket as TcpSocket } from "node:net";
import type { Socket } from "./connection";

export class TestSocket implements Socket {
  binaryType = "arraybuffer";
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  private readonly tcp: TcpSocket;
  private received = Buffer.alloc(0);
  private isOpen = false;
  private code = 1006;

  constructor(port: number, token: string) {
    this.tcp = connect(port, "127.0.0.1");
    const key = randomBytes(16).toString("base64");
    this.tcp.write(
      `GET /sync HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\nAuthorization: Bearer ${token}\r\n\r\n`,
    );
    this.tcp.on("data", (bytes) => this.take(bytes));
    this.tcp.on("error", () => undefined);
    this.tcp.on("close", () => this.onclose?.({ code: this.code }));
  }

  send(data: Uint8Array): void {
    this.write(2, data);
  }
  close(): void {
    this.tcp.destroy();
  }
  // As when the line goes dead: nothing is said.
  cut(): void {
    this.tcp.destroy();
  }

  private take(bytes: Buffer): void {
    this.received = Buffer.concat([this.received, bytes]);
    if (!this.isOpen) {
      const end = this.received.indexOf("\r\n\r\n");
      if (end < 0) return;
      const isUpgraded = this.received.toString("latin1", 0, 12) === "HTTP/1.1 101";
      this.received = this.received.subarray(end + 4);
      if (!isUpgraded) return void this.tcp.destroy();
      this.isOpen = true;
      this.onopen?.();
    }
    for (let frame = this.next(); frame; frame = this.next()) {
      if (frame.opcode === 2) this.onmessage?.({ data: new Uint8Array(frame.payload).buffer });
      if (frame.opcode === 9) this.write(10, frame.payload);
      if (frame.opcode === 8) {
        this.code = frame.payload.length >= 2 ? frame.payload.readUInt16BE(0) : 1005;
        this.tcp.destroy();
      }
    }
  }

  // Servers do not mask, and ours does not fragment.
  private next(): { opcode: number; payload: Buffer } | undefined {
    const { received } = this;
    if (received.length < 2) return undefined;
    const short = (received[1] ?? 0) & 0x7f;
    const start = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (received.length < start) return undefined;
    const size = short === 126 ? received.readUInt16BE(2) : short === 127 ? Number(received.readBigUInt64BE(2)) : short;
    if (received.length < start + size) return undefined;
    this.received = received.subarray(start + size);
    return { opcode: (received[0] ?? 0) & 0x0f, payload: received.subarray(start, start + size) };
  }

  private write(opcode: number, payload: Uint8Array): void {
    const mask = randomBytes(4);
    const size = payload.length;
    const head = Buffer.alloc(size < 126 ? 2 : size < 65_536 ? 4 : 10);
    head[0] = 0x80 | opcode;
    if (size < 126) head[1] = 0x80 | size;
    else if (size < 65_536) head.writeUInt16BE(size, 2);
    else head.writeBigUInt64BE(BigInt(size), 2);
    if (size >= 126) head[1] = 0x80 | (size < 65_536 ? 126 : 127);
    const masked = Buffer.from(payload.map((byte, i) => byte ^ (mask[i % 4] ?? 0)));
    this.tcp.write(Buffer.concat([head, mask, masked]));
  }
}
