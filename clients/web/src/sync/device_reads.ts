// SPDX-License-Identifier: GPL-3.0-or-later
// What has been read of the device's own database during this visit: of each root the ordinals that were
// shown, of others all. Nothing is read twice, and whoever asks waits for what is under way.
import type { Cache } from "./cache";
import type { Fetched } from "./fetched";
import type { Replica } from "./replica";
import type { EntityRecord } from "./replica_changes";
import { firstHole, type Stretch, withStretch } from "./stretches";
import type { Updates } from "./updates";

export interface DeviceReadsNeeds {
  readonly cache: Cache;
  readonly replica: Replica;
  readonly updates: Updates;
  readonly isReady: () => boolean;
  readonly ready: () => Promise<void>;
}

// A read costs as much as some rows: a little more is read than is asked for.
const stepOrdinals = 20;
const everything: Stretch = { from: 1, to: Number.MAX_SAFE_INTEGER };

export class DeviceReads {
  private readonly asked = new Map<string, readonly Stretch[]>();
  private age = 0;
  private readonly underWay = new Map<string, Promise<unknown>>();

  constructor(private readonly needs: DeviceReadsNeeds) {}

  async load(root: string, stretch?: Stretch): Promise<void> {
    const { from, to } = stretch ? whole(stretch) : everything;
    for (;;) {
      const known = this.asked.get(root) ?? [];
      const hole = firstHole(known, from, to);
      if (!hole) break;
      this.asked.set(root, withStretch(known, hole));
      this.begin(root, this.read(root, stretch && hole));
    }
    await this.underWay.get(root);
  }

  // What the device has there and an answer has not is gone: it must not come back at the next visit.
  compare({ stretch }: Fetched): void {
    if (stretch) void this.load(stretch.root, stretch);
  }

  // Nothing of it is true any more, on the device either.
  forget(): void {
    this.asked.clear();
    this.age += 1;
  }

  async loadKeys(keys: readonly string[]): Promise<void> {
    await this.needs.ready();
    this.take(this.age, await this.needs.cache.loadKeys(keys));
  }

  private async read(root: string, stretch: Stretch | undefined): Promise<void> {
    // Asked for at once where it can be: the database works while the page draws.
    if (!this.needs.isReady()) await this.needs.ready();
    this.take(this.age, await this.needs.cache.loadRoot(root, stretch));
  }

  private take(age: number, records: readonly EntityRecord[]): void {
    if (records.length === 0 || age !== this.age) return;
    const changes = this.needs.replica.loadMore(records);
    this.needs.updates.addChanges(changes);
    if (changes.removed.length > 0) void this.needs.cache.write({ ...changes, puts: [], roots: [] });
  }

  private begin(root: string, reading: Promise<void>): void {
    const both = Promise.all([this.underWay.get(root), reading]);
    this.underWay.set(root, both);
    const end = (): void => void (this.underWay.get(root) === both && this.underWay.delete(root));
    both.then(end, end);
  }
}

const whole = ({ from, to }: Stretch): Stretch => ({
  from: Math.max(1, Math.floor(from / stepOrdinals) * stepOrdinals),
  to: Math.ceil((to + 1) / stepOrdinals) * stepOrdinals - 1,
});
