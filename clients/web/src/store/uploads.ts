// SPDX-License-Identifier: GPL-3.0-or-later
// Files on their way to the server: sent one after the other in pieces, while there is a connection, and again
// after any loss. They are kept on the device up to a bound, so that a reload loses nothing; a larger one must be
// chosen again after it. What waits for them (`awaits` of a command) goes as soon as all of its files are there.
import { effect, type ReadonlySignal, signal, type Signal } from "@preact/signals";
import { toBinary } from "@bufbuild/protobuf";
import { FileSchema } from "../gen/fika/v1/files_pb";
import { CallRefused } from "../sync/calls";
import { makeId } from "../sync/ids";
import { cancelUpload, sendFile } from "../sync/upload_pieces";
import { type UploadRow, UploadShelf } from "../sync/upload_shelf";
import { openUploadTabs } from "../sync/upload_tabs";
import type { Store } from "./store";
import { fileName, seen, type StoredFile, type Upload, type UploadsNeeds } from "./upload_state";

export type { StoredFile, Upload } from "./upload_state";

export const fileBytesMax = 100 * 1024 * 1024;
// The server keeps a file that nothing holds for a day.
const unheldMsMax = 20 * 3600 * 1000;
// Of what may pass by itself, but need not.
const attemptsMax = 8;
const passing = new Set(["unavailable", "deadline_exceeded", "lost", "gone", "aborted", "internal", "unknown", "resource_exhausted"]);

type Whose = Pick<Store, "status" | "commands" | "retry">;

export class Uploads {
  private readonly all = new Map<string, Signal<Upload | undefined>>();
  private readonly bytes = new Map<string, Blob>();
  private readonly owned = new Map<string, { isMine: boolean; letGo: () => void }>();
  private readonly ids = signal<readonly string[]>([]);
  private readonly readNow = signal(false);
  private sending: { readonly id: string; readonly ending: AbortController } | undefined;
  private attempts = 0;
  private isBackingOff = false;

  // What was on its way before is known: what is not there now is not there.
  readonly isRead: ReadonlySignal<boolean> = this.readNow;

  constructor(private readonly store: Whose, private readonly needs: UploadsNeeds) {
    needs.tabs.hear((word) => this.hear(word as Upload | { readonly gone: string }));
    void this.read();
    effect(() => void (store.status.value.isLive && this.pump(true)));
    effect(() => this.release());
  }

  upload(id: string): ReadonlySignal<Upload | undefined> {
    return this.at(id);
  }
  // The content of one that is still on this device.
  async contentOf(id: string): Promise<Blob | undefined> {
    return this.bytes.get(id) ?? this.needs.shelf.bytes(id);
  }

  // Answers their ids, under which messages and pages name them at once.
  add(files: readonly File[]): readonly string[] {
    return files.map((file) => {
      const id = makeId();
      void this.take(id, fileName(file.name), file, file.type);
      return id;
    });
  }
  // The same file again: it goes on where it was. Answers whether it is the same, as far as can be told.
  chooseAgain(id: string, file: File): boolean {
    const known = this.at(id).peek();
    if (known?.state !== "lost" || file.size !== known.sizeBytes) return false;
    void this.take(id, known.name, file, known.mediaType);
    return true;
  }
  retry(id: string): void {
    const known = this.at(id).peek();
    if (known?.state !== "refused") return;
    const { refused: _, ...again } = known;
    this.say({ ...again, state: "waiting" });
    void this.needs.shelf.put(this.rowOf(known));
    this.own(id);
  }
  // Gives it up here and there.
  async cancel(id: string): Promise<void> {
    const known = this.at(id).peek();
    this.needs.tabs.tell({ gone: id });
    this.forget(id);
    await this.needs.shelf.remove(id);
    if (known && known.state !== "done" && known.refused?.code !== "too_large") await this.needs.cancel(id).catch(() => undefined);
  }

  private async take(id: string, name: string, content: Blob, mediaType: string): Promise<void> {
    const row: UploadRow = { id, name, sizeBytes: content.size, mediaType, createdMs: this.needs.now(), isKept: false };
    this.bytes.set(id, content);
    this.ids.value = [...this.ids.peek().filter((each) => each !== id), id];
    const code = content.size > fileBytesMax ? "too_large" : content.size === 0 ? "empty" : "";
    if (code) {
      const refused = { code, message: "" };
      this.say({ ...seen({ ...row, refused }), isKept: true });
      return this.needs.shelf.put({ ...row, refused });
    }
    this.say(seen(row));
    const { isKept } = await this.needs.shelf.add(row, content);
    const now = this.at(id).peek();
    // Given up while it was written down.
    if (!now) return this.needs.shelf.remove(id);
    this.say({ ...now, isKept });
    this.own(id);
  }

  private async read(): Promise<void> {
    const rows = await this.needs.shelf.all();
    const awaited = new Set(this.store.commands.peek().flatMap(({ awaits }) => awaits ?? []));
    for (const row of rows) {
      if (row.doneMs !== undefined && this.needs.now() - row.doneMs > unheldMsMax && !awaited.has(row.id)) {
        void this.needs.shelf.remove(row.id);
        continue;
      }
      if (this.at(row.id).peek()) continue;
      this.ids.value = [...this.ids.peek(), row.id];
      this.at(row.id).value = seen(row);
      if (this.at(row.id).peek()?.state === "waiting") this.own(row.id);
    }
    this.readNow.value = true;
  }

