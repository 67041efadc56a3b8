// SPDX-License-Identifier: GPL-3.0-or-later
// Queries: they wait while a connection is being made, go again when one is lost or when their answer
// came too late to be held, and end when there is no connection to be had.
import { type Answer, CallRefused } from "./calls";
import type { Fetched } from "./fetched";
import { fetchedIn } from "./methods";
import type { Timers } from "./timers";

export interface QueriesNeeds {
  readonly call: (method: string, request: Uint8Array) => Promise<Answer>;
  readonly isLive: () => boolean;
  // Not live yet, but it is being tried.
  readonly isComing: () => boolean;
  // False: what it brings is of before, ask again.
  readonly take: (fetched: Fetched) => boolean;
  readonly timers: Timers;
}

const queryMsMax = 30_000;
const attemptsMax = 4;

export class Queries {
  private waiting: (() => void)[] = [];

  constructor(private readonly needs: QueriesNeeds) {}

  async run(method: string, request: Uint8Array): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      await this.live();
      try {
        const answer = await this.needs.timers.within(queryMsMax, this.needs.call(method, request));
        const isTaken = this.needs.take(fetchedIn(method, answer.response, answer.seq));
        if (isTaken || attempt === attemptsMax) return answer;
      } catch (error) {
        if (!(error instanceof CallRefused) || error.code !== "lost" || attempt === attemptsMax) throw error;
      }
    }
  }

  // The link has become live, or it will not for now.
  release(): void {
    for (const release of this.waiting.splice(0)) release();
  }

  private live(): Promise<void> {
    if (this.needs.isLive()) return Promise.resolve();
    if (!this.needs.isComing()) return Promise.reject(unreachable());
    return new Promise((resolve, reject) => {
      this.waiting.push(() => (this.needs.isLive() ? resolve() : reject(unreachable())));
    });
  }
}

const unreachable = (): CallRefused => new CallRefused("unavailable", "There is no connection.");
