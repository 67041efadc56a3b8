// SPDX-License-Identifier: GPL-3.0-or-later
// Sends one file in pieces: announced, sent from where the server says that it has come, finished. Begun again
// after any loss it goes on there, and one that had arrived whole is found. Says so by CallRefused, as calls do;
// besides their codes "disk_full", "unreadable" for a file that
// was changed or taken away meanwhile (a folder never could be read), and "gone" for an upload that the server gave up: it begins again.
import { type File as StoredFile, FileService } from "../gen/fika/v1/files_pb";
import { CallRefused } from "./calls";
import { callOverHttp, refusalIn } from "./http_calls";

export interface FileToSend {
  readonly id: string;
  readonly name: string;
  readonly content: Blob;
}
export interface SendNeeds {
  readonly signal: AbortSignal;
  // How much the server has, in bytes.
  readonly onProgress: (sentBytes: number) => void;
  readonly fetch?: typeof fetch;
}

const pieceMsMax = 120_000;
const pieceBytesMin = 32 * 1024;

export async function sendFile(file: FileToSend, needs: SendNeeds): Promise<StoredFile> {
  const fetchIt = needs.fetch ?? fetch;
  const { id, name, content } = file;
  const begun = await callOverHttp(FileService.method.beginUpload, { id, name, sizeBytes: BigInt(content.size) }, fetchIt).catch(async (error: unknown) => {
    // One that is there already, if its answer was lost.
    if (codeOf(error) !== "already_exists") throw error;
    return fileOf(id, fetchIt, error);
  });
  if (begun.$typeName === "fika.v1.File") return begun;
  const pieceBytesMax = begun.pieceBytesMax || pieceBytesMin;
  let pieceBytes = pieceBytesMax;
  let at = offsetIn(await ask(file, { method: "HEAD" }, needs));
  needs.onProgress(at);
  while (at < content.size) {
    const piece = await content.slice(at, at + pieceBytes).arrayBuffer().catch(() => {
      throw new CallRefused("unreadable", "The file cannot be read any more.");
    });
    const headers = { "upload-offset": `${at}`, "content-type": "application/offset+octet-stream", "tus-resumable": "1.0.0" };
    try {
      at = offsetIn(await ask(file, { method: "PATCH", headers, body: piece }, needs));
      pieceBytes = Math.min(pieceBytesMax, pieceBytes * 2);
    } catch (error) {
      // A line that is too slow for a piece may carry a smaller one.
      if (codeOf(error) !== "deadline_exceeded" || pieceBytes <= pieceBytesMin) throw error;
      pieceBytes = Math.max(pieceBytesMin, pieceBytes / 4);
      at = offsetIn(await ask(file, { method: "HEAD" }, needs));
    }
    needs.onProgress(at);
  }
  if (needs.signal.aborted) throw new CallRefused("aborted", "Given up.");
  return callOverHttp(FileService.method.finishUpload, { id }, fetchIt).catch((error: unknown) => {
    if (codeOf(error) !== "not_found") throw error;
    return fileOf(id, fetchIt, new CallRefused("gone", "The server gave the upload up."));
  });
}

export async function cancelUpload(id: string): Promise<void> {
  await callOverHttp(FileService.method.cancelUpload, { id });
}

const codeOf = (error: unknown): string => (error instanceof CallRefused ? error.code : "");

async function fileOf(id: string, fetchIt: typeof fetch, otherwise: unknown): Promise<StoredFile> {
  try {
    return await callOverHttp(FileService.method.getFile, { id }, fetchIt);
  } catch (error) {
    throw codeOf(error) === "not_found" ? otherwise : error;
  }
}

async function ask({ id }: FileToSend, request: RequestInit, { signal, fetch: fetchIt = fetch }: SendNeeds): Promise<Response> {
  const ending = new AbortController();
  const end = (): void => ending.abort();
  const timer = setTimeout(end, pieceMsMax);
  signal.addEventListener("abort", end);
  try {
    if (signal.aborted) end();
    const response = await fetchIt(`/uploads/${id}`, { ...request, credentials: "same-origin", cache: "no-store", signal: ending.signal });
    // Another piece had come first: the answer says where to go on.
    if (response.ok || (response.status === 409 && response.headers.has("upload-offset"))) return response;
    throw await refusalOf(response);
  } catch (error) {
    if (error instanceof CallRefused) throw error;
    if (signal.aborted) throw new CallRefused("aborted", "Given up.");
    if (ending.signal.aborted) throw new CallRefused("deadline_exceeded", "The server did not answer.");
    throw new CallRefused("unavailable", "The server cannot be reached.");
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
  }
}

async function refusalOf(response: Response): Promise<CallRefused> {
  const refusal = await refusalIn(response);
  // An answer to HEAD has no words.
  const code = { 401: "unauthenticated", 404: "gone", 413: "invalid_argument", 507: "disk_full" }[response.status] ?? refusal.code;
  return new CallRefused(code, refusal.message, refusal.retryAfterMs);
}

function offsetIn(response: Response): number {
  const told = response.headers.get("upload-offset") ?? "";
  if (!/^\d+$/.test(told)) throw new CallRefused("unavailable", "Something else than the server answered.");
  return Number(told);
}
