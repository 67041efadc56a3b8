// SPDX-License-Identifier: GPL-3.0-or-later
// What administrators do with accounts. They are asked of the server at once and never wait in the
// outbox: a right that is taken away tomorrow, because nobody was connected today, helps nobody. Each
// rejects with CallRefused, whose message is for the person.
import { ErasureService } from "../gen/fika/v1/erasure_pb";
import { PeopleService, type Role } from "../gen/fika/v1/people_pb";
import { SignInService } from "../gen/fika/v1/sign_in_pb";
import type { Store } from "./store";

export async function setRole(store: Store, person: string, role: Role): Promise<void> {
  await store.query(PeopleService.method.setRole, { person, role });
}
export async function deactivate(store: Store, person: string): Promise<void> {
  await store.query(PeopleService.method.deactivatePerson, { person });
}
export async function reactivate(store: Store, person: string): Promise<void> {
  await store.query(PeopleService.method.reactivatePerson, { person });
}
// Empty takes the address away.
export async function setEmail(store: Store, person: string, email: string): Promise<void> {
  await store.query(PeopleService.method.setEmail, { person, email });
}
export async function erase(store: Store, person: string): Promise<void> {
  await store.query(ErasureService.method.erasePerson, { person });
}

export interface OneTimeSignIn {
  readonly link: string;
  readonly linkEndsMs: number;
  readonly code: string;
  readonly codeEndsMs: number;
}
export async function makeSignInLink(store: Store, person: string, origin: string): Promise<OneTimeSignIn> {
  const made = await store.query(SignInService.method.createSignInLink, { person });
  return {
    link: `${origin}/sign-in#${made.secret}`,
    linkEndsMs: Number(made.expiresAtMs),
    code: made.code,
    codeEndsMs: Number(made.codeExpiresAtMs),
  };
}
