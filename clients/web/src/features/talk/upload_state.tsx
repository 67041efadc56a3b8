// SPDX-License-Identifier: GPL-3.0-or-later
// How far a file is on its way, in words and as a bar, and what can be done when it does not go on.
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { t, type PlainKey } from "../../i18n";
import type { Store } from "../../store/store";
import { type Upload, uploads } from "../../store/uploads";
import { fileRefusal, isFinal } from "../../ui/files/file_refusal";
import { formatBytes, formatPercent } from "../../ui/files/shown_file";
import { ChooseFile } from "../../ui/files/choose_file";

export function UploadState({ store, upload }: { store: Store; upload: Upload | undefined }): JSX.Element | null {
  if (!upload) return <Fault words="files.state.gone" />;
  const { state } = upload;
  if (state === "done") return null;
  if (state === "lost") return <Lost store={store} upload={upload} />;
  if (state === "refused") {
    return (
      <div role="alert">
        <p class="field-error">{fileRefusal(upload.refused)}</p>
        {upload.refused && !isFinal(upload.refused) && (
          <button type="button" class="file-act" onClick={() => uploads(store).retry(upload.id)}>
            {t("files.retry")}
          </button>
        )}
      </div>
    );
  }
  const part = upload.sentBytes / Math.max(1, upload.sizeBytes);
  const isOffline = !store.status.value.isLive;
  const words = isOffline ? t("files.state.offline") : state === "sending" ? t("files.state.sending", { percent: formatPercent(part) }) : t("files.state.waits");
  return (
    <div class="attachment-progress">
      {(state === "sending" || part > 0) && <progress class="upload-bar" max={1} value={part} aria-label={upload.name} />}
      <p class="file-meta">
        {words}
        {!upload.isKept && ` · ${t("files.notKept")}`}
      </p>
    </div>
  );
}

function Lost({ store, upload }: { store: Store; upload: Upload }): JSX.Element {
  const { fault, choose } = useChosenAgain(store, upload);
  return (
    <div role="alert">
      <p class="field-error">{fault || t("files.state.lost")}</p>
      <ChooseFile onChoose={choose}>{t("files.chooseAgain")}</ChooseFile>
    </div>
  );
}

const Fault = ({ words }: { words: PlainKey }): JSX.Element => <p class="field-error">{t(words)}</p>;

// It must be the same file: what has come of it stays.
function useChosenAgain(store: Store, upload: Upload): { readonly fault: string; readonly choose: (files: readonly File[]) => void } {
  const fault = useSignal("");
  const choose = ([file]: readonly File[]): void => {
    if (!file) return;
    const isSame = uploads(store).chooseAgain(upload.id, file);
    fault.value = isSame ? "" : t("files.chooseAgain.other", { name: upload.name, size: formatBytes(upload.sizeBytes) });
  };
  return { fault: fault.value, choose };
}
