// SPDX-License-Identifier: GPL-3.0-or-later
// A thread's title, and the field in its place while somebody gives it another one.
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../i18n";
import type { Thread } from "../../store/posts";
import { renameThread } from "../../store/threads";
import type { Store } from "../../store/store";
import { IconButton } from "../../ui/button";
import { TextField } from "../../ui/text_field";
import { toast } from "../../ui/toast";

export const titleMax = 200;

interface TitleProps {
  readonly store: Store;
  readonly thread: Thread;
  readonly canRename: boolean;
  readonly isEdited: Signal<boolean>;
}

export function ThreadTitle({ store, thread, canRename, isEdited }: TitleProps): JSX.Element {
  if (isEdited.value && canRename) {
    return <TitleEdit store={store} thread={thread} onDone={() => (isEdited.value = false)} />;
  }
  return (
    <div class="thread-title">
      <h1 tabIndex={-1}>{thread.title}</h1>
      {canRename && (
        <span class="thread-title-edit">
          <IconButton icon="edit" label={t("talk.thread.rename")} onClick={() => (isEdited.value = true)} />
        </span>
      )}
    </div>
  );
}

function TitleEdit({ store, thread, onDone }: { store: Store; thread: Thread; onDone: () => void }): JSX.Element {
  const value = useSignal(thread.title);
  const fault = useSignal("");
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
    // The title takes the keyboard's place over again, unless that has gone on.
    return () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) document.querySelector<HTMLElement>("main h1")?.focus();
      });
    };
  }, []);
  const save = async () => {
    const title = value.peek().trim();
    if (title === "") return void (fault.value = t("talk.title.empty"));
    if ([...title].length > titleMax) return field.current?.focus();
    try {
      if (title !== thread.title) await renameThread(store, thread.id, title);
      onDone();
    } catch {
      toast({ text: t("talk.title.notKept"), tone: "danger" });
    }
  };
  return (
    <form
      class="title-edit"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        onDone();
      }}
    >
      <h1 class="unseen">{thread.title}</h1>
      <TextField
        label={t("talk.title.label")}
        value={value.value}
        lengthMax={titleMax}
        error={fault.value}
        inputRef={field}
        autocomplete="off"
        onInput={(next) => {
          fault.value = "";
          value.value = next;
        }}
        // Enter that ends a composition of letters is no Enter.
        onKeyDown={(event) => event.key === "Enter" && event.isComposing && event.preventDefault()}
      />
      <IconButton icon="check" label={t("talk.title.save")} onClick={() => void save()} />
      <IconButton icon="close" label={t("talk.cancel")} onClick={onDone} />
    </form>
  );
}
