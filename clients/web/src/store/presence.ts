// SPDX-License-Identifier: GPL-3.0-or-later
// Who is typing where, and who is here now: never stored, gone after some seconds.
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";

// The server passes on one word every two seconds at most.
const typingMsMax = 6_000;

export class Presence {
  private readonly typingIn = new Map<string, Signal<readonly string[]>>();
  private readonly ends = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly here = signal<ReadonlySet<string>>(new Set());

  readonly hereNowIds: ReadonlySignal<ReadonlySet<string>> = this.here;

  // Ids of the people who are typing in a thread or conversation.
  typists(root: string): ReadonlySignal<readonly string[]> {
    let found = this.typingIn.get(root);
    if (!found) this.typingIn.set(root, (found = signal([])));
    return found;
  }

  typing({ root, person }: { root: string; person: string }): void {
    const typists = this.typists(root) as Signal<readonly string[]>;
    if (!typists.value.includes(person)) typists.value = [...typists.value, person];
    const id = `${root} ${person}`;
    clearTimeout(this.ends.get(id));
    this.ends.set(id, setTimeout(() => this.stopped(root, person), typingMsMax));
  }

  // A message has come from them, or they have stopped.
  stopped(root: string, person: string): void {
    const typists = this.typists(root) as Signal<readonly string[]>;
    if (typists.value.includes(person)) typists.value = typists.value.filter((each) => each !== person);
    const id = `${root} ${person}`;
    clearTimeout(this.ends.get(id));
    this.ends.delete(id);
  }

  // The connection is gone: a new one begins with nobody, and is told who is here.
  forgetHere(): void {
    if (this.here.value.size > 0) this.here.value = new Set();
  }

  hereNow({ people, gone }: { people: readonly string[]; gone: readonly string[] }): void {
    const here = new Set(this.here.value);
    for (const person of people) here.add(person);
    for (const person of gone) here.delete(person);
    this.here.value = here;
  }
}
