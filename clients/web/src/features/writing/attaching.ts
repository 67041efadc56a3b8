// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures and files that are put into a page: each becomes a piece of Markdown once it is on the server, so that no
// page names a file that is not there. Null: files are not taken, and there is no button for them.
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { t } from "../../i18n";
import { markdownOf } from "../../store/attached";
import type { Store } from "../../store/store";
import { type Upload, uploads } from "../../store/uploads";
import { fileRefusal } from "../../ui/files/file_refusal";
import { toast } from "../../ui/toast";

export type AttachFiles = (store: Store, files: readonly File[]) => Promise<readonly string[]>;

const going = signal<readonly string[]>([]);
// Those that have yet to arrive.
export const onTheirWay: ReadonlySignal<readonly string[]> = going;

export const attachFiles: AttachFiles | null = async (store, files) => {
  const ids = uploads(store).add(files);
  going.value = [...going.peek(), ...ids];
  const ends = await Promise.all(ids.map((id) => endOf(store, id)));
  return ends.flatMap((upload) => {
    if (upload?.state === "done") return [markdownOf(upload, "")];
    if (upload) {
      toast({ text: t("files.editor.refused", { name: upload.name, why: fileRefusal(upload.refused) }), tone: "danger" });
      void uploads(store).cancel(upload.id);
    }
    return [];
  });
};

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
