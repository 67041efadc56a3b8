// SPDX-License-Identifier: GPL-3.0-or-later
// Files on their way, against a model of the server's uploads.
import assert from "node:assert/strict";
import { test } from "node:test";
import "fake-indexeddb/auto";
import { signal } from "@preact/signals";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { BeginUploadRequestSchema, FileSchema, FinishUploadRequestSchema, GetFileRequestSchema, UploadSchema } from "../gen/fika/v1/files_pb";
import { makeId } from "../sync/ids";
import type { CommandView } from "../sync/outbox";
import { sendFile } from "../sync/upload_pieces";
import { UploadShelf } from "../sync/upload_shelf";
import type { Store } from "./store";
import { Uploads } from "./uploads";

const pieceBytesMax = 40_000;

class Server {
  readonly uploads = new Map<string, { name: string; size: number; bytes: Uint8Array }>();
  readonly files = new Map<string, { name: string; bytes: Uint8Array }>();
  readonly asked: string[] = [];
  // Answers instead of the server, once each: "lost" does what is asked, and its answer is lost.
  readonly instead: (Response | Promise<Response> | "offline" | "lost" | undefined)[] = [];

  readonly fetch = (async (address: string, init: RequestInit = {}): Promise<Response> => {
    const name = address.slice(address.lastIndexOf("/") + 1);
    this.asked.push(init.method === "POST" ? name : `${init.method}`);
    const instead = this.instead.shift();
    if (instead instanceof Promise) return instead;
    if (instead === "offline") throw new TypeError("fetch failed");
    if (instead instanceof Response) return instead;
    const answer = init.method === "POST" ? this.call(name, init.body as Uint8Array) : this.piece(name, init);
    if (instead === "lost") throw new TypeError("fetch failed");
    return answer;
  }) as typeof fetch;

  private call(name: string, body: Uint8Array): Response {
    if (name === "BeginUpload") {
      const { id, name: called, sizeBytes } = fromBinary(BeginUploadRequestSchema, body);
      if (this.files.has(id)) return refusal(409, "already_exists");
      if (!this.uploads.has(id)) this.uploads.set(id, { name: called, size: Number(sizeBytes), bytes: new Uint8Array() });
      return told(toBinary(UploadSchema, create(UploadSchema, { id, sizeBytes, pieceBytesMax })));
    }
    const { id } = fromBinary(name === "GetFile" ? GetFileRequestSchema : FinishUploadRequestSchema, body);
    const upload = this.uploads.get(id);
    if (name === "FinishUpload" && upload?.bytes.length === upload?.size && upload) {
      this.files.set(id, upload);
      this.uploads.delete(id);
    } else if (name !== "GetFile") return refusal(404, "not_found");
    const file = this.files.get(id);
    return file ? told(toBinary(FileSchema, create(FileSchema, { id, name: file.name, sizeBytes: BigInt(file.bytes.length) }))) : refusal(404, "not_found");
  }
  private piece(id: string, { method, headers, body }: RequestInit): Response {
    const upload = this.uploads.get(id);
    if (!upload) return refusal(404, "not_found");
    const at = Number((headers as Record<string, string> | undefined)?.["upload-offset"] ?? -1);
    const isRight = at === upload.bytes.length;
    if (method === "PATCH" && isRight) upload.bytes = joined(upload.bytes, new Uint8Array(body as ArrayBuffer));
    return new Response(null, { status: method === "HEAD" ? 200 : isRight ? 204 : 409, headers: { "upload-offset": `${upload.bytes.length}` } });
  }
}

const told = (bytes: Uint8Array): Response => new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { "content-type": "application/proto" } });
const refusal = (status: number, code: string): Response => Response.json({ code, message: "No." }, { status });
const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => Uint8Array.from([...a, ...b]);

function contentOf(size: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: size }, (_, at) => at % 251);
}
const fileOf = (name: string, size: number, type = "image/png"): File => Object.assign(new Blob([contentOf(size)], { type }), { name, lastModified: 1 }) as unknown as File;

class Scene {
  readonly server = new Server();
  readonly person = makeId();
  readonly status = signal({ isLive: true });
  readonly commands = signal<readonly CommandView[]>([]);
  readonly retried: number[] = [];
  readonly cancelled: string[] = [];
  nowMs = 1_000_000_000_000;
  private timers: { run: () => void; at: number }[] = [];

