// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are on their way into a page: how far they are, and how to give them up.
import type { JSX } from "preact";
import { t } from "../../i18n";
import type { Store } from "../../store/store";
import { uploads } from "../../store/uploads";
import { IconButton } from "../../ui/button";
import { formatPercent } from "../../ui/files/shown_file";
import { onTheirWay } from "./attaching";

export function OnTheirWay({ store }: { store: Store }): JSX.Element | null {
  const ids = onTheirWay.value;
  if (ids.length === 0) return null;
  const isOffline = !store.status.value.isLive;
  return (
    <ul class="files-going" aria-label={t("files.list")}>
      {ids.map((id) => {
        const upload = uploads(store).upload(id).value;
        if (!upload) return null;
        const part = upload.sentBytes / Math.max(1, upload.sizeBytes);
        return (
          <li key={id}>
            <span class="file-name">{upload.name}</span>
            <progress class="upload-bar" max={1} value={part} aria-label={upload.name} />
            <span class="file-meta">{isOffline ? t("files.state.offline") : t("files.state.sending", { percent: formatPercent(part) })}</span>
            <IconButton icon="close" label={t("files.remove", { name: upload.name })} onClick={() => void uploads(store).cancel(id)} />
          </li>
        );
      })}
    </ul>
  );
}
