// SPDX-License-Identifier: GPL-3.0-or-later
// What a thread's menu opens: its link, another community, another thread.
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { navigate } from "../../router/location";
import { threadPath } from "../../router/places";
import { myCommunities } from "../../store/communities";
import type { Message, Thread } from "../../store/posts";
import { presentCommunity } from "../../store/present";
import { mergeThreads, splitThread } from "../../store/regroup";
import { fetchThreads, moveThread, threads } from "../../store/threads";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { QuickList, type QuickOption } from "../../ui/quick_list";
import { TextField } from "../../ui/text_field";
import { toast } from "../../ui/toast";
import { fitsName } from "./mentions";
import { titleMax } from "./title_edit";

export type ThreadDialog = { readonly is: "move" | "merge" | "link" } | { readonly is: "split"; readonly from: Message };

interface DialogProps {
  readonly store: Store;
  readonly thread: Thread;
  readonly dialog: Signal<ThreadDialog | null>;
}

export function ThreadDialogs(props: DialogProps): JSX.Element | null {
  const { store, thread, dialog } = props;
  const { value } = dialog;
  const close = () => (dialog.value = null);
  if (!value) return null;
  switch (value.is) {
    case "link":
      return <LinkDialog thread={thread.id} onClose={close} />;
    case "split":
      return (
        <TitleDialog
          title={t("talk.split.title")}
          text={t("talk.split.text")}
          label={t("talk.title.label")}
          hint={t("talk.split.hint")}
          begun=""
          action={t("talk.split.yes")}
          onClose={close}
          onDone={(title) => {
            void splitThread(store, thread.id, value.from.id, title).then((id) =>
              toast({ text: t("talk.split.done"), action: { label: t("talk.split.go"), run: () => navigate(threadPath(id)) } }),
            );
          }}
        />
      );
    case "move": {
      const place = presentCommunity(store, thread.community).value;
      const places = myCommunities(store).value.filter(({ id, archived, merge }) => id !== place && !archived && !merge);
      return (
        <ChoiceDialog
          title={t("talk.thread.move")}
          text={t("talk.move.text")}
          label={t("talk.move.find")}
          options={places.map(({ id, name }) => ({ id, label: name, icon: "communities" as const }))}
          empty={t("talk.move.none")}
          onClose={close}
          onChoose={({ id }) => void moveThread(store, thread.id, id)}
        />
      );
    }
    case "merge":
      return <MergeDialog {...props} onClose={close} />;
  }
}

function MergeDialog({ store, thread, onClose }: DialogProps & { onClose: () => void }): JSX.Element {
  const place = presentCommunity(store, thread.community).value;
  useEffect(() => void fetchThreads(store, place).catch(() => undefined), []);
  const others = threads(store, place).value.filter(({ id, mergedInto }) => id !== thread.id && !mergedInto);
  return (
    <ChoiceDialog
      title={t("talk.thread.merge")}
      text={t("talk.merge.text", { title: thread.title })}
      label={t("talk.merge.find")}
      options={others.map(({ id, title }) => ({ id, label: title, icon: "threads" as const }))}
      empty={t("talk.merge.none")}
      onClose={onClose}
      onChoose={({ id }) => void mergeThreads(store, thread.id, id)}
    />
  );
}

function LinkDialog({ thread, onClose }: { thread: string; onClose: () => void }): JSX.Element {
  const address = new URL(threadPath(thread), window.location.origin).href;
  const copy = () =>
    void navigator.clipboard.writeText(address).then(
      () => (toast({ text: t("talk.copied") }), onClose()),
      () => undefined,
    );
  return (
    <Dialog isOpen title={t("talk.act.copyLink")} onClose={onClose} actions={<Button onClick={copy}>{t("talk.link.copy")}</Button>}>
      <TextField label={t("talk.link.label")} readOnly value={address} onInput={() => undefined} />
    </Dialog>
  );
}

interface TitleProps {
  readonly title: string;
  readonly text?: string;
  readonly label: string;
  readonly hint?: string;
  readonly begun: string;
  readonly action: string;
  readonly onClose: () => void;
  readonly onDone: (title: string) => void;
}

function TitleDialog({ title, text, label, hint, begun, action, onClose, onDone }: TitleProps): JSX.Element {
  const value = useSignal(begun);
  const isTooLong = [...value.value.trim()].length > titleMax;
  const done = () => {
    if (isTooLong) return;
    onClose();
    onDone(value.peek().trim());
  };
  return (
    <Dialog
      isOpen
      title={title}
      onClose={onClose}
      isKeptOnOutsidePress
      actions={
        <>
          <Button onClick={onClose}>{t("talk.cancel")}</Button>
          <Button tone="primary" onClick={done}>
            {action}
          </Button>
        </>
      }
    >
      {text && <p class="dialog-text">{text}</p>}
      <TextField
        label={label}
        hint={hint}
        value={value.value}
        lengthMax={titleMax}
        onInput={(next) => (value.value = next)}
        onKeyDown={(event) => event.key === "Enter" && !event.isComposing && (event.preventDefault(), done())}
      />
    </Dialog>
  );
}

interface ChoiceProps {
  readonly title: string;
  readonly text: string;
  readonly label: string;
  readonly options: readonly QuickOption[];
  readonly empty: string;
  readonly onClose: () => void;
  readonly onChoose: (option: QuickOption) => void;
}

function ChoiceDialog({ title, text, label, options, empty, onClose, onChoose }: ChoiceProps): JSX.Element {
  const query = useSignal("");
  const shown = options.filter((option) => fitsName(option.label, query.value.trim()));
  return (
    <Dialog isOpen title={title} onClose={onClose}>
      <p class="dialog-text">{text}</p>
      <QuickList
        label={label}
        placeholder={label}
        query={query.value}
        onQuery={(value) => (query.value = value)}
        options={shown}
        onChoose={(option) => {
          onClose();
          onChoose(option);
        }}
        empty={empty}
        hasAutofocus
      />
    </Dialog>
  );
}
