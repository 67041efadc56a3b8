// SPDX-License-Identifier: GPL-3.0-or-later
// What an invitation or a one-time link is for, asked before it is used. Asking uses nothing up.
import type { Role } from "../gen/fika/v1/people_pb";
import { SignInService } from "../gen/fika/v1/sign_in_pb";
import { CallRefused } from "../sync/calls";
import { callOverHttp } from "../sync/http_calls";

export type LinkLook =
  | { readonly is: "unknown" } // the server could not be asked just now: the link may be good all the same
  | { readonly is: "ended" } // no good, or not any more; the server says not which
  | {
      readonly is: "invitation";
      readonly organisation: string;
      readonly inviter: string;
      readonly role: Role;
      readonly communities: readonly string[];
      readonly endsAtMs: number;
    }
  | { readonly is: "sign-in"; readonly organisation: string; readonly name: string };

export async function lookAtLink(secret: string, fetchIt: typeof fetch = fetch): Promise<LinkLook> {
  try {
    const { link, organisationName: organisation } = await callOverHttp(SignInService.method.lookAtLink, { secret }, fetchIt);
    if (link.case === "signInLink") return { is: "sign-in", organisation, name: link.value.name };
    if (link.case !== "invitation") return { is: "unknown" };
    const { invitedBy: inviter, role, communities, expiresAtMs } = link.value;
    return { is: "invitation", organisation, inviter, role, communities, endsAtMs: Number(expiresAtMs) };
  } catch (error) {
    return { is: error instanceof CallRefused && error.code === "not_found" ? "ended" : "unknown" };
  }
}
