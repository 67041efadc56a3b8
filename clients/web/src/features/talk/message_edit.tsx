// SPDX-License-Identifier: GPL-3.0-or-later
// Changing a message where it stands.
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../i18n";
import { keepText, keptText } from "../../store/kept_texts";
import { editMessage } from "../../store/messages";
import { lookForPeople, type Message, resend, type Sending } from "../../store/posts";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { sendsOnEnter } from "../../ui/sending_key";
import { toast } from "../../ui/toast";
import type { Completion } from "../../ui/completion_list";
import { type FieldHandle, WritingField } from "./field";
import { isTooLong, LengthLine } from "./length";
import { collapse, expand } from "./mentions";

interface EditProps {
  readonly store: Store;
  readonly post: Message;
  readonly sending: Sending | undefined;
  readonly people: readonly Completion[];
  readonly onDone: () => void;
}

export function MessageEdit({ store, post, sending, people, onDone }: EditProps): JSX.Element {
  // A change begun is there again when the person comes back to the message.
  const name = `edit.${post.id}`;
  const begun = useRef(collapse(keptText(store, name) ?? post.text));
  const text = useSignal(begun.current.text);
  const mentioned = useSignal(begun.current.mentioned);
  const field = useRef<FieldHandle>(null);
  // Before another key is pressed.
  useLayoutEffect(() => field.current?.focus(), []);
  const whole = () => expand(text.value, mentioned.value);

  const cancel = () => {
    keepText(store, name, null);
    onDone();
  };
  const save = async () => {
    const wanted = whole().trim();
    if (wanted === "" || isTooLong(wanted)) return;
    try {
      if (sending?.state === "refused") await resend(store, sending, post, wanted);
      else if (wanted !== post.text) await editMessage(store, post.id, wanted);
      cancel();
    } catch {
      toast({ text: t("talk.composer.notKept"), tone: "danger" });
    }
  };
  return (
    <div class="message-edit">
      <WritingField
        handle={field}
        label={t("talk.edit.label")}
        value={text.value}
        rows={2}
        people={people}
        sendsOnEnter={sendsOnEnter.value}
        onInput={(value) => {
          text.value = value;
          keepText(store, name, whole());
        }}
        onLookFor={(query) => void lookForPeople(store, query)}
        onMention={(name, person) => (mentioned.value = new Map([...mentioned.peek(), [name, person]]))}
        onSend={() => void save()}
        onEscape={cancel}
      />
      <LengthLine id={`${post.id}-length`} text={whole()} />
      <div class="message-edit-actions">
        <Button tone="primary" onClick={() => void save()}>
          {t("talk.edit.save")}
        </Button>
        <Button tone="quiet" onClick={cancel}>
          {t("talk.cancel")}
        </Button>
      </div>
    </div>
  );
}
