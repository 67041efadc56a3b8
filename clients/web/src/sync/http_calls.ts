// SPDX-License-Identifier: GPL-3.0-or-later
// Calls by HTTP, for what a socket cannot do: signing in and out, where the answer sets a cookie.
import { create, type DescMessage, type DescMethodUnary, fromBinary, type MessageInitShape, type MessageShape, toBinary } from "@bufbuild/protobuf";
import { CallRefused } from "./calls";
import { methodName } from "./methods";

// A dead line or a portal may swallow a request without a word.
export const httpMsMax = 30_000;
const binary = "application/proto";

// Rejects with CallRefused; its code is "unavailable" when the server could not be reached or what came
// was not its answer, "deadline_exceeded" when nothing came: it may have been done all the same.
export async function callOverHttp<I extends DescMessage, O extends DescMessage>(
  method: DescMethodUnary<I, O>,
  request: MessageInitShape<I>,
  fetchIt: typeof fetch = fetch,
): Promise<MessageShape<O>> {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), httpMsMax);
  try {
    const response = await fetchIt(`/api/${methodName(method)}`, {
      method: "POST",
      headers: { "content-type": binary },
      body: toBinary(method.input, create(method.input, request)) as Uint8Array<ArrayBuffer>,
      credentials: "same-origin",
      cache: "no-store",
      signal: ending.signal,
    });
    if (!response.ok) throw await refusalIn(response);
    const kind = response.headers.get("content-type");
    if (kind !== null && !kind.startsWith(binary)) throw new CallRefused("unavailable", "Something else than the server answered.");
    return fromBinary(method.output, new Uint8Array(await response.arrayBuffer()));
  } catch (error) {
    if (error instanceof CallRefused) throw error;
    if (ending.signal.aborted) throw new CallRefused("deadline_exceeded", "The server did not answer.");
    throw new CallRefused("unavailable", "The server cannot be reached.");
  } finally {
    clearTimeout(timer);
  }
}

// What an answer that is no success says.
export async function refusalIn(response: Response): Promise<CallRefused> {
  const waitMs = retryAfterMs(response.headers.get("retry-after"));
  try {
    const { code, message } = (await response.json()) as { code?: unknown; message?: unknown };
    if (typeof code === "string" && typeof message === "string") return new CallRefused(code, message, waitMs);
  } catch {
    // A proxy's own page, say.
  }
  const isBusy = response.status >= 500 || response.status === 429;
  return new CallRefused(isBusy ? "unavailable" : "unknown", `The server answered ${response.status}.`, waitMs);
}

// Seconds, or a date as proxies may write it.
function retryAfterMs(value: string | null): number {
  if (!value) return 0;
  const seconds = Number(value);
  const waitMs = Number.isNaN(seconds) ? Date.parse(value) - Date.now() : seconds * 1000;
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : 0;
}
