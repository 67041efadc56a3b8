// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands that wait make of the world, before the server has said so: one function a
// method. A method without one shows nothing until it is confirmed. Refused commands are drawn, too,
// where they made something: what a person has written does not vanish because it was refused.
import { create, type DescMethod, fromBinary, type Message, type MessageInitShape, type MessageShape } from "@bufbuild/protobuf";
import { CommunityLevelSchema, CommunitySchema, CommunityService, MemberSchema } from "../gen/fika/v1/communities_pb";
import { ConversationSchema, ConversationService } from "../gen/fika/v1/conversations_pb";
import { InboxItemSchema, type Message as Post, MessageSchema, MessageService, ReactionSchema } from "../gen/fika/v1/messages_pb";
import { type Page, PageSchema, PageService } from "../gen/fika/v1/pages_pb";
import { PeopleService, type PersonSettings, PersonSettingsSchema } from "../gen/fika/v1/people_pb";
import { DraftSchema, ReadingService, ReadMarkerSchema } from "../gen/fika/v1/reading_pb";
import { SavedMessageSchema, SavedService } from "../gen/fika/v1/saved_pb";
import { HeadSchema, ThreadLevelSchema, ThreadSchema, ThreadService, ThreadKind } from "../gen/fika/v1/threads_pb";
import { keyOfIds } from "../sync/entity_kinds";
import { methodName } from "../sync/methods";
import type { CommandView } from "../sync/outbox";
import { readThrough } from "./reckoning";
import { type Drawn, keyOf, type World } from "./world";

export interface Canvas {
  readonly me: string;
  readonly command: CommandView;
  get<T extends Message>(key: string): T | undefined;
  // A message wherever it is.
  post(id: string): Post | undefined;
  put(entity: Message): void;
  erase(key: string): void;
}

type Draw = (request: never, canvas: Canvas) => void;
const draws = new Map<string, { readonly method: DescMethod; readonly draw: Draw }>();

export function drawn<M extends DescMethod>(method: M, draw: (request: MessageShape<M["input"]>, canvas: Canvas) => void): void {
  draws.set(methodName(method), { method, draw: draw as Draw });
}

// The ordinal of a post that has none yet: behind everything, in the order written.
export const pendingOrdinal = (n: number): bigint => 1n << 62n | BigInt(n);
export const isPendingOrdinal = (ordinal: bigint): boolean => ordinal >= 1n << 62n;

function drawPost(canvas: Canvas, post: { id: string; root: string; text: string; quotes?: string[] }): void {
  const { n, createdMs } = canvas.command;
  const ordinal = pendingOrdinal(n);
  canvas.put(create(MessageSchema, { ...post, author: canvas.me, createdAtMs: BigInt(createdMs), ordinal }));
}

drawn(MessageService.method.postMessage, ({ id, root, text, quotes }, canvas) => drawPost(canvas, { id, root, text, quotes }));
drawn(MessageService.method.editMessage, ({ message, text }, canvas) => {
  const post = canvas.post(message);
  if (post) canvas.put(create(MessageSchema, { ...fields(post), text, html: "", editedAtMs: BigInt(canvas.command.createdMs) }));
});
drawn(MessageService.method.deleteMessage, ({ message }, canvas) => {
  const post = canvas.post(message);
  if (!post) return;
  canvas.put(create(MessageSchema, { ...fields(post), text: "", html: "", mentions: [], quotes: [], pinned: false, deleted: true }));
});
drawn(MessageService.method.setMessagePinned, ({ message, pinned }, canvas) => {
  const post = canvas.post(message);
  if (post) canvas.put(create(MessageSchema, { ...fields(post), pinned }));
});
drawn(MessageService.method.addReaction, ({ message, emoji }, canvas) => {
  const post = canvas.post(message);
  if (post) canvas.put(create(ReactionSchema, { root: post.root, message, person: canvas.me, emoji }));
});
drawn(MessageService.method.removeReaction, ({ message, emoji }, canvas) => {
  const post = canvas.post(message);
  if (post) canvas.erase(keyOf(create(ReactionSchema, { root: post.root, message, person: canvas.me, emoji })));
});

