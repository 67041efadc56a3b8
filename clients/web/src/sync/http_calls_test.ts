// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { MeSchema, PeopleService } from "../gen/fika/v1/people_pb";
import { SignInService, SignInWithPasswordRequestSchema } from "../gen/fika/v1/sign_in_pb";
import { CallRefused } from "./calls";
import { TestClock } from "./clock_for_tests";
import { callOverHttp, httpMsMax } from "./http_calls";

const { getMe } = PeopleService.method;
const me = toBinary(MeSchema, create(MeSchema, { person: { id: "p", name: "Maja" } })) as Uint8Array<ArrayBuffer>;
const binary = { headers: { "content-type": "application/proto" } };

async function refusalOf(answer: () => Promise<Response>): Promise<CallRefused> {
  const error: unknown = await callOverHttp(getMe, {}, answer).catch((thrown: unknown) => thrown);
  assert.ok(error instanceof CallRefused, `it is no refusal: ${String(error)}`);
  return error;
}
const answered = (status: number, body: unknown, headers: Record<string, string> = {}) => async () => Response.json(body, { status, headers });

test("a call is a POST to its method with the cookie, never from a cache; its answer is read", async () => {
  let asked: { address: unknown; init: RequestInit | undefined } | undefined;
  const { signInWithPassword } = SignInService.method;
  await callOverHttp(signInWithPassword, { email: "maja@example.org", password: "hemligt" }, async (address, init) => {
    asked = { address, init };
    return new Response(new Uint8Array(), binary);
  });
  assert.equal(asked?.address, "/api/fika.v1.SignInService/SignInWithPassword");
  const { method, headers, credentials, cache, body } = asked?.init ?? {};
  assert.deepEqual({ method, headers, credentials, cache }, {
    method: "POST",
    headers: { "content-type": "application/proto" },
    credentials: "same-origin",
    cache: "no-store",
  });
  assert.equal(fromBinary(SignInWithPasswordRequestSchema, body as Uint8Array).email, "maja@example.org");
  const reply = await callOverHttp(getMe, {}, async () => new Response(me, binary));
  assert.equal(reply.person?.name, "Maja");
});

test("the server's refusal comes with its code, its words and how long to wait", async () => {
  const refused = await refusalOf(answered(429, { code: "resource_exhausted", message: "Slow down." }, { "retry-after": "16" }));
  assert.deepEqual([refused.code, refused.message, refused.retryAfterMs], ["resource_exhausted", "Slow down.", 16_000]);
  assert.equal((await refusalOf(answered(401, { code: "unauthenticated", message: "" }))).code, "unauthenticated");
  assert.equal((await refusalOf(answered(404, { code: "not_found", message: "No." }))).retryAfterMs, 0);
});

test("how long to wait may be a date, and is never nonsense or below zero", async (t) => {
  const clock = TestClock.install(t);
  const wait = async (value: string) => (await refusalOf(answered(503, { code: "unavailable", message: "" }, { "retry-after": value }))).retryAfterMs;
  const inTwoMinutes = new Date(Math.floor(clock.nowMs / 1000) * 1000 + 120_000).toUTCString();
  assert.ok(Math.abs((await wait(inTwoMinutes)) - 120_000) <= 1_000);
  for (const value of ["-5", "soon", "Infinity", "Mon, 01 Jan 2001 00:00:00 GMT"]) assert.equal(await wait(value), 0, value);
});

test("a proxy's own page is not the server's word", async () => {
  const page = (status: number, headers = {}) => async () => new Response("<h1>Bad gateway</h1>", { status, headers });
  assert.equal((await refusalOf(page(502))).code, "unavailable");
  const busy = await refusalOf(page(429, { "retry-after": "3" }));
  assert.deepEqual([busy.code, busy.retryAfterMs], ["unavailable", 3_000]);
  // Only the server itself can say that nobody is signed in.
  assert.equal((await refusalOf(page(401))).code, "unknown");
  assert.equal((await refusalOf(answered(403, { error: 1 }))).code, "unknown");
  // A portal that answers every address with its page.
  assert.equal((await refusalOf(page(200, { "content-type": "text/html" }))).code, "unavailable");
  assert.equal((await refusalOf(async () => new Response("<h1>Welcome</h1>", binary))).code, "unavailable");
});

test("no network, and one that ends in the middle of the answer, are the same", async () => {
  assert.equal((await refusalOf(() => Promise.reject(new TypeError("fetch failed")))).code, "unavailable");
  const torn = async () => new Response(new ReadableStream({ start: (stream) => stream.error(new TypeError("terminated")) }), binary);
  assert.equal((await refusalOf(torn)).code, "unavailable");
});

test("a call that is not answered ends, and one that is leaves no timer", async (t) => {
  const clock = TestClock.install(t);
  const never: typeof fetch = (_, init) =>
    new Promise((_resolve, reject) => init?.signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError"))));
  let ended = "";
  void callOverHttp(getMe, {}, never).catch((error: CallRefused) => (ended = error.code));
  await clock.pass(httpMsMax - 1);
  assert.equal(ended, "");
  await clock.pass(1);
  assert.equal(ended, "deadline_exceeded");
  await callOverHttp(getMe, {}, async () => new Response(me, binary));
  assert.equal(clock.waitingCount, 0);
});
