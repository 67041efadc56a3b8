// SPDX-License-Identifier: GPL-3.0-or-later
// A socket that a test opens, tells and closes by hand.
import type { Socket } from "./connection";

export class HandSocket implements Socket {
  binaryType = "blob";
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly sent: Uint8Array[] = [];
  isClosed = false;
  send(data: Uint8Array): void {
    this.sent.push(data);
  }
  close(): void {
    this.isClosed = true;
  }
}