  // Its sending is this tab's business, now or when the tab that has it is gone.
  private own(id: string): void {
    if (this.owned.get(id)?.isMine) return this.pump();
    if (this.owned.has(id)) return;
    const own = { isMine: false, letGo: () => undefined as void };
    this.owned.set(id, own);
    own.letGo = this.needs.tabs.own(id, () => void this.begin(id, own));
  }
  private async begin(id: string, own: { isMine: boolean }): Promise<void> {
    own.isMine = true;
    // As the tab before left it.
    const row = await this.needs.shelf.row(id);
    if (row?.file) return this.say(seen(row));
    const content = this.bytes.get(id) ?? (await this.needs.shelf.bytes(id));
    const now = this.at(id).peek();
    if (!now) return this.letGo(id);
    if (!content) return this.say({ ...now, state: "lost", isKept: false });
    this.bytes.set(id, content);
    // The tab before was in the middle of it.
    if (now.state === "sending") this.say({ ...now, state: "waiting" });
    this.pump();
  }

  private pump(isAtOnce = false): void {
    if (isAtOnce) this.isBackingOff = false;
    if (this.sending || this.isBackingOff || !this.store.status.peek().isLive) return;
    const id = this.ids.peek().find((each) => this.owned.get(each)?.isMine && this.bytes.has(each) && this.at(each).peek()?.state === "waiting");
    if (id !== undefined) void this.send(id, this.at(id).peek()!, this.bytes.get(id)!);
  }
  private async send(id: string, upload: Upload, content: Blob): Promise<void> {
    const ending = new AbortController();
    this.sending = { id, ending };
    this.say({ ...upload, state: "sending" });
    const onProgress = (sentBytes: number): void => {
      const now = this.at(id).peek();
      if (now && sentBytes > now.sentBytes) this.attempts = 0;
      if (now && !ending.signal.aborted) this.say({ ...now, sentBytes });
    };
    try {
      const file = await this.needs.send({ id, name: upload.name, content }, { signal: ending.signal, onProgress });
      if (!ending.signal.aborted) await this.settle(id, { file });
    } catch (error) {
      if (!ending.signal.aborted) await this.settle(id, { error });
    }
    this.sending = undefined;
    this.pump();
  }
  private async settle(id: string, outcome: { readonly file: StoredFile } | { readonly error: unknown }): Promise<void> {
    const now = this.at(id).peek();
    if (!now) return;
    if ("file" in outcome) {
      const { file } = outcome;
      this.bytes.delete(id);
      this.say({ ...now, state: "done", sentBytes: now.sizeBytes, file, isKept: true });
      return this.needs.shelf.put({ ...this.rowOf(now), isKept: false, file: toBinary(FileSchema, file), doneMs: this.needs.now() });
    }
    const { code, message, retryAfterMs } = outcome.error instanceof CallRefused ? outcome.error : new CallRefused("unknown", String(outcome.error));
    const mayPass = passing.has(code) && (code !== "resource_exhausted" || retryAfterMs > 0);
    const isLine = code === "unavailable" || code === "deadline_exceeded" || code === "lost";
    // Signed out: it goes on when there is a connection again.
    if (code === "unauthenticated" || (mayPass && (isLine || this.attempts < attemptsMax))) {
      this.say({ ...now, state: "waiting" });
      return this.backOff(retryAfterMs);
    }
    this.attempts = 0;
    const refused = { code, message };
    this.say({ ...now, state: "refused", refused });
    await this.needs.shelf.put({ ...this.rowOf(now), refused });
  }
  private backOff(retryAfterMs: number): void {
    this.attempts += 1;
    this.isBackingOff = true;
    this.needs.later(() => this.pump(true), Math.max(retryAfterMs, Math.min(60_000, 500 * 2 ** this.attempts)));
  }

  // What waits for files that are all there.
  private release(): void {
    for (const { n, awaits } of this.store.commands.value) {
      if (awaits?.every((id) => this.at(id).value?.state === "done")) queueMicrotask(() => void this.store.retry(n).catch(() => undefined));
    }
  }

  private at(id: string): Signal<Upload | undefined> {
    let found = this.all.get(id);
    if (!found) this.all.set(id, (found = signal(undefined)));
    return found;
  }
  private rowOf({ id, name, sizeBytes, mediaType, isKept }: Upload): UploadRow {
    return { id, name, sizeBytes, mediaType, isKept, createdMs: this.needs.now() };
  }
  private say(upload: Upload): void {
    this.at(upload.id).value = upload;
    this.needs.tabs.tell(upload);
    if (upload.state === "done") this.letGo(upload.id);
  }
  private hear(word: Upload | { readonly gone: string }): void {
    if ("gone" in word) return this.forget(word.gone);
    if (!this.ids.peek().includes(word.id)) this.ids.value = [...this.ids.peek(), word.id];
    this.at(word.id).value = word;
    // Should that tab go, this one carries on.
    if (word.state === "waiting" || word.state === "sending") this.own(word.id);
    else this.letGo(word.id);
  }
  private forget(id: string): void {
    if (this.sending?.id === id) this.sending.ending.abort();
    this.at(id).value = undefined;
    this.ids.value = this.ids.peek().filter((each) => each !== id);
    this.bytes.delete(id);
    this.letGo(id);
  }
  private letGo(id: string): void {
    const own = this.owned.get(id);
    this.owned.delete(id);
    own?.letGo();
  }
}

const ofStores = new WeakMap<Store, Uploads>();

// One a person; the first to ask has it go on with what waits.
export function uploads(store: Store): Uploads {
  let found = ofStores.get(store);
  if (!found) {
    const later = (run: () => void, afterMs: number): void => void setTimeout(run, afterMs);
    const needs = { shelf: new UploadShelf(store.me), tabs: openUploadTabs(store.me), send: sendFile, cancel: cancelUpload, later, now: Date.now };
    ofStores.set(store, (found = new Uploads(store, needs)));
  }
  return found;
}
