// SPDX-License-Identifier: GPL-3.0-or-later
// Who is signed in on this device. The store opens from its own databases at once, with or without a
// network; an expired sign-in keeps everything and waits; a deliberate sign-out with unsent work asks
// first (the view does; `waitingCount` says whether to).
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { PeopleService } from "../gen/fika/v1/people_pb";
import {
  type RedeemInvitationRequestSchema,
  type SignedIn,
  SignInService,
  type SignInWithLinkRequestSchema,
  type SignInWithPasswordRequestSchema,
} from "../gen/fika/v1/sign_in_pb";
import { forget, openPort } from "../sync/browser";
import { CallRefused } from "../sync/calls";
import { callOverHttp } from "../sync/http_calls";
import { makeId } from "../sync/ids";
import { setFirstVisit } from "./first_visit";
import { forgetTexts } from "./kept_texts";
import { Store } from "./store";

export type SignInState =
  | { readonly is: "unknown" } // asking the server; `unreachable` when it does not answer
  | { readonly is: "unreachable" }
  | { readonly is: "signed_out" }
  | { readonly is: "signed_in"; readonly store: Store };

const personKey = "fika.person";
const current = signal<SignInState>({ is: "unknown" });

export const signInState: ReadonlySignal<SignInState> = current;
// The server knows this sign-in no longer. Everything stays; signing in again sends what waits.
export const isExpired = computed(() => {
  const { value } = current;
  return value.is === "signed_in" && value.store.status.value.connection === "signed_out";
});

let finding: Promise<void> | undefined;

// Once, when the app starts; again after "unreachable". Asked while it is looking, it looks once.
export function findSignIn(): Promise<void> {
  finding ??= find().finally(() => (finding = undefined));
  return finding;
}

async function find(): Promise<void> {
  if (current.value.is === "signed_in") return;
  const known = localStorage.getItem(personKey);
  if (known) return enter(known);
  // Asked again after "unreachable", it stays so until there is an answer.
  try {
    const { person } = await callOverHttp(PeopleService.method.getMe, {});
    if (person) await enter(person.id);
  } catch (error) {
    const isOut = error instanceof CallRefused && error.code === "unauthenticated";
    current.value = { is: isOut ? "signed_out" : "unreachable" };
  }
}

// Each rejects with CallRefused, whose message is for the person.
export async function signInWithPassword(request: MessageInitShape<typeof SignInWithPasswordRequestSchema>): Promise<void> {
  await entered(await callOverHttp(SignInService.method.signInWithPassword, request));
}
export async function signInWithLink(request: MessageInitShape<typeof SignInWithLinkRequestSchema>): Promise<void> {
  await entered(await callOverHttp(SignInService.method.signInWithLink, request));
}
export type Acceptance = Omit<MessageInitShape<typeof RedeemInvitationRequestSchema>, "$typeName" | "person">;
// The newcomer is led through a first visit.
export async function acceptInvitation(acceptance: Acceptance): Promise<void> {
  const signedIn = await callOverHttp(SignInService.method.redeemInvitation, { ...acceptance, person: makeId() } as never);
  setFirstVisit({ person: signedIn.person, step: 0 });
  await entered(signedIn);
}

// `unsent`: what becomes of commands that were not sent. "keep": they wait on this device until the
// same person signs in here again.
export async function signOut(unsent: "keep" | "discard"): Promise<void> {
  const { value } = current;
  await callOverHttp(SignInService.method.signOut, {}).catch((error: unknown) => {
    // Ended already is as good; unreachable is not: the cookie would stay.
    if (!(error instanceof CallRefused) || error.code !== "unauthenticated") throw error;
  });
  localStorage.removeItem(personKey);
  if (value.is === "signed_in") {
    value.store.sync.close();
    await forget(value.store.me, unsent === "discard");
    if (unsent === "discard") forgetTexts(value.store);
  }
  current.value = { is: "signed_out" };
}

// Another tab of this browser signed out, or somebody else signed in there: the cookie is shared, so this
// tab must not go on as the one before.
export function followOtherTabs(): void {
  window.addEventListener("storage", (event) => {
    const { value } = current;
    if (event.key !== personKey || event.newValue === event.oldValue) return;
    if (value.is === "signed_in" && value.store.me === event.newValue) return;
    if (value.is === "signed_in") value.store.sync.close();
    if (event.newValue === null) current.value = { is: "signed_out" };
    else void enter(event.newValue);
  });
}

async function entered({ person }: SignedIn): Promise<void> {
  const { value } = current;
  if (value.is === "signed_in" && value.store.me === person) return value.store.sync.start();
  if (value.is === "signed_in") value.store.sync.close();
  await enter(person);
}

async function enter(person: string): Promise<void> {
  try {
    localStorage.setItem(personKey, person);
  } catch {
    // A browser that has no room left: the next start asks the server who is signed in.
  }
  const store = new Store(person);
  store.connect(await openPort(person, (update) => store.take(update)));
  current.value = { is: "signed_in", store };
}
