// SPDX-License-Identifier: GPL-3.0-or-later
// Files in a text: named by Markdown, each on a line of its own behind what was written; and messages that wait
// for theirs.
import { fromBinary } from "@bufbuild/protobuf";
import { FileService } from "../gen/fika/v1/files_pb";
import { MessageService, PostMessageRequestSchema } from "../gen/fika/v1/messages_pb";
import type { CommandView } from "../sync/outbox";
import { post } from "./messages";
import type { Store } from "./store";
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

// Posted now, sent when its files are there.
export async function postWithFiles(store: Store, root: string, text: string, quotes: readonly string[], files: readonly Attached[]): Promise<string> {
  const found = uploads(store);
  const named = files.flatMap(({ id, alt }) => {
    const upload = found.upload(id).peek();
    return upload ? [markdownOf(upload, alt)] : [];
  });
  for (const { id, captions } of files) {
    if (captions) await store.command(FileService.method.setCaptions, { file: id, captions }, { about: [id], awaits: [id, captions] });
  }
  const awaits = files.flatMap(({ id, captions }) => (captions ? [id, captions] : [id]));
  return post(store, root, [text, ...named].filter(Boolean).join("\n\n"), quotes, awaits);
}

export interface WaitingFiles {
  readonly ids: readonly string[];
  // What is left of the message without those that are not there; "": nothing.
  readonly textWithout: string;
}

// Of a post that waits for files.
export function waitingFiles(store: Store, { method, request, awaits = [] }: CommandView): WaitingFiles | undefined {
  if (awaits.length === 0 || !method.endsWith("/PostMessage")) return undefined;
  const { text } = fromBinary(PostMessageRequestSchema, request);
  const missing = awaits.filter((id) => uploads(store).upload(id).value?.state !== "done");
  return { ids: awaits.filter((id) => text.includes(id)), textWithout: withoutFiles(text, new Set(missing)) };
}

export async function sendWithout(store: Store, command: CommandView): Promise<void> {
  const waiting = waitingFiles(store, command);
  if (!waiting?.textWithout) return;
  const { $typeName: _, $unknown: __, ...request } = fromBinary(PostMessageRequestSchema, command.request);
  await store.retryWith(command.n, MessageService.method.postMessage, { ...request, text: waiting.textWithout });
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
