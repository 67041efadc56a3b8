// SPDX-License-Identifier: GPL-3.0-or-later
// Calls by HTTP, for what a socket cannot do: signing in and out, where the answer sets a cookie.
import { create, type DescMessage, type DescMethodUnary, fromBinary, type MessageInitShape, type MessageShape, toBinary } from "@bufbuild/protobuf";
import { CallRefused } from "./calls";
import { methodName } from "./methods";

// Rejects with CallRefused; its code is "unavailable" when the server could not be reached.
export async function callOverHttp<I extends DescMessage, O extends DescMessage>(
  method: DescMethodUnary<I, O>,
  request: MessageInitShape<I>,
  fetchIt: typeof fetch = fetch,
): Promise<MessageShape<O>> {
  let response: Response;
  try {
    response = await fetchIt(`/api/${methodName(method)}`, {
      method: "POST",
      headers: { "content-type": "application/proto" },
      body: toBinary(method.input, create(method.input, request)) as Uint8Array<ArrayBuffer>,
      credentials: "same-origin",
      cache: "no-store",
    });
  } catch {
    throw new CallRefused("unavailable", "The server cannot be reached.");
  }
  if (!response.ok) throw await refusalIn(response);
  return fromBinary(method.output, new Uint8Array(await response.arrayBuffer()));
}

async function refusalIn(response: Response): Promise<CallRefused> {
  try {
    const { code, message } = (await response.json()) as { code?: unknown; message?: unknown };
    if (typeof code === "string" && typeof message === "string") {
      const waitSeconds = Number(response.headers.get("retry-after") ?? 0);
      return new CallRefused(code, message, Number.isFinite(waitSeconds) ? waitSeconds * 1000 : 0);
    }
  } catch {
    // A proxy's own page, say.
  }
  return new CallRefused(response.status >= 500 ? "unavailable" : "unknown", `The server answered ${response.status}.`);
}