drawn(ThreadService.method.startThread, ({ id, community, kind, title, message, text, language }, canvas) => {
  const { me: author, command } = canvas;
  const createdAtMs = BigInt(command.createdMs);
  const shown = title || (text.trim().split("\n", 1)[0] ?? "");
  const started = { id, community, author, createdAtMs, language, title: shown, kind: kind || ThreadKind.DISCUSSION };
  canvas.put(create(ThreadSchema, started));
  const head = create(HeadSchema, { root: id, lastAtMs: createdAtMs, lastAuthor: author });
  if (!canvas.get(keyOf(head))) canvas.put(head);
  drawPost(canvas, { id: message, root: id, text });
});
function patchThread(canvas: Canvas, id: string, patch: { title?: string; resolved?: boolean; resolvedBy?: string; pinned?: boolean }): void {
  const thread = canvas.get(keyOfIds(20, id));
  if (thread) canvas.put(create(ThreadSchema, { ...fields(thread), ...patch }));
}
drawn(ThreadService.method.renameThread, ({ thread, title }, canvas) => patchThread(canvas, thread, { title }));
drawn(ThreadService.method.setThreadPinned, ({ thread, pinned }, canvas) => patchThread(canvas, thread, { pinned }));
drawn(ThreadService.method.setResolved, ({ thread, resolved }, canvas) =>
  patchThread(canvas, thread, { resolved, resolvedBy: resolved ? canvas.me : "" }),
);
drawn(ThreadService.method.setThreadLevel, ({ thread, follow }, canvas) =>
  canvas.put(create(ThreadLevelSchema, { person: canvas.me, thread, follow })),
);

drawn(CommunityService.method.createCommunity, (request, canvas) => {
  const { id, name, purpose, theme, rhythm, languages, openness } = request;
  canvas.put(create(CommunitySchema, { id, name, purpose, theme, rhythm, languages, openness, createdBy: canvas.me }));
});
function patchCommunity(canvas: Canvas, id: string, patch: MessageInitShape<typeof CommunitySchema>): void {
  const held = canvas.get<MessageShape<typeof CommunitySchema>>(keyOfIds(10, id));
  if (held) canvas.put(create(CommunitySchema, { ...fields(held), ...patch }));
}
drawn(CommunityService.method.updateCommunity, ({ community, name, purpose, theme, rhythm, openness, ...rest }, canvas) =>
  patchCommunity(canvas, community, {
    ...(name === undefined ? {} : { name }),
    ...(purpose === undefined ? {} : { purpose }),
    ...(theme === undefined ? {} : { theme }),
    ...(rhythm === undefined ? {} : { rhythm }),
    ...(openness === undefined ? {} : { openness }),
    ...(rest.replaceLanguages ? { languages: rest.languages } : {}),
  }),
);
drawn(CommunityService.method.setArchived, ({ community, archived }, canvas) => patchCommunity(canvas, community, { archived }));
drawn(CommunityService.method.setCommunityLevel, ({ community, level }, canvas) =>
  canvas.put(create(CommunityLevelSchema, { person: canvas.me, community, level })),
);
drawn(CommunityService.method.leaveCommunity, ({ community }, canvas) => canvas.erase(keyOfIds(14, canvas.me, community)));
drawn(ConversationService.method.startConversation, ({ id, participants }, canvas) => {
  const everybody = [...new Set([canvas.me, ...participants])].sort();
  canvas.put(create(ConversationSchema, { id, participants: everybody, createdAtMs: BigInt(canvas.command.createdMs) }));
});

drawn(PeopleService.method.updateProfile, ({ timeZone, interfaceLanguage, typingOff, hereNowOff }, canvas) => {
  const settings = canvas.get<PersonSettings>(keyOfIds(3, canvas.me));
  if (!settings) return;
  const change = { timeZone, interfaceLanguage, typingOff, hereNowOff };
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  canvas.put(create(PersonSettingsSchema, { ...fields(settings), ...given }));
});
drawn(ConversationService.method.addParticipants, ({ id, conversation, participants }, canvas) => {
  const before = canvas.get<MessageShape<typeof ConversationSchema>>(keyOfIds(40, conversation))?.participants ?? [canvas.me];
  const everybody = [...new Set([...before, ...participants])].sort();
  const createdAtMs = BigInt(canvas.command.createdMs);
  canvas.put(create(ConversationSchema, { id, participants: everybody, previous: conversation, createdAtMs }));
});

function patchPage(canvas: Canvas, id: string, patch: MessageInitShape<typeof PageSchema>): void {
  const page = canvas.get<Page>(keyOfIds(60, id));
  if (page) canvas.put(create(PageSchema, { ...fields(page), ...patch }));
}
drawn(PageService.method.movePage, ({ page, community, parent, before }, canvas) => {
  const next = before ? canvas.get<Page>(keyOfIds(60, before))?.rank : undefined;
  patchPage(canvas, page, { community, parent, rank: next === undefined ? `~${canvas.command.n}` : rankBefore(next) });
});
drawn(PageService.method.trashPage, ({ page }, canvas) =>
  patchPage(canvas, page, { trashedAtMs: BigInt(canvas.command.createdMs), trashedBy: canvas.me }),
);
drawn(PageService.method.restorePage, ({ page }, canvas) => patchPage(canvas, page, { trashedAtMs: 0n, trashedBy: "" }));
// Just in front of a sibling until the server says where: behind all that is smaller by more than a letter.
const rankBefore = (rank: string): string => `${rank.slice(0, -1)}${String.fromCharCode(rank.charCodeAt(rank.length - 1) - 1)}~`;

