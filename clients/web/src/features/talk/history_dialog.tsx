// SPDX-License-Identifier: GPL-3.0-or-later
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { formatDateTime, t } from "../../i18n";
import { CallRefused, fetchEdits, type Message, type MessageEdit } from "../../store/posts";
import type { Store } from "../../store/store";
import { Banner } from "../../ui/banner";
import { Dialog } from "../../ui/dialog";
import { Skeleton } from "../../ui/placeholders";
import { collapse } from "./mentions";

interface HistoryProps {
  readonly store: Store;
  readonly post: Message;
  readonly language: string;
  readonly onClose: () => void;
}

// What a message said before, newest first, as it was typed.
export function HistoryDialog({ store, post, language, onClose }: HistoryProps): JSX.Element {
  const edits = useSignal<readonly MessageEdit[] | null>(null);
  const fault = useSignal("");
  useEffect(() => {
    fetchEdits(store, post.id).then(
      (found) => (edits.value = found),
      (thrown: unknown) => (fault.value = thrown instanceof CallRefused && thrown.code !== "unavailable" ? thrown.message : t("talk.history.offline")),
    );
  }, [post.id]);
  const text = (words: string) => (
    <p class="history-text" lang={language || undefined} dir="auto">
      {collapse(words).text}
    </p>
  );
  return (
    <Dialog isOpen title={t("talk.history.title")} onClose={onClose}>
      {fault.value && <Banner tone="warn">{fault.value}</Banner>}
      {!edits.value && !fault.value && <Skeleton lines={4} />}
      {edits.value && (
        <ol class="history" reversed>
          <li>
            <h3>{t("talk.history.now", { time: formatDateTime(post.editedAtMs || post.createdAtMs) })}</h3>
            {text(post.text)}
          </li>
          {[...edits.value].reverse().map((edit) => (
            <li key={edit.number}>
              <h3>{t("talk.history.then", { time: formatDateTime(edit.writtenAtMs) })}</h3>
              {text(edit.text)}
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
