// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { commentPassage, outcomeOfComment } from "../../store/passages";
import type { Store } from "../../store/store";
import { Trouble, useAttempt } from "../../ui/attempt";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { TextArea } from "../../ui/text_field";
import { toast } from "../../ui/toast";
import { type BegunComment, keepComment, letGoOfComment } from "./begun_comment";
import { quoteWords } from "./passage_words";

interface DialogProps {
  readonly store: Store;
  readonly page: string;
  readonly begun: BegunComment;
  readonly onClose: () => void;
}

export function CommentDialog({ store, page, begun, onClose }: DialogProps): JSX.Element {
  const { marked, revision } = begun;
  const [words, setWords] = useState(begun.words);
  const write = (text: string) => {
    setWords(text);
    keepComment(store, page, { ...begun, words: text });
  };
  // Closed in another way, it can be gone on with.
  const giveUp = () => {
    letGoOfComment(store, page);
    onClose();
  };
  const attempt = useAttempt({ invalid_argument: "wiki.passages.notFound" });
  const send = async () => {
    if (!words.trim()) return;
    const isSent = await attempt.run(async () => {
      const refused = await outcomeOfComment(store, await commentPassage(store, page, revision, marked, words));
      if (refused) throw refused;
    });
    if (!isSent) return;
    letGoOfComment(store, page);
    toast({ text: store.status.peek().isLive ? t("wiki.passages.sent") : t("wiki.passages.waits") });
    onClose();
  };
  return (
    <Dialog
      isOpen
      isKeptOnOutsidePress={words !== ""}
      title={t("wiki.passages.title")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={giveUp}>{t("wiki.cancel")}</Button>
          <Button tone="primary" isBusy={attempt.isBusy} onClick={() => void send()}>
            {t("wiki.passages.send")}
          </Button>
        </>
      }
    >
      <div class="stack">
        <blockquote class="passage-quote">{quoteWords(marked.quote, 500)}</blockquote>
        <TextArea label={t("wiki.passages.words")} value={words} onInput={write} rows={4} />
        <Trouble of={attempt} />
      </div>
    </Dialog>
  );
}
