// SPDX-License-Identifier: GPL-3.0-or-later
// What stands below a message that the server has not confirmed: that it waits, or why it was refused
// and what can be done.
import type { JSX } from "preact";
import { t } from "../../i18n";
import type { Message, Sending } from "../../store/posts";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { Refusal } from "../../ui/refusal";
import { useLate } from "./late";
import { WaitingFiles } from "./message_files";

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
    const reason = command.refused?.code === "too_old" ? t("talk.sending.tooOld") : <Refusal of={command.refused} />;
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
  if (command.awaits) return <WaitingFiles store={store} command={command} />;
  return <Waiting isHeld={state === "held"} sinceMs={command.createdMs} isLive={store.status.value.isLive} />;
}

// What is on its way on a good line needs no words; what takes long does, whatever the line.
function Waiting({ isHeld, sinceMs, isLive }: { isHeld: boolean; sinceMs: number; isLive: boolean }): JSX.Element | null {
  const isLate = useLate(sinceMs);
  if (isLive && !isHeld && !isLate) return null;
  return (
    <p class="sending">
      <Icon name="clock" /> {isHeld ? t("talk.sending.held") : t("talk.sending.waits")}
    </p>
  );
}
