// SPDX-License-Identifier: GPL-3.0-or-later
// What a message's menu opens: one at a time.
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { t } from "../../i18n";
import { react } from "../../store/messages";
import type { Message } from "../../store/posts";
import type { Store } from "../../store/store";
import { Dialog } from "../../ui/dialog";
import { QuickList } from "../../ui/quick_list";
import { TextField } from "../../ui/text_field";
import { emojiFor, nameOfEmoji, quickEmoji } from "./emoji";
import { HistoryDialog } from "./history_dialog";

export type MessageDialog =
  | { readonly is: "react"; readonly post: Message }
  | { readonly is: "history"; readonly post: Message }
  | { readonly is: "link"; readonly address: string };

interface DialogsProps {
  readonly store: Store;
  readonly dialog: Signal<MessageDialog | null>;
  readonly language: string;
}

export function MessageDialogs({ store, dialog, language }: DialogsProps): JSX.Element | null {
  const { value } = dialog;
  const close = () => (dialog.value = null);
  if (!value) return null;
  if (value.is === "react") return <ReactDialog store={store} post={value.post} onClose={close} />;
  if (value.is === "link") return <LinkDialog address={value.address} onClose={close} />;
  return <HistoryDialog store={store} post={value.post} language={language} onClose={close} />;
}

// The browser did not let it be copied.
function LinkDialog({ address, onClose }: { address: string; onClose: () => void }): JSX.Element {
  return (
    <Dialog isOpen title={t("talk.act.copyLink")} onClose={onClose}>
      <TextField label={t("talk.link.label")} hint={t("talk.link.hint")} readOnly value={address} onInput={() => undefined} />
    </Dialog>
  );
}

function ReactDialog({ store, post, onClose }: { store: Store; post: Message; onClose: () => void }): JSX.Element {
  const query = useSignal("");
  const choose = (emoji: string) => {
    onClose();
    void react(store, post.id, emoji, true);
  };
  const typed = query.value.trim();
  // Any emoji will do, also one that has no name here.
  const own = /^(\p{Extended_Pictographic}|\p{Regional_Indicator})/u.test(typed) ? [{ emoji: typed, name: nameOfEmoji(typed) }] : [];
  const options = [...own, ...emojiFor(typed.replace(/^:/, ""))];
  return (
    <Dialog isOpen title={t("talk.react.title")} onClose={onClose}>
      <div class="react-quick">
        {quickEmoji.map((emoji) => (
          <button key={emoji} type="button" class="react-button" aria-label={nameOfEmoji(emoji)} title={nameOfEmoji(emoji)} onClick={() => choose(emoji)}>
            <span aria-hidden="true">{emoji}</span>
          </button>
        ))}
      </div>
      <QuickList
        label={t("talk.react.find")}
        placeholder={t("talk.react.find")}
        query={query.value}
        onQuery={(value) => (query.value = value)}
        options={options.map(({ emoji, name }) => ({ id: emoji, label: `${emoji}  ${name === emoji ? "" : name}` }))}
        onChoose={({ id }) => choose(id)}
        empty={t("talk.react.none")}
        hasAutofocus
      />
    </Dialog>
  );
}
