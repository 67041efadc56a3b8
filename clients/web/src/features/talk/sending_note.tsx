// SPDX-License-Identifier: GPL-3.0-or-later
// What stands below a message that the server has not confirmed: that it waits, or why it was refused
// and what can be done.
import type { JSX } from "preact";
import { t } from "../../i18n";
import type { Message, Sending } from "../../store/posts";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";

interface NoteProps {
  readonly store: Store;
  readonly post: Message;
  readonly sending: Sending | undefined;
  readonly onEdit: () => void;
}

export function SendingNote({ store, post, sending, onEdit }: NoteProps): JSX.Element | null {
  if (!sending || sending.state === "sent") return null;
  const { state, what, command } = sending;
  if (state === "refused") {
    const reason = command.refused?.code === "too_old" ? t("talk.sending.tooOld") : (command.refused?.message ?? "");
    return (
      <div class="sending sending-refused" role="alert">
        <p>
          <Icon name="warning" />
          <span>
            {what === "post" ? t("talk.sending.refused") : t("talk.sending.changeRefused")} {reason}
          </span>
        </p>
        <p class="sending-actions">
          <Button onClick={() => void store.retry(command.n)}>{t("talk.sending.retry")}</Button>
          {!post.deleted && <Button onClick={onEdit}>{t("talk.sending.edit")}</Button>}
          <Button onClick={() => void store.discard(command.n)}>{t("talk.sending.discard")}</Button>
        </p>
      </div>
    );
  }
  // What is on its way on a good line needs no words.
  if (store.status.value.isLive && state !== "held") return null;
  return (
    <p class="sending">
      <Icon name="clock" /> {state === "held" ? t("talk.sending.held") : t("talk.sending.waits")}
    </p>
  );
}
