// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { create, toBinary, type MessageInitShape } from "@bufbuild/protobuf";
import { Role } from "../gen/fika/v1/people_pb";
import { LookAtLinkReplySchema } from "../gen/fika/v1/sign_in_pb";
import { lookAtLink } from "./link_look";

const reply = (init: MessageInitShape<typeof LookAtLinkReplySchema>) => async () =>
  new Response(toBinary(LookAtLinkReplySchema, create(LookAtLinkReplySchema, init)) as Uint8Array<ArrayBuffer>);
const refusal = (status: number, code: string) => async () => Response.json({ code, message: "No." }, { status });

test("an invitation says who invites to what", async () => {
  const invitation = { invitedBy: "Hanna", role: Role.GUEST, communities: ["Wells", "Pumps"], expiresAtMs: 7n };
  const look = await lookAtLink("x", reply({ organisationName: "Fika", link: { case: "invitation", value: invitation } }));
  assert.deepEqual(look, {
    is: "invitation",
    organisation: "Fika",
    inviter: "Hanna",
    role: Role.GUEST,
    communities: ["Wells", "Pumps"],
    endsAtMs: 7,
  });
});

test("a one-time link says whom it signs in", async () => {
  const look = await lookAtLink("x", reply({ organisationName: "Fika", link: { case: "signInLink", value: { name: "Maja" } } }));
  assert.deepEqual(look, { is: "sign-in", organisation: "Fika", name: "Maja" });
});

test("only the server's own word ends a link; what could not be asked may be good", async () => {
  assert.deepEqual(await lookAtLink("x", refusal(404, "not_found")), { is: "ended" });
  assert.deepEqual(await lookAtLink("x", refusal(429, "resource_exhausted")), { is: "unknown" });
  assert.deepEqual(await lookAtLink("x", refusal(404, "unimplemented")), { is: "unknown" });
  assert.deepEqual(await lookAtLink("x", () => Promise.reject(new TypeError("no network"))), { is: "unknown" });
});

test("the secret goes in the body, never in the address", async () => {
  let asked = "";
  await lookAtLink("fika_abc", async (address, init) => {
    asked = `${init?.method} ${String(address)}`;
    return Response.json({}, { status: 404 });
  });
  assert.match(asked, /^POST /);
  assert.doesNotMatch(asked, /abc/);
});
