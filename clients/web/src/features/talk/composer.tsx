// SPDX-License-Identifier: GPL-3.0-or-later
// Where one writes in a thread or conversation. Nothing typed is lost: it is a draft from the first
// pause on, on this device and the person's others, until it has been posted.
import { type ReadonlySignal, useSignal, useSignalEffect } from "@preact/signals";
import type { JSX, Ref } from "preact";
import { useImperativeHandle, useRef } from "preact/hooks";
import { t } from "../../i18n";
import { postWithFiles } from "../../store/attached";
import { keepFields, keptFields } from "../../store/kept_texts";
import { lookForPeople, type Message } from "../../store/posts";
import type { Store } from "../../store/store";
import { IconButton } from "../../ui/button";
import { classNames } from "../../ui/class_names";
import { sendsOnEnter } from "../../ui/sending_key";
import { toast } from "../../ui/toast";
import { AttachmentChips } from "./attachment_chips";
import { useAttaching } from "./attaching";
import { AttachButton } from "../../ui/files/choose_file";
import type { Completion } from "../../ui/completion_list";
import { useDraft } from "./draft";
import { WritingField, type FieldHandle } from "./field";
import { LengthLine, isTooLong } from "./length";
import { expand } from "./mentions";
import { Preview } from "./preview";
import { QuoteChips } from "./quotes";
import { TypingLine } from "./typing";

export interface ComposerHandle {
  readonly focus: () => void;
  readonly quote: (message: Message, selected: string) => void;
}

export interface ComposerProps {
  readonly store: Store;
  readonly root: string;
  readonly label: string;
  readonly people: ReadonlySignal<readonly Completion[]>;
  readonly onArrowUp: () => void;
  readonly onSent: () => void;
  readonly handle: Ref<ComposerHandle>;
}

// What an answer that is being written quotes.
function begunQuotes(store: Store, root: string): readonly string[] {
  const kept = Object.values(keptFields(store, `quotes.${root}`) ?? {});
  return kept.filter((each) => typeof each === "string");
}

const nobody: readonly Completion[] = [];

export function Composer({ store, root, label, people, onArrowUp, onSent, handle }: ComposerProps): JSX.Element {
  const field = useRef<FieldHandle>(null);
  const draft = useDraft(store, root);
  const quotes = useSignal<readonly string[]>(begunQuotes(store, root));
  useSignalEffect(() => keepFields(store, `quotes.${root}`, quotes.value.length > 0 ? quotes.value : null));
  const attaching = useAttaching(store, root);
  const isSending = useRef(false);
  const isPreview = useSignal(false);
  useImperativeHandle(handle, () => ({
    focus: () => field.current?.focus(),
    quote: (message, selected) => {
      if (!quotes.peek().includes(message.id)) quotes.value = [...quotes.peek(), message.id].slice(-10);
      isPreview.value = false;
      const words = selected.trim();
      // What was selected goes in as it reads; without that the quote above the field says enough.
      if (words) field.current?.insert(`${draft.text.peek().trim() ? "\n\n" : ""}${words.replace(/^/gm, "> ")}\n\n`);
      field.current?.focus();
    },
  }));

  const kept = expand(draft.text.value, draft.mentioned.value);
  const hasText = draft.text.value.trim() !== "";
  const isEmpty = !hasText && attaching.files.value.length === 0;
  const send = async () => {
    const text = draft.text.peek();
    const whole = expand(text, draft.mentioned.peek()).trim();
    const files = attaching.files.peek();
    if ((whole === "" && files.length === 0) || isSending.current || isTooLong(whole)) return;
    isSending.current = true;
    try {
      await postWithFiles(store, root, whole, quotes.peek(), files);
      draft.sent(text);
      attaching.sent();
      quotes.value = [];
      isPreview.value = false;
      onSent();
      field.current?.focus();
    } catch {
      toast({ text: t("talk.composer.notKept"), tone: "danger" });
    } finally {
      isSending.current = false;
    }
  };

  return (
    <section class={classNames("composer", attaching.isOver.value && "composer-over")} aria-label={label}>
      <TypingLine store={store} root={root} />
      <QuoteChips store={store} root={root} ids={quotes.value} onRemove={(id) => (quotes.value = quotes.peek().filter((each) => each !== id))} />
      <AttachmentChips store={store} attaching={attaching} />
      {attaching.isOver.value && <p class="composer-drop">{t("files.drop")}</p>}
      {isPreview.value && hasText && <Preview store={store} text={kept} />}
      <div class="composer-row">
        <WritingField
          handle={field}
          label={label}
          placeholder={label}
          value={draft.text.value}
          people={draft.text.value.includes("@") ? people.value : nobody}
          sendsOnEnter={sendsOnEnter.value}
          describedBy={isTooLong(kept) ? `${root}-length` : undefined}
          isInvalid={isTooLong(kept)}
          onInput={(text) => {
            draft.write(text);
            if (text.trim()) store.sync.typing(root);
          }}
          onLookFor={(query) => void lookForPeople(store, query)}
          onMention={draft.mention}
          onSend={() => void send()}
          onFiles={attaching.add}
          onArrowUp={onArrowUp}
          onBlur={draft.keep}
        />
        <div class="composer-buttons">
          <AttachButton
            onChoose={(files) => {
              attaching.add(files);
              field.current?.focus();
            }}
          />
          {hasText && (
            <IconButton icon="eye" label={t("talk.composer.preview")} aria-pressed={isPreview.value} onClick={() => (isPreview.value = !isPreview.value)} />
          )}
          <IconButton icon="send" label={t("talk.composer.send")} aria-disabled={isEmpty ? "true" : undefined} onClick={() => void send()} />
        </div>
      </div>
      <LengthLine id={`${root}-length`} text={kept} />
    </section>
  );
}
