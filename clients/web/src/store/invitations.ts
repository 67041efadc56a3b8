// SPDX-License-Identifier: GPL-3.0-or-later
// Invitation links, which administrators make and end.
import { type Invitation, SignInService } from "../gen/fika/v1/sign_in_pb";
import type { Role } from "../gen/fika/v1/people_pb";
import { callOverHttp } from "../sync/http_calls";
import { makeId } from "../sync/ids";
import type { Store } from "./store";

export type { Invitation } from "../gen/fika/v1/sign_in_pb";

const { method } = SignInService;

export interface NewInvitation {
  readonly role: Role;
  readonly communities: readonly string[];
  readonly expiresAtMs: number;
  readonly uses: number;
}

export async function listInvitations(store: Store): Promise<readonly Invitation[]> {
  return (await store.query(method.listInvitations, {})).invitations;
}

// Answers the link, which is shown this once: only a hash of its secret is stored.
export async function createInvitation({ role, communities, expiresAtMs, uses }: NewInvitation): Promise<string> {
  const { secret } = await callOverHttp(method.createInvitation, {
    id: makeId(),
    role,
    communities: [...communities],
    expiresAtMs: BigInt(expiresAtMs),
    uses,
  });
  return `${window.location.origin}/invitation#${secret}`;
}
export async function revokeInvitation(id: string): Promise<void> {
  await callOverHttp(method.revokeInvitation, { id });
}
