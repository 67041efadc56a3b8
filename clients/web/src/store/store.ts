// SPDX-License-Identifier: GPL-3.0-or-later
// One person's store: the world as drawn, what waits, and how things stand with the server. Views
// read it through the files beside it (people.ts, communities.ts, threads.ts, ...) and change it only
// through actions. README.md has the whole of it.
import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import { create, type DescMessage, type DescMethodUnary, fromBinary, type MessageInitShape, type MessageShape, toBinary } from "@bufbuild/protobuf";
import { makeId } from "../sync/ids";
import { methodName } from "../sync/methods";
import type { CommandView } from "../sync/outbox";
import type { Port, Status, Update } from "../sync/port";
import { drawAll } from "./overlay";
import { Presence } from "./presence";
import { World } from "./world";

export interface About {
  // Ids of what the command makes.
  readonly makes?: readonly string[];
  // Ids of what it changes or stands under: if one of those was refused, it waits, too.
  readonly about?: readonly string[];
  // Kept back for so long: it can be discarded until then, and goes at once by retry().
  readonly holdMs?: number;
  // Its answer means something: the command stays, "answered", until discard() says that it was read.
  // What is about something that it makes waits for that.
  readonly wantsAnswer?: boolean;
  // Files that must be on the server before it is sent; uploads.ts sees to that, or retryWith() sends it without.
  readonly awaits?: readonly string[];
}

// The same for all that nothing waits for: they are not drawn anew when something waits elsewhere.
const noCommands: readonly CommandView[] = [];

const ofMessages = /\/(PostMessage|EditMessage|StartThread)$/;

export class Store {
  readonly world = new World();
  readonly presence = new Presence();
  private port!: Port;
  private readonly commandList = signal<readonly CommandView[]>([]);
  private readonly statusNow = signal<Status>({ connection: "off", isLive: false, offlineSinceMs: Date.now(), notKept: [] });
  private readonly byEntity = new Map<string, ReadonlySignal<readonly CommandView[]>>();
  private readonly isLoadedNow = signal(false);
  private readonly memos = new Map<string, ReadonlySignal<unknown>>();
  private hasDrawn = false;
  // The commit of what the person did last, which they expect to find.
  ownSeq = 0;
  // Ids that were asked for, each once a visit.
  readonly wanted = new Set<string>();

  // The signed-in person's id.
  constructor(readonly me: string) {}

  // Before anything is read; `port` is told by tabs.ts or a test.
  connect(port: Port): void {
    this.port = port;
  }
  get sync(): Port {
    return this.port;
  }

  // How things stand with the server.
  readonly status: ReadonlySignal<Status> = this.statusNow;
  // What is held on this device has been read: what is not there now is not there, or not yet fetched.
  readonly isLoaded: ReadonlySignal<boolean> = this.isLoadedNow;
  // What the person has done and the server has not confirmed, in order.
  readonly commands: ReadonlySignal<readonly CommandView[]> = this.commandList;
  readonly waitingCount = computed(() => this.commandList.value.filter(({ state }) => state !== "sent").length);
  readonly refused = computed(() => this.commandList.value.filter(({ state }) => state === "refused"));

  // For the shell: whether the person is connected, since when not, and how many messages wait. Drafts and
  // marks of what was read go along unseen.
  readonly reach = computed<{ kind: "online" | "connecting" | "offline"; sinceMs?: number; waiting: number }>(() => {
    const { isLive, connection, offlineSinceMs } = this.statusNow.value;
    const waiting = this.commandList.value.filter(({ method, state }) => state !== "sent" && ofMessages.test(method)).length;
    if (isLive) return { kind: "online", waiting };
    // Before the first try nobody knows yet.
    const isTrying = connection === "off" || connection === "connecting" || connection === "open";
    return { kind: isTrying ? "connecting" : "offline", sinceMs: offlineSinceMs, waiting };
  });

