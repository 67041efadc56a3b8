// SPDX-License-Identifier: GPL-3.0-or-later
// What became of a command that was sent.
import { type Answer, CallRefused } from "./calls";

export type CallOutcome =
  | { readonly is: "done"; readonly seq: number; readonly response?: Uint8Array }
  | { readonly is: "refused"; readonly code: string; readonly message: string; readonly retryAfterMs: number }
  // The connection ended before an answer came.
  | { readonly is: "lost" };

export async function outcomeOf(call: Promise<Answer>): Promise<CallOutcome> {
  try {
    const { seq, response } = await call;
    return { is: "done", seq, response };
  } catch (error) {
    if (!(error instanceof CallRefused) || error.code === "lost") return { is: "lost" };
    return { is: "refused", code: error.code, message: error.message, retryAfterMs: error.retryAfterMs };
  }
}