drawn(SavedService.method.saveMessage, ({ message, note }, canvas) => {
  const held = canvas.get<MessageShape<typeof SavedMessageSchema>>(keyOfIds(52, canvas.me, message));
  const savedAtMs = held?.savedAtMs ?? BigInt(canvas.command.createdMs);
  const root = canvas.post(message)?.root ?? held?.root ?? "";
  canvas.put(create(SavedMessageSchema, { person: canvas.me, message, root, savedAtMs, note }));
});
drawn(SavedService.method.unsaveMessage, ({ message }, canvas) => canvas.erase(keyOfIds(52, canvas.me, message)));

drawn(ReadingService.method.markRead, ({ root, generation, ordinal }, canvas) => {
  const key = keyOfIds(50, canvas.me, root);
  const marker = canvas.get<MessageShape<typeof ReadMarkerSchema>>(key);
  if (generation < (marker?.generation ?? 0n) || ordinal <= (marker?.ordinal ?? 0n)) return;
  // The first one sets down what counted as read before.
  const counted = marker ? 0n : countedAsRead(canvas, root);
  const upTo = ordinal > counted ? ordinal : counted;
  canvas.put(create(ReadMarkerSchema, { person: canvas.me, root, generation: marker?.generation ?? 0n, ordinal: upTo }));
});
function countedAsRead({ get, me }: Canvas, root: string): bigint {
  const { lastOrdinal = 0n, lastAtMs = 0n } = get<MessageShape<typeof HeadSchema>>(keyOfIds(21, root)) ?? {};
  const place = get<MessageShape<typeof ThreadSchema>>(keyOfIds(20, root))?.community ?? root;
  const { joinedAtMs = 0n } = get<MessageShape<typeof MemberSchema>>(keyOfIds(12, place, me)) ?? {};
  return readThrough({ lastOrdinal, lastAtMs, joinedAtMs, markedUpTo: undefined });
}
drawn(ReadingService.method.markUnread, ({ root, ordinal }, canvas) => {
  const marker = canvas.get<MessageShape<typeof ReadMarkerSchema>>(keyOfIds(50, canvas.me, root));
  if (ordinal > (marker?.ordinal ?? 0n)) return;
  const generation = (marker?.generation ?? 0n) + 1n;
  canvas.put(create(ReadMarkerSchema, { person: canvas.me, root, generation, ordinal: ordinal - 1n }));
});
drawn(ReadingService.method.saveDraft, ({ target, title, text }, canvas) => {
  if (title === "" && text.trim() === "") return canvas.erase(keyOfIds(51, canvas.me, target));
  const updatedAtMs = BigInt(canvas.command.createdMs);
  canvas.put(create(DraftSchema, { person: canvas.me, target, title, text, updatedAtMs }));
});
drawn(ReadingService.method.setInboxDone, ({ item, done }, canvas) => {
  const held = canvas.get(keyOfIds(33, canvas.me, item));
  if (held) canvas.put(create(InboxItemSchema, { ...fields(held), done }));
});

// Of the commands in their order, on top of what is confirmed. What is confirmed already is not drawn
// again: a post whose own change has come is the server's, whatever the outbox still says.
export function drawAll(world: World, me: string, commands: readonly CommandView[]): Drawn {
  const canvas = new Map<string, Message | null>();
  const postKeys = new Map<string, string>();
  for (const command of commands) {
    const known = draws.get(command.method);
    const isOver = command.state === "answered" || (command.state === "refused" && command.makes.length === 0);
    if (!known || isOver) continue;
    const get = <T extends Message>(key: string): T | undefined => {
      const drawn = canvas.get(key);
      return (drawn === undefined ? world.confirmedAt(key) : (drawn ?? undefined)) as T | undefined;
    };
    known.draw(fromBinary(known.method.input, command.request) as never, {
      me,
      command,
      get,
      post: (id) => get<Post>(postKeys.get(id) ?? world.keyOfPost(id) ?? ""),
      put: (entity) => {
        const key = keyOf(entity);
        if (entity.$typeName === "fika.v1.Message") postKeys.set((entity as Post).id, key);
        const isMade = command.makes.includes((entity as Message & { id?: string }).id ?? "");
        if (!isMade || !world.confirmedAt(key)) canvas.set(key, entity);
      },
      erase: (key) => void canvas.set(key, null),
    });
  }
  return canvas;
}

// To make another of it: without what marks it as a message of its own.
export function fields<T extends Message>(entity: T): Omit<T, "$typeName" | "$unknown"> {
  const { $typeName: _, $unknown: __, ...rest } = entity;
  return rest;
}
