// SPDX-License-Identifier: GPL-3.0-or-later
// What the real server answers when nothing is under way: to a Hello from each position that a person's
// clients stood at, to a first one, and about every message they may see.
import { create, type DescMessage, type DescMethodUnary, fromBinary, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { ListMessagesReplySchema, MessageService } from "../gen/fika/v1/messages_pb";
import { nowhere, type Position } from "./link_types";
import { methodName } from "./methods";
import { readFrame, RecordingClient } from "./recorded_client_for_tests";
import type { RecordedScene } from "./recorded_scene_for_tests";
import type { RecordedEnd } from "./recording_for_tests";
import type { Account, TestServer } from "./server_for_tests";

export interface RecordedClientOf {
  readonly name: string;
  readonly account: Account;
  readonly clients: readonly RecordingClient[];
  readonly ends: RecordedEnd[];
}

export async function recordEnd(server: TestServer, scene: RecordedScene, { account, clients }: RecordedClientOf): Promise<RecordedEnd> {
  const positions = new Map(clients.flatMap((client) => [...client.positions]));
  const answers: { hello: Position; frame: Uint8Array }[] = [];
  for (const hello of positions.values()) answers.push({ hello, frame: await answerTo(server, account, hello) });
  const fetched: { method: string; seq: number; response: Uint8Array }[] = [];
  for (const root of [...scene.threads, ...scene.talks]) fetched.push(...(await messagesOf(server, account, root)));
  const bootstrap = await answerTo(server, account, nowhere);
  const headOf = (bytes: Uint8Array): unknown => {
    const { frame } = readFrame(bytes);
    return "upto" in (frame.value ?? {}) ? (frame.value as { upto?: { seq: bigint } }).upto?.seq : undefined;
  };
  if (answers.some(({ frame }) => headOf(frame) !== headOf(bootstrap))) throw new Error("something was still under way");
  return { answers, bootstrap, fetched };
}

async function answerTo(server: TestServer, { token }: Account, hello: Position): Promise<Uint8Array> {
  const client = new RecordingClient(server.port, token, hello);
  await client.connect();
  client.cut();
  const [answer] = client.connections[0]?.frames ?? [];
  if (!answer) throw new Error("a Hello was not answered");
  return answer;
}

// All pages of a thread or conversation; none where it is not to be seen.
async function messagesOf(server: TestServer, account: Account, root: string) {
  const { listMessages } = MessageService.method;
  const pages: { method: string; seq: number; response: Uint8Array }[] = [];
  for (let after = 0n; ; ) {
    const answer = await raw(server, account, listMessages, { root, after, limit: 500 });
    const messages = answer ? fromBinary(ListMessagesReplySchema, answer.response).messages : [];
    const last = messages.at(-1);
    if (!answer || !last) return pages;
    pages.push({ method: methodName(listMessages), ...answer });
    after = last.ordinal;
  }
}

// With the bytes of the answer, as they came.
async function raw<I extends DescMessage, O extends DescMessage>(server: TestServer, by: Account, method: DescMethodUnary<I, O>, request: MessageInitShape<I>) {
  const response = await fetch(`http://127.0.0.1:${server.port}/api/${methodName(method)}`, {
    method: "POST",
    headers: { "content-type": "application/proto", authorization: `Bearer ${by.token}` },
    body: toBinary(method.input, create(method.input, request)) as Uint8Array<ArrayBuffer>,
  });
  return response.ok ? { seq: Number.MAX_SAFE_INTEGER, response: new Uint8Array(await response.arrayBuffer()) } : undefined;
}
