// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures and files that are put into a page: each becomes a piece of Markdown once it is on the server, so that no
// page names a file that is not there. While they are on their way the person is asked what is in the pictures, and
// for the captions of sound and video.
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { t } from "../../i18n";
import { giveCaptions, isPicture, isSoundOrVideo, markdownOf } from "../../store/attached";
import type { Store } from "../../store/store";
import { type Upload, uploads } from "../../store/uploads";
import { fileRefusal } from "../../ui/files/file_refusal";
import { toast } from "../../ui/toast";

// What is said of each file, by its id.
export type Described = ReadonlyMap<string, { readonly alt: string; readonly captions: File | null }>;

export interface Asking {
  readonly ids: readonly string[];
  readonly answer: (described: Described) => void;
}

const going = signal<readonly string[]>([]);
// Those that have yet to arrive.
export const onTheirWay: ReadonlySignal<readonly string[]> = going;

const asking = signal<readonly Asking[]>([]);
// What somebody is asked about, the first first.
export const toDescribe: ReadonlySignal<readonly Asking[]> = asking;

export async function attachFiles(store: Store, files: readonly File[]): Promise<readonly string[]> {
  const ids = uploads(store).add(files);
  going.value = [...going.peek(), ...ids];
  const shown = ids.filter((_, at) => isWorthWords(files[at]!));
  const [ends, described] = await Promise.all([
    Promise.all(ids.map((id) => endOf(store, id))),
    shown.length > 0 ? ask(shown) : new Map() as Described,
  ]);
  const made: string[] = [];
  for (const upload of ends) {
    if (upload?.state === "done") {
      const { alt = "", captions = null } = described.get(upload.id) ?? {};
      const [file = ""] = captions ? uploads(store).add([captions]) : [];
      if (file) await giveCaptions(store, upload.id, file);
      made.push(markdownOf(upload, alt));
    } else if (upload) {
      toast({ text: t("files.editor.refused", { name: upload.name, why: fileRefusal(upload.refused) }), tone: "danger" });
      void uploads(store).cancel(upload.id);
    }
  }
  return made;
}

function isWorthWords({ name, type }: File): boolean {
  const file = { id: "", name, mediaType: type };
  return isPicture(file) || isSoundOrVideo(file);
}

function ask(ids: readonly string[]): Promise<Described> {
  return new Promise((resolve) => {
    const own: Asking = {
      ids,
      answer(described) {
        asking.value = asking.peek().filter((each) => each !== own);
        resolve(described);
      },
    };
    asking.value = [...asking.peek(), own];
  });
}

// As it ended; undefined: the person gave it up.
function endOf(store: Store, id: string): Promise<Upload | undefined> {
  const upload = uploads(store).upload(id);
  return new Promise((resolve) => {
    const stop = effect(() => {
      const { value } = upload;
      if (value && value.state !== "done" && value.state !== "refused") return;
      going.value = going.peek().filter((each) => each !== id);
      resolve(value);
      queueMicrotask(() => stop());
    });
  });
}
