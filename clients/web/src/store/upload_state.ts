// SPDX-License-Identifier: GPL-3.0-or-later
// How far a file is on its way to the server, as views read it, and what its sending asks of what lies below.
import { fromBinary } from "@bufbuild/protobuf";
import { type File as StoredFile, FileSchema } from "../gen/fika/v1/files_pb";
import type { FileToSend, SendNeeds } from "../sync/upload_pieces";
import type { UploadRow, UploadShelf } from "../sync/upload_shelf";
import type { UploadTabs } from "../sync/upload_tabs";

export type { File as StoredFile } from "../gen/fika/v1/files_pb";

const nameMax = 200;

export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly mediaType: string;
  readonly state:
    | "waiting" // for a connection, or for others before it
    | "sending"
    | "done"
    | "refused" // says why; retry() tries once more
    | "lost"; // its bytes are on this device no more: chooseAgain()
  readonly sentBytes: number;
  // Whether a reload would find it again.
  readonly isKept: boolean;
  readonly file?: StoredFile;
  readonly refused?: { readonly code: string; readonly message: string };
}

export interface UploadsNeeds {
  readonly shelf: Pick<UploadShelf, "all" | "row" | "bytes" | "add" | "put" | "remove">;
  readonly tabs: UploadTabs;
  readonly send: (file: FileToSend, needs: SendNeeds) => Promise<StoredFile>;
  readonly cancel: (id: string) => Promise<void>;
  readonly later: (run: () => void, afterMs: number) => void;
  readonly now: () => number;
}

// As its row has it. Whether its bytes are anywhere is found out by who is to send it.
export function seen({ id, name, sizeBytes, mediaType, isKept, file, refused }: UploadRow): Upload {
  const own = { id, name, sizeBytes, mediaType, isKept, sentBytes: 0 };
  if (file) return { ...own, state: "done", sentBytes: sizeBytes, isKept: true, file: fromBinary(FileSchema, file) };
  if (refused) return { ...own, state: "refused", refused };
  return { ...own, state: "waiting" };
}

// As the server takes it: a line without folders, its ending kept where it is cut.
export function fileName(given: string): string {
  const line = given.replace(/[/\\\u0000-\u001f\u007f]+/g, "_").trim();
  const letters = [...line];
  if (line === "" || line === "." || line === "..") return "file";
  if (letters.length <= nameMax) return line;
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(line)?.[0] ?? "";
  return letters.slice(0, nameMax - ending.length).join("") + ending;
}
