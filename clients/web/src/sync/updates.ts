// SPDX-License-Identifier: GPL-3.0-or-later
// Gathers what belongs together into one update: a change and the command it confirms must be drawn
// at once, or the one would flicker or the other be seen twice.
import type { Ephemeral } from "../gen/fika/v1/sync_pb";
import { idText } from "./ids";
import type { CommandView } from "./outbox";
import type { CallOutcome } from "./outcome";
import type { Status, Update } from "./port";
import type { Changes } from "./replica_changes";

export class Updates {
  private depth = 0;
  private changes: Changes[] = [];
  private readonly changed = new Map<number, CommandView>();
  private readonly removed = new Set<number>();
  private status: Status | undefined;

  constructor(private readonly onUpdate: (update: Update) => void) {}

  // What is added inside goes out as one.
  together(run: () => void): void {
    this.depth++;
    try {
      run();
    } finally {
      this.depth--;
    }
    if (this.depth === 0) this.flush();
  }

  addChanges(changes: Changes): void {
    this.together(() => this.changes.push(changes));
  }
  addCommands(changed: readonly CommandView[], removed: readonly number[]): void {
    this.together(() => {
      for (const view of changed) this.changed.set(view.n, view);
      for (const n of removed) this.removed.add(n);
    });
  }
  addStatus(status: Status): void {
    this.together(() => (this.status = status));
  }

  private flush(): void {
    const { changes, status } = this;
    const changed = [...this.changed.values()].filter((view) => !this.removed.has(view.n));
    const removed = [...this.removed];
    this.changes = [];
    this.changed.clear();
    this.removed.clear();
    this.status = undefined;
    if (changes.length + changed.length + removed.length === 0 && !status) return;
    const update: Update = { changes, outbox: { changed, removed } };
    this.onUpdate(status ? { ...update, status } : update);
  }
}

// What comes after is to be read with what the person has done themselves.
export function tellOwnSeq(outcome: CallOutcome, onUpdate: (update: Update) => void): CallOutcome {
  if (outcome.is === "done") onUpdate({ changes: [], outbox: { changed: [], removed: [] }, ownSeq: outcome.seq });
  return outcome;
}

// Who is typing, or here: nothing that is held.
export function ephemeralUpdate({ kind }: Ephemeral): Update {
  const empty: Update = { changes: [], outbox: { changed: [], removed: [] } };
  if (kind.case === "typing") {
    const { root, person } = kind.value;
    return { ...empty, typing: { root: idText(root), person: idText(person) } };
  }
  if (kind.case !== "hereNow") return empty;
  return { ...empty, hereNow: { people: kind.value.people.map(idText), gone: kind.value.gone.map(idText) } };
}
