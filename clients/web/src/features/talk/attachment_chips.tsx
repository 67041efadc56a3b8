// SPDX-License-Identifier: GPL-3.0-or-later
// Files above the field while a message is written: what they are, how far they are, what is in the picture.
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { t } from "../../i18n";
import { type Attached, isPicture, isSoundOrVideo } from "../../store/attached";
import type { Store } from "../../store/store";
import { type Upload, uploads } from "../../store/uploads";
import { IconButton } from "../../ui/button";
import { formatBytes } from "../../ui/files/shown_file";
import { Icon } from "../../ui/icon";
import type { Attaching } from "./attaching";
import { ChooseFile } from "../../ui/files/choose_file";
import { FilePicture } from "./file_picture";
import { UploadState } from "./upload_state";

export function AttachmentChips({ store, attaching }: { store: Store; attaching: Attaching }): JSX.Element | null {
  const files = attaching.files.value;
  if (files.length === 0) return null;
  return (
    <ul class="attachments" aria-label={t("files.list")}>
      {files.map((file) => (
        <Chip key={file.id} store={store} file={file} attaching={attaching} />
      ))}
    </ul>
  );
}

function Chip({ store, file, attaching }: { store: Store; file: Attached; attaching: Attaching }): JSX.Element {
  const upload = uploads(store).upload(file.id).value;
  const name = upload?.file?.name ?? upload?.name ?? t("files.state.gone");
  return (
    <li class="attachment">
      <FilePicture store={store} id={file.id} upload={upload} />
      <div class="attachment-words">
        <p class="attachment-name">
          <span>{name}</span>
          {upload && <span class="file-meta">{formatBytes(upload.sizeBytes)}</span>}
          {upload?.state === "done" && (
            <span class="attachment-done">
              <Icon name="check" />
              <span class="unseen">{t("files.state.done")}</span>
            </span>
          )}
        </p>
        {(upload || uploads(store).isRead.value) && <UploadState store={store} upload={upload} />}
        {upload && isPicture(upload) && <AltField file={file} attaching={attaching} />}
        {upload && isSoundOrVideo(upload) && <CaptionsField store={store} file={file} attaching={attaching} />}
      </div>
      <IconButton icon="close" label={t("files.remove", { name })} onClick={() => attaching.remove(file.id)} />
    </li>
  );
}

function AltField({ file, attaching }: { file: Attached; attaching: Attaching }): JSX.Element {
  const id = useId();
  return (
    <div class="attachment-alt">
      <label for={id}>{t("files.alt")}</label>
      <input id={id} class="input" dir="auto" maxLength={500} value={file.alt} placeholder={t("files.alt.hint")} onInput={(event) => attaching.describe(file.id, event.currentTarget.value)} />
    </div>
  );
}

function CaptionsField({ store, file, attaching }: { store: Store; file: Attached; attaching: Attaching }): JSX.Element {
  const upload: Upload | undefined = uploads(store).upload(file.captions).value;
  if (!file.captions) {
    return (
      <p>
        <ChooseFile accept=".vtt,text/vtt" onChoose={([chosen]) => chosen && attaching.caption(file.id, chosen)}>
          {t("files.captions.add")}
        </ChooseFile>
      </p>
    );
  }
  return (
    <div class="attachment-captions">
      <div>
        <p class="file-meta">{t("files.captions.there", { name: upload?.name ?? "" })}</p>
        {upload?.state !== "done" && <UploadState store={store} upload={upload} />}
      </div>
      <IconButton icon="close" label={t("files.captions.remove")} onClick={() => attaching.caption(file.id, null)} />
    </div>
  );
}
