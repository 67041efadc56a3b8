// SPDX-License-Identifier: GPL-3.0-or-later
// The files below a message's words, as the server knows them; and below one that waits for its files, how far
// those are.
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { t } from "../../i18n";
import { altIn, discardWithFiles, sendWithout, waitingFiles, type WaitingFiles as Waits } from "../../store/attached";
import type { CommandView, Message } from "../../store/posts";
import type { Store } from "../../store/store";
import { uploads } from "../../store/uploads";
import { AttachedFiles } from "../../ui/files/attached_files";
import type { ShownFile } from "../../ui/files/shown_file";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { FilePicture } from "./file_picture";
import { useLate } from "./late";
import { UploadState } from "./upload_state";

export function MessageFiles({ post }: { post: Message }): JSX.Element | null {
  const files = useMemo(() => post.files.map((file): ShownFile => ({ ...file, sizeBytes: Number(file.sizeBytes), alt: altIn(post.text, file.id) })), [post]);
  return <AttachedFiles files={files} />;
}

export function WaitingFiles({ store, command }: { store: Store; command: CommandView }): JSX.Element | null {
  const waiting = waitingFiles(store, command);
  return waiting ? <Waiting store={store} command={command} waiting={waiting} /> : null;
}

function Waiting({ store, command, waiting }: { store: Store; command: CommandView; waiting: Waits }): JSX.Element {
  const found = waiting.ids.map((id) => ({ id, upload: uploads(store).upload(id).value }));
  const isRead = uploads(store).isRead.value;
  const isStuck = found.some(({ upload }) => (upload ? upload.state === "refused" || upload.state === "lost" : isRead));
  // On a good line it is over before anybody could decide anything.
  const isLate = useLate(command.createdMs);
  const tone = isStuck ? "plain" : "quiet";
  const left = found.filter(({ upload }) => upload?.state !== "done").length;
  return (
    <div class={isStuck ? "sending sending-files sending-refused" : "sending sending-files"}>
      <p>
        <Icon name={isStuck ? "warning" : "clock"} /> {isStuck ? t("files.waiting.stuck") : t("files.waiting.count", { count: left })}
      </p>
      <ul class="attachments">
        {found.map(({ id, upload }) => (
          <li key={id} class="attachment">
            <FilePicture store={store} id={id} upload={upload} />
            <div class="attachment-words">
              <p class="attachment-name">
                <span>{upload?.name}</span>
              </p>
              {(upload || isRead) && <UploadState store={store} upload={upload} />}
            </div>
          </li>
        ))}
      </ul>
      {(isStuck || isLate) && (
        <p class="sending-actions">
          {waiting.textWithout !== "" && (
            <Button tone={tone} onClick={() => void sendWithout(store, command)}>
              {t("files.waiting.without")}
            </Button>
          )}
          <Button tone={tone} onClick={() => void discardWithFiles(store, command)}>
            {t("files.waiting.discard")}
          </Button>
        </p>
      )}
    </div>
  );
}
