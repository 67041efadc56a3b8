// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CommandView } from "../sync/outbox";
import { sendingOf } from "./posts";

const command = (method: string, more: Partial<CommandView>): CommandView =>
  ({ n: 1, method: `fika.v1.MessageService/${method}`, makes: [], about: [], state: "pending", ...more }) as unknown as CommandView;

test("a message that is on its way is told from a change of it", () => {
  assert.equal(sendingOf("m", [command("PostMessage", { makes: ["m"] })])?.what, "post");
  assert.equal(sendingOf("m", [command("EditMessage", { about: ["m"] })])?.what, "change");
  assert.equal(sendingOf("m", [command("DeleteMessage", { about: ["m"], state: "refused" })])?.state, "refused");
});

test("the first message of a new thread is on its way with it", () => {
  assert.equal(sendingOf("m", [command("StartThread", { makes: ["t", "m"] })])?.what, "post");
});

test("an answer to it, a reaction and a pin are no part of that", () => {
  const others = [command("PostMessage", { makes: ["other"], about: ["root", "m"] }), command("AddReaction", { about: ["m"] }), command("SetMessagePinned", { about: ["m"] })];
  assert.equal(sendingOf("m", others), undefined);
});

test("of several changes the last one counts, and the post before any of them", () => {
  const edits = [command("EditMessage", { n: 1, about: ["m"] }), command("EditMessage", { n: 2, about: ["m"], state: "sending" })];
  assert.equal(sendingOf("m", edits)?.command.n, 2);
  assert.equal(sendingOf("m", [command("PostMessage", { makes: ["m"] }), ...edits])?.what, "post");
});
