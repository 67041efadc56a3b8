// SPDX-License-Identifier: GPL-3.0-or-later
// What is being written, as a draft: kept by the browser at each key, and for the person's other devices at
// each pause, when the field is left and when the page goes away. What another of the person's devices has written appears, unless something else stands here.
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { keepFields, keptFields } from "../../store/kept_texts";
import { draft as draftOf, saveDraft } from "../../store/messages";
import type { Store } from "../../store/store";
import { collapse, expand, type Mentioned } from "./mentions";

export interface DraftHandle {
  readonly text: ReadonlySignal<string>;
  readonly title: ReadonlySignal<string>;
  readonly mentioned: ReadonlySignal<Mentioned>;
  readonly write: (text: string) => void;
  readonly entitle: (title: string) => void;
  readonly mention: (name: string, person: string) => void;
  // At once.
  readonly keep: () => void;
  // The page goes away: there may be no time for anything but this.
  readonly leave: () => void;
  // It has been posted; what was written behind it meanwhile stays.
  readonly sent: (text: string) => void;
}

const pauseMs = 700;

export function makeDraft(store: Pick<Store, "me" | "world" | "command">, target: string): DraftHandle & { readonly close: () => void } {
  const source = draftOf(store as Store, target);
  const [text, title, mentioned] = [signal(""), signal(""), signal<Mentioned>(new Map())];
  // As it was last told to the store, or by it.
  let known = { title: "", text: "" };
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Drafts on their way to the disk: until then the browser's own copy stays, however often the page is left.
  let saving = 0;
  const hurried = `draft.${target}`;
  const now = () => ({ title: title.peek(), text: expand(text.peek(), mentioned.peek()) });
  const isChanged = () => now().text !== known.text || now().title !== known.title;

  const keep = () => {
    clearTimeout(timer);
    timer = undefined;
    const settle = () => void (saving > 0 || isChanged() || keepFields(store, hurried, null));
    if (!isChanged()) return settle();
    const [before, wanted] = [known, now()];
    known = wanted;
    saving += 1;
    saveDraft(store as Store, target, wanted.text, wanted.title).then(
      () => {
        saving -= 1;
        settle();
      },
      // What could not be kept is tried again at the next pause; the browser has it all the same.
      () => {
        saving -= 1;
        known = before;
        keepFields(store, hurried, now());
      },
    );
  };
  const later = () => {
    keepFields(store, hurried, isChanged() ? now() : null);
    timer ??= setTimeout(keep, pauseMs);
  };
  const leave = () => {
    if (isChanged()) keepFields(store, hurried, now());
    keep();
  };
  const left = readLeft(keptFields(store, hurried));
  if (left) {
    const shown = collapse(left.text);
    [text.value, title.value, mentioned.value] = [shown.text, left.title, shown.mentioned];
    later();
  }
  const stop = effect(() => {
    const held = source.value;
    const told = { title: held?.title ?? "", text: held?.text ?? "" };
    if (told.text === known.text && told.title === known.title) return;
    if (isChanged()) return;
    known = told;
    const shown = collapse(told.text);
    mentioned.value = shown.mentioned;
    text.value = shown.text;
    title.value = told.title;
  });
  return {
    text,
    title,
    mentioned,
    write(value) {
      text.value = value;
      later();
    },
    entitle(value) {
      title.value = value;
      later();
    },
    mention(name, person) {
      mentioned.value = new Map([...mentioned.peek(), [name, person]]);
    },
    keep,
    leave,
    sent(posted) {
      const rest = text.peek();
      text.value = rest.startsWith(posted) ? rest.slice(posted.length).replace(/^\s+/, "") : "";
      title.value = "";
      if (text.peek() === "") mentioned.value = new Map();
      keep();
    },
    close() {
      keep();
      stop();
    },
  };
}

// What the page before this one had no time to send.
function readLeft(kept: ReturnType<typeof keptFields>): { readonly title: string; readonly text: string } | null {
  const { title, text } = kept ?? {};
  return typeof title === "string" && typeof text === "string" ? { title, text } : null;
}

export function useDraft(store: Store, target: string): DraftHandle {
  const made = useMemo(() => makeDraft(store, target), [store, target]);
  useEffect(() => {
    const hidden = () => document.visibilityState === "hidden" && made.leave();
    document.addEventListener("visibilitychange", hidden);
    window.addEventListener("pagehide", made.leave);
    return () => {
      document.removeEventListener("visibilitychange", hidden);
      window.removeEventListener("pagehide", made.leave);
      made.close();
    };
  }, [made]);
  return made;
}
