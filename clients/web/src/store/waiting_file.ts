// SPDX-License-Identifier: GPL-3.0-or-later
// What was done and not sent, as a text to keep: each command with its method, its time and its request in
// protobuf's own JSON, and what was begun, so that nothing somebody wrote is lost with a device that must be handed in.
import { fromBinary, toJson } from "@bufbuild/protobuf";
import { methodNamed } from "../sync/methods";
import type { CommandView } from "../sync/outbox";
import { keptTexts } from "./kept_texts";
import type { Store } from "./store";

export function waitingFile(store: Store): string {
  const commands = store.commands.value.filter(({ state }) => state !== "sent");
  const texts = Object.fromEntries(keptTexts(store));
  return `${JSON.stringify({ person: store.me, savedAt: new Date().toISOString(), commands: commands.map(written), texts }, null, 2)}\n`;
}

function written({ method, request, createdMs, state, refused }: CommandView): object {
  const known = methodNamed(method);
  return {
    method,
    at: new Date(createdMs).toISOString(),
    state,
    ...(refused ? { refused: { code: refused.code, message: refused.message } } : {}),
    request: known ? toJson(known.input, fromBinary(known.input, request)) : null,
  };
}