  // As a page does that is loaded anew: all that was not kept is gone.
  open(keptBytesMax = 1_000_000): Uploads {
    this.timers = [];
    const store = { status: this.status, commands: this.commands, retry: async (n: number) => void this.retried.push(n) } as unknown as Store;
    return new Uploads(store, {
      shelf: new UploadShelf(this.person, keptBytesMax),
      tabs: { own: (_, begin) => (queueMicrotask(begin), () => undefined), tell: () => undefined, hear: () => undefined },
      send: (file, needs) => sendFile(file, { ...needs, fetch: this.server.fetch }),
      cancel: async (id) => void this.cancelled.push(id),
      later: (run, afterMs) => this.timers.push({ run, at: this.nowMs + afterMs }),
      now: () => this.nowMs,
    });
  }
  passes(ms: number): void {
    this.nowMs += ms;
    const due = this.timers.filter(({ at }) => at <= this.nowMs);
    this.timers = this.timers.filter(({ at }) => at > this.nowMs);
    for (const { run } of due) run();
  }
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  assert.fail("it did not come to that");
}
const stateOf = (found: Uploads, id: string): string | undefined => found.upload(id).value?.state;

test("a file goes in pieces and is there as it was", async () => {
  const scene = new Scene();
  const found = scene.open();
  const [id = ""] = found.add([fileOf("Fika i köket.png", 100_000)]);
  await until(() => stateOf(found, id) === "done");
  assert.deepEqual(scene.server.asked, ["BeginUpload", "HEAD", "PATCH", "PATCH", "PATCH", "FinishUpload"]);
  assert.deepEqual(scene.server.files.get(id)?.bytes, contentOf(100_000));
  assert.equal(found.upload(id).value?.file?.name, "Fika i köket.png");
});

test("after every loss it goes on where the server stands, and what had arrived is found", async () => {
  for (let at = 0; at < 6; at += 1) {
    for (const loss of ["offline", "lost"] as const) {
      const scene = new Scene();
      const found = scene.open();
      scene.server.instead.push(...Array.from({ length: at }, () => undefined), loss);
      const [id = ""] = found.add([fileOf("a.png", 100_000)]);
      await until(() => scene.server.asked.length === at + 1 && stateOf(found, id) === "waiting");
      await until(() => (scene.passes(60_000), stateOf(found, id) === "done"));
      assert.deepEqual(scene.server.files.get(id)?.bytes, contentOf(100_000), `${loss} at ${at}`);
      assert.ok(scene.server.asked.filter((name) => name === "PATCH").length <= 4);
    }
  }
});

test("without a connection it waits, over a reload, and then goes by itself", async () => {
  const scene = new Scene();
  scene.status.value = { isLive: false };
  const [id = ""] = scene.open().add([fileOf("a.png", 50_000)]);
  await new Promise((resolve) => setTimeout(resolve, 20));
  const after = scene.open();
  await until(() => after.isRead.value);
  assert.deepEqual([stateOf(after, id), scene.server.asked], ["waiting", []]);
  assert.equal((await after.contentOf(id))?.size, 50_000);
  scene.status.value = { isLive: true };
  await until(() => stateOf(after, id) === "done");
  assert.deepEqual(scene.server.files.get(id)?.bytes, contentOf(50_000));
});

test("what is too large to be kept is chosen again after a reload, and goes on", async () => {
  const scene = new Scene();
  scene.status.value = { isLive: false };
  const before = scene.open(60_000);
  const [small = "", large = ""] = before.add([fileOf("small.png", 50_000), fileOf("large.png", 50_001)]);
  await until(() => before.upload(small).value?.isKept === true && before.upload(large).value?.isKept === false);
  const after = scene.open(60_000);
  await until(() => stateOf(after, large) === "lost");
  assert.equal(stateOf(after, small), "waiting");
  assert.equal(after.chooseAgain(large, fileOf("other.png", 50_000)), false);
  assert.equal(after.chooseAgain(large, fileOf("large.png", 50_001)), true);
  scene.status.value = { isLive: true };
  await until(() => stateOf(after, small) === "done" && stateOf(after, large) === "done");
});

