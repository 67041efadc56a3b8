// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the connection is alive. A browser hides WebSocket pings and a line may die without a word,
// so after a silence, or when the network or the person is back, something small is asked for.
import { CallRefused } from "./calls";
import type { Timers } from "./timers";

export interface AliveNeeds {
  readonly call: (method: string) => Promise<unknown>;
  readonly isLive: () => boolean;
  readonly onDead: () => void;
  readonly now: () => number;
  readonly timers: Timers;
}

const silentMsMax = 45_000;
const checkMsMax = 10_000;

export class Alive {
  private heardMs = 0;
  private isChecking = false;

  constructor(private readonly needs: AliveNeeds) {}

  heard(): void {
    this.heardMs = this.needs.now();
  }

  watch(): void {
    this.needs.timers.later(() => {
      if (this.needs.isLive() && this.needs.now() - this.heardMs > silentMsMax) void this.check();
      this.watch();
    }, silentMsMax / 3);
  }

  async check(): Promise<void> {
    if (this.isChecking) return;
    this.isChecking = true;
    try {
      await this.needs.timers.within(checkMsMax, this.needs.call("fika.v1.OrganisationService/GetOrganisation"));
    } catch (error) {
      if (error instanceof CallRefused && error.code === "deadline_exceeded") this.needs.onDead();
    } finally {
      this.isChecking = false;
    }
  }
}
