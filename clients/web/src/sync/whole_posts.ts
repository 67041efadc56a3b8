// SPDX-License-Identifier: GPL-3.0-or-later
// Messages that were fetched with all reactions to them. A reaction that was held before and did not come along
// was taken back while nobody told us.
import type { Message } from "@bufbuild/protobuf";
import { forgetFirst } from "./holdings";
import type { EntityRecord } from "./replica_changes";

const wholeMax = 20_000;

export class WholePosts {
  private readonly asOf = new Map<string, number>();

  // Of the records under a root those that were taken back.
  told(within: readonly EntityRecord[], told: ReadonlySet<string>, seq: number): string[] {
    const posts = new Set<string>();
    for (const { key, entity } of within) {
      if (entity.$typeName === "fika.v1.Message" && told.has(key)) posts.add((entity as Message & { id: string }).id);
    }
    for (const id of posts) this.asOf.set(id, seq);
    forgetFirst(this.asOf, wholeMax);
    const isTakenBack = (record: EntityRecord) => isReaction(record) && !told.has(record.key) && record.asOf <= seq && posts.has(messageOf(record));
    return within.filter(isTakenBack).map(({ key }) => key);
  }

  // Of one that the device has held since.
  isGone(record: EntityRecord): boolean {
    return isReaction(record) && record.asOf < (this.asOf.get(messageOf(record)) ?? 0);
  }

  clear(): void {
    this.asOf.clear();
  }
}

const isReaction = ({ entity }: EntityRecord): boolean => entity.$typeName === "fika.v1.Reaction";
const messageOf = ({ entity }: EntityRecord): string => (entity as Message & { message: string }).message;
