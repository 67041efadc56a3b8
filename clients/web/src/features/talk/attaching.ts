// SPDX-License-Identifier: GPL-3.0-or-later
// Files that a message is going to have: remembered by the browser beside the draft, while their bytes are on
// their way. They come from the button, the clipboard, or are dropped anywhere on the page.
import { type ReadonlySignal, signal, useSignalEffect } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Attached } from "../../store/attached";
import { keepFields, keptFields } from "../../store/kept_texts";
import type { Store } from "../../store/store";
import { uploads } from "../../store/uploads";

export interface Attaching {
  readonly files: ReadonlySignal<readonly Attached[]>;
  // Somebody holds files over the page.
  readonly isOver: ReadonlySignal<boolean>;
  readonly add: (files: readonly File[]) => void;
  readonly remove: (id: string) => void;
  readonly describe: (id: string, alt: string) => void;
  // Null: none.
  readonly caption: (id: string, captions: File | null) => void;
  // They belong to a message now.
  readonly sent: () => void;
}

export function readAttached(kept: Readonly<Record<string, unknown>> | undefined): readonly Attached[] {
  return Object.entries(kept ?? {}).flatMap(([id, value]) => {
    const { alt, captions } = (value ?? {}) as Partial<Record<keyof Attached, unknown>>;
    return typeof alt === "string" && typeof captions === "string" ? [{ id, alt, captions }] : [];
  });
}

export function useAttaching(store: Store, target: string): Attaching {
  const name = `files.${target}`;
  const made = useMemo(() => {
    const files = signal<readonly Attached[]>(readAttached(keptFields(store, name)));
    const isOver = signal(false);
    const patch = (id: string, change: Partial<Attached>): void => {
      files.value = files.peek().map((each) => (each.id === id ? { ...each, ...change } : each));
    };
    const caption = (id: string, captions: File | null): void => {
      const before = files.peek().find((each) => each.id === id)?.captions;
      if (before) void uploads(store).cancel(before);
      const [added = ""] = captions ? uploads(store).add([captions]) : [];
      patch(id, { captions: added });
    };
    return {
      files,
      isOver,
      add(chosen: readonly File[]) {
        if (chosen.length === 0) return;
        files.value = [...files.peek(), ...uploads(store).add(chosen).map((id) => ({ id, alt: "", captions: "" }))];
      },
      remove(id: string) {
        caption(id, null);
        void uploads(store).cancel(id);
        files.value = files.peek().filter((each) => each.id !== id);
      },
      describe: (id: string, alt: string) => patch(id, { alt }),
      caption,
      sent: () => void (files.value = []),
      take: (others: readonly Attached[]) => void (files.value = others),
    };
  }, [store, target]);
  useSignalEffect(() => {
    const kept = made.files.value.map(({ id, alt, captions }) => [id, { alt, captions }]);
    keepFields(store, name, kept.length > 0 ? Object.fromEntries(kept) : null);
  });
  useEffect(() => followDrops(made), [made]);
  // Another tab has sent them, or has others.
  useEffect(() => {
    const heard = ({ key }: StorageEvent) => {
      if (key?.endsWith(`.${name}`)) made.take(readAttached(keptFields(store, name)));
    };
    window.addEventListener("storage", heard);
    return () => window.removeEventListener("storage", heard);
  }, [made]);
  return made;
}

// Anywhere on the page: beside the field the browser would leave the page for the file.
function followDrops({ add, isOver }: { readonly add: Attaching["add"]; readonly isOver: { value: boolean } }): () => void {
  const isOurs = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") === true && !document.querySelector("dialog[open]");
  const over = (event: DragEvent): void => {
    if (!isOurs(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
    isOver.value = true;
  };
  const leave = (event: DragEvent): void => {
    if (event.relatedTarget === null) isOver.value = false;
  };
  const drop = (event: DragEvent): void => {
    isOver.value = false;
    if (!isOurs(event) || event.defaultPrevented) return;
    event.preventDefault();
    add([...(event.dataTransfer?.files ?? [])]);
  };
  document.addEventListener("dragover", over);
  document.addEventListener("dragleave", leave);
  document.addEventListener("drop", drop);
  return () => {
    document.removeEventListener("dragover", over);
    document.removeEventListener("dragleave", leave);
    document.removeEventListener("drop", drop);
  };
}