test("what the server refuses says why and waits for the person; what may pass is tried again", async () => {
  const scene = new Scene();
  const found = scene.open();
  const busy = Response.json({ code: "resource_exhausted", message: "Later." }, { status: 429, headers: { "retry-after": "5" } });
  scene.server.instead.push(busy, refusal(403, "resource_exhausted"));
  const [id = "", large = "", empty = ""] = found.add([fileOf("a.png", 10), fileOf("b.mov", 10), fileOf("c.txt", 0)]);
  await until(() => stateOf(found, empty) === "refused");
  assert.equal(found.upload(empty).value?.refused?.code, "empty");
  await until(() => scene.server.asked.length === 1 && stateOf(found, id) === "waiting");
  scene.passes(4_999);
  assert.equal(scene.server.asked.length, 1);
  scene.passes(1);
  await until(() => stateOf(found, id) === "refused" && stateOf(found, large) === "done");
  assert.deepEqual(found.upload(id).value?.refused, { code: "resource_exhausted", message: "No." });
  scene.server.instead.push(new Response(null, { status: 200, headers: { "content-type": "text/html" } }));
  found.retry(id);
  await until(() => (scene.passes(60_000), stateOf(found, id) === "done"));
});

test("what waits for files goes when all of them are there", async () => {
  const scene = new Scene();
  scene.status.value = { isLive: false };
  const found = scene.open();
  const ids = found.add([fileOf("a.png", 10), fileOf("b.png", 20)]);
  scene.commands.value = [{ n: 7, awaits: ids } as unknown as CommandView, { n: 8 } as unknown as CommandView];
  await new Promise((resolve) => setTimeout(resolve, 10));
  assert.deepEqual(scene.retried, []);
  scene.status.value = { isLive: true };
  await until(() => ids.every((id) => stateOf(found, id) === "done"));
  await until(() => scene.retried.length > 0);
  assert.ok(scene.retried.every((n) => n === 7));
});

test("one that is given up is gone, here and there", async () => {
  const scene = new Scene();
  const found = scene.open();
  scene.server.instead.push("offline");
  const [id = ""] = found.add([fileOf("a.png", 10)]);
  await until(() => scene.server.asked.length === 1);
  await found.cancel(id);
  scene.passes(60_000);
  await new Promise((resolve) => setTimeout(resolve, 10));
  assert.deepEqual([stateOf(found, id), scene.cancelled, scene.server.files.size], [undefined, [id], 0]);
  const after = scene.open();
  await until(() => after.isRead.value);
  assert.equal(stateOf(after, id), undefined);
});

test("a server that had forgotten the upload gets it from the beginning", async () => {
  const scene = new Scene();
  const found = scene.open();
  const [id = ""] = found.add([fileOf("a.png", 100_000)]);
  await until(() => scene.server.asked.includes("PATCH"));
  scene.server.uploads.delete(id);
  await until(() => (scene.passes(60_000), stateOf(found, id) === "done"));
  assert.deepEqual(scene.server.files.get(id)?.bytes, contentOf(100_000));
});

test("when the tab that sends it goes, another goes on from where it was", async () => {
  const scene = new Scene();
  const found = scene.open();
  const shelf = new UploadShelf(scene.person);
  const words: ((word: unknown) => void)[] = [];
  const begins = new Map<string, () => void>();
  const other = new Uploads({ status: scene.status, commands: scene.commands, retry: async () => undefined } as unknown as Store, {
    shelf,
    tabs: { own: (id, begin) => (begins.set(id, begin), () => undefined), tell: () => undefined, hear: (listen) => void words.push(listen) },
    send: (file, needs) => sendFile(file, { ...needs, fetch: scene.server.fetch }),
    cancel: async () => undefined,
    later: () => undefined,
    now: () => scene.nowMs,
  });
  const never = new Promise<Response>(() => undefined);
  scene.server.instead.push(undefined, undefined, undefined, never);
  const [id = ""] = found.add([fileOf("a.png", 100_000)]);
  await until(() => scene.server.asked.length === 4);
  for (const listen of words) listen({ ...found.upload(id).value });
  assert.equal(stateOf(other, id), "sending");
  begins.get(id)?.();
  await until(() => stateOf(other, id) === "done");
  assert.deepEqual(scene.server.files.get(id)?.bytes, contentOf(100_000));
});
