// SPDX-License-Identifier: GPL-3.0-or-later
// Files in a text: named by Markdown, each on a line of its own behind what was written; and messages that wait
// for theirs.
import { fromBinary } from "@bufbuild/protobuf";
import { FileService } from "../gen/fika/v1/files_pb";
import { MessageService, PostMessageRequestSchema } from "../gen/fika/v1/messages_pb";
import { StartThreadRequestSchema, ThreadService } from "../gen/fika/v1/threads_pb";
import type { CommandView } from "../sync/outbox";
import { post } from "./messages";
import type { Store } from "./store";
import { type NewThread, startThread } from "./threads";
import { type Upload, uploads } from "./uploads";

export interface Attached {
  readonly id: string;
  // Of a picture: what is in it.
  readonly alt: string;
  // Of sound or video: the file with its captions, on its way as well.
  readonly captions: string;
}

type Named = Pick<Upload, "id" | "name" | "mediaType"> & Partial<Pick<Upload, "file">>;

const typeOf = ({ file, mediaType }: Named): string => file?.mediaType ?? mediaType;
export const isPicture = (file: Named): boolean => /^image\/(png|jpeg|gif|webp|avif|heic|heif)$/.test(typeOf(file));
export const isSoundOrVideo = (file: Named): boolean => /^(audio|video)\//.test(typeOf(file));

const plain = (words: string): string => words.replace(/\s+/g, " ").trim().replace(/[\\[\]`*_<>!]/g, "\\$&");

export function markdownOf(file: Named, alt: string): string {
  const path = `/files/${file.id}`;
  return isPicture(file) ? `![${plain(alt)}](${path})` : `[${plain(file.file?.name ?? file.name) || path}](${path})`;
}

const words = String.raw`((?:[^\\[\]]|\\.)*)`;
const link = new RegExp(String.raw`!?\[${words}\]\(/files/([0-9a-f-]{36})\)`, "g");
const lineOfLinks = new RegExp(String.raw`^[ \t]*(?:!?\[${words}\]\(/files/[0-9a-f-]{36}\)[ \t]*)+$`);

// What is said of a file where a text names it.
export function altIn(text: string, id: string): string {
  for (const [, alt = "", named] of text.matchAll(link)) if (named === id) return alt.replace(/\\(.)/g, "$1");
  return "";
}

// Without the lines that only name files, of these where some are given.
export function withoutFiles(text: string, ids?: ReadonlySet<string>): string {
  const isLeft = (line: string): boolean => !lineOfLinks.test(line) || (ids !== undefined && ![...line.matchAll(link)].every(([, , id = ""]) => ids.has(id)));
  return text.split("\n").filter(isLeft).join("\n").trim();
}

// Both may still be on their way.
export function giveCaptions(store: Store, file: string, captions: string): Promise<void> {
  return store.command(FileService.method.setCaptions, { file, captions }, { about: [file], awaits: [file, captions] });
}

// The text with its files, and what it waits for; captions are given to what they belong to first.
async function named(store: Store, text: string, files: readonly Attached[]): Promise<{ readonly text: string; readonly awaits: readonly string[] }> {
  const lines = files.flatMap(({ id, alt }) => {
    const upload = uploads(store).upload(id).peek();
    return upload ? [markdownOf(upload, alt)] : [];
  });
  for (const { id, captions } of files) {
    if (captions) await giveCaptions(store, id, captions);
  }
  return { text: [text, ...lines].filter(Boolean).join("\n\n"), awaits: files.flatMap(({ id, captions }) => (captions ? [id, captions] : [id])) };
}

// Posted now, sent when its files are there.
export async function postWithFiles(store: Store, root: string, text: string, quotes: readonly string[], files: readonly Attached[]): Promise<string> {
  const whole = await named(store, text, files);
  return post(store, root, whole.text, quotes, whole.awaits);
}
export async function startThreadWithFiles(store: Store, thread: NewThread, files: readonly Attached[]): Promise<string> {
  return startThread(store, { ...thread, ...(await named(store, thread.text, files)) });
}

export interface WaitingFiles {
  readonly ids: readonly string[];
  // What is left of the message without those that are not there; "": nothing.
  readonly textWithout: string;
}

const isStart = ({ method }: CommandView): boolean => method.endsWith("/StartThread");
const textOf = (command: CommandView): string => fromBinary(isStart(command) ? StartThreadRequestSchema : PostMessageRequestSchema, command.request).text;

// Of a message that waits for files.
export function waitingFiles(store: Store, command: CommandView): WaitingFiles | undefined {
  const { awaits = [], method } = command;
  if (awaits.length === 0 || !(isStart(command) || method.endsWith("/PostMessage"))) return undefined;
  const text = textOf(command);
  const missing = awaits.filter((id) => uploads(store).upload(id).value?.state !== "done");
  return { ids: awaits.filter((id) => text.includes(id)), textWithout: withoutFiles(text, new Set(missing)) };
}

export async function sendWithout(store: Store, command: CommandView): Promise<void> {
  const text = waitingFiles(store, command)?.textWithout;
  if (!text) return;
  if (isStart(command)) {
    const { $typeName: _, $unknown: __, ...request } = fromBinary(StartThreadRequestSchema, command.request);
    await store.retryWith(command.n, ThreadService.method.startThread, { ...request, text });
  } else {
    const { $typeName: _, $unknown: __, ...request } = fromBinary(PostMessageRequestSchema, command.request);
    await store.retryWith(command.n, MessageService.method.postMessage, { ...request, text });
  }
  await giveUpFiles(store, command);
}
// With the message that waits for them.
export async function discardWithFiles(store: Store, command: CommandView): Promise<void> {
  await store.discard(command.n);
  await giveUpFiles(store, command);
}
async function giveUpFiles(store: Store, { awaits = [] }: CommandView): Promise<void> {
  for (const other of store.commands.peek()) {
    if (other.method.endsWith("/SetCaptions") && other.awaits?.every((id) => awaits.includes(id))) await store.discard(other.n);
  }
  for (const id of awaits) if (uploads(store).upload(id).peek()?.state !== "done") await uploads(store).cancel(id);
}
