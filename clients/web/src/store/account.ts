// SPDX-License-Identifier: GPL-3.0-or-later
// One's own account: what lets one in, and from where. These are asked and answered at once, not kept in
// the outbox: a password must not lie on the disk, and a secret is shown only when it comes.
import type { ReadonlySignal } from "@preact/signals";
import { type ApiToken, ApiTokenSchema, type SignIn, SignInSchema, SignInService, type TokenScope } from "../gen/fika/v1/sign_in_pb";
import { makeId } from "../sync/ids";
import { callOverHttp } from "../sync/http_calls";
import { all } from "./groups";
import type { Store } from "./store";

export { TokenScope } from "../gen/fika/v1/sign_in_pb";
export type { ApiToken, SignIn } from "../gen/fika/v1/sign_in_pb";

const { method } = SignInService;

// The newest first.
export function signIns({ world, me }: Store): ReadonlySignal<readonly SignIn[]> {
  return world.list(all(SignInSchema.typeName), "newest first", (found: SignIn[]) =>
    found.filter(({ person }) => person === me).sort((a, b) => Number(b.createdAtMs - a.createdAtMs)),
  );
}
export function tokens({ world, me }: Store): ReadonlySignal<readonly ApiToken[]> {
  return world.list(all(ApiTokenSchema.typeName), "newest first", (found: ApiToken[]) =>
    found.filter(({ person }) => person === me).sort((a, b) => Number(b.createdAtMs - a.createdAtMs)),
  );
}

// Brings the lists up to date; answers which sign-in is this device's own.
export async function fetchSignIns(store: Store): Promise<string> {
  return (await store.query(method.listSignIns, {})).current;
}
export async function fetchTokens(store: Store): Promise<void> {
  await store.query(method.listTokens, {});
}

export async function revokeSignIn(id: string): Promise<void> {
  await callOverHttp(method.revokeSignIn, { id });
}
// One after the other; the first that fails ends it.
export async function revokeSignIns(ids: readonly string[]): Promise<void> {
  for (const id of ids) await revokeSignIn(id);
}

export async function setPassword(currentPassword: string, password: string): Promise<void> {
  await callOverHttp(method.setPassword, { currentPassword, password });
}
// Answers the address as it is written from now on.
export async function changeOwnEmail(email: string, currentPassword: string): Promise<string> {
  return (await callOverHttp(method.changeOwnEmail, { email, currentPassword })).email;
}

// Answers the secret, which is shown this once. `expiresAtMs` 0: until revoked.
export async function createToken(name: string, scope: TokenScope, expiresAtMs: number): Promise<string> {
  const reply = await callOverHttp(method.createToken, { id: makeId(), name, scope, expiresAtMs: BigInt(expiresAtMs) });
  return reply.secret;
}
export async function revokeToken(id: string): Promise<void> {
  await callOverHttp(method.revokeToken, { id });
}