  // The commands that make or change an entity: drawn as pending, held or refused where there are any.
  commandsAbout(id: string): ReadonlySignal<readonly CommandView[]> {
    let found = this.byEntity.get(id);
    if (!found) {
      found = computed(() => {
        const about = this.commandList.value.filter((each) => each.makes.includes(id) || each.about.includes(id));
        return about.length > 0 ? about : noCommands;
      });
      this.byEntity.set(id, found);
    }
    return found;
  }

  // For the selectors: the same name is the same signal, whoever asks.
  memo<T>(name: string, make: () => ReadonlySignal<T>): ReadonlySignal<T> {
    let found = this.memos.get(name);
    if (!found) this.memos.set(name, (found = make()));
    return found as ReadonlySignal<T>;
  }

  take(update: Update): void {
    batch(() => {
      for (const changes of update.changes) this.world.apply(changes);
      const { changed, removed } = update.outbox;
      if (update.isWhole || changed.length + removed.length > 0) this.takeCommands(update);
      if (this.commandList.value.length > 0 || this.hasDrawn) this.draw();
      if (update.status) this.statusNow.value = update.status;
      if (update.status?.isLive === false) this.presence.forgetHere();
      if (update.changes.length > 0) this.isLoadedNow.value = true;
      if (update.typing) this.presence.typing(update.typing);
      if (update.hereNow) this.presence.hereNow(update.hereNow);
      if (update.ownSeq) this.ownSeq = Math.max(this.ownSeq, update.ownSeq);
    });
  }

  // Does something. Resolves when it is on the disk; it is drawn at once and confirmed through sync.
  async command<I extends DescMessage, O extends DescMessage>(
    method: DescMethodUnary<I, O>,
    request: MessageInitShape<I>,
    { makes = [], about = [], holdMs = 0, wantsAnswer = false, awaits = [] }: About = {},
  ): Promise<void> {
    const bytes = toBinary(method.input, create(method.input, request));
    const plain = { clientId: makeId(), method: methodName(method), request: bytes, makes, about, createdMs: Date.now() };
    const row = { ...plain, ...(wantsAnswer ? { wantsAnswer } : {}), ...(awaits.length > 0 ? { awaits } : {}) };
    await this.port.enqueue(holdMs > 0 ? { ...row, releaseMs: row.createdMs + holdMs } : row);
  }
  // Does once more what has been discarded.
  async redo({ method, request, makes, about, createdMs, awaits }: CommandView): Promise<void> {
    await this.port.enqueue({ clientId: makeId(), method, request, makes, about, createdMs, ...(awaits ? { awaits } : {}) });
  }

  // Asks the server; the entities in the answer are in the world when it resolves.
  async query<I extends DescMessage, O extends DescMessage>(
    method: DescMethodUnary<I, O>,
    request: MessageInitShape<I>,
  ): Promise<MessageShape<O>> {
    const bytes = toBinary(method.input, create(method.input, request));
    return fromBinary(method.output, (await this.port.query(methodName(method), bytes)).response);
  }

  // Sends a refused command again, as it is or with another request.
  retry(n: number): Promise<void> {
    return this.port.retry(n);
  }
  retryWith<I extends DescMessage, O extends DescMessage>(n: number, method: DescMethodUnary<I, O>, request: MessageInitShape<I>): Promise<void> {
    return this.port.retry(n, toBinary(method.input, create(method.input, request)));
  }
  // Gives it up, with all that builds on it.
  discard(n: number): Promise<void> {
    return this.port.discard(n);
  }

  private takeCommands({ outbox, isWhole }: Update): void {
    const byNumber = new Map(isWhole ? [] : this.commandList.value.map((each) => [each.n, each]));
    for (const view of outbox.changed) byNumber.set(view.n, view);
    for (const n of outbox.removed) byNumber.delete(n);
    this.commandList.value = [...byNumber.values()].sort((a, b) => a.n - b.n);
  }

  private draw(): void {
    const drawn = drawAll(this.world, this.me, this.commandList.value);
    this.hasDrawn = drawn.size > 0;
    this.world.draw(drawn);
  }
}
