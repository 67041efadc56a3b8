// SPDX-License-Identifier: GPL-3.0-or-later
// The files of a message: pictures as they are, in places of their own size from the start; sound and video with
// controls, fetched when they are played; all else as cards.
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { Icon } from "../icon";
import { downloadHref, fileHref, fitted, formatBytes, iconOf, kindOf, largeBytes, type ShownFile, smallHref } from "./shown_file";
import { PictureViewer } from "./picture_viewer";

const aloneMost = { width: 416, height: 320 };
const besideMost = { width: 240, height: 176 };

export function AttachedFiles({ files }: { files: readonly ShownFile[] }): JSX.Element | null {
  const openAt = useSignal(-1);
  if (files.length === 0) return null;
  const pictures = files.filter((file) => kindOf(file) === "picture");
  return (
    <div class="files">
      {pictures.length > 0 && (
        <ul class="file-pictures" aria-label={t("files.pictures", { count: pictures.length })}>
          {pictures.map((file, at) => (
            <li key={file.id}>
              <Picture file={file} most={pictures.length > 1 ? besideMost : aloneMost} onOpen={() => (openAt.value = at)} />
            </li>
          ))}
        </ul>
      )}
      {files.map((file) => {
        const kind = kindOf(file);
        if (kind === "picture") return null;
        return kind === "other" ? <FileCard key={file.id} file={file} /> : <Playable key={file.id} file={file} kind={kind} />;
      })}
      {openAt.value >= 0 && <PictureViewer pictures={pictures} startAt={openAt.value} onClose={() => (openAt.value = -1)} />}
    </div>
  );
}

function Picture({ file, most, onOpen }: { file: ShownFile; most: { width: number; height: number }; onOpen: () => void }): JSX.Element {
  const isAbsent = useSignal(false);
  // It may come when there is a network again.
  useEffect(() => {
    const again = () => (isAbsent.value = false);
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, []);
  const label = file.alt ? t("files.picture.open", { words: file.alt }) : t("files.picture.openPlain", { name: file.name });
  if (isAbsent.value) {
    return (
      <button type="button" class="file-absent" onClick={() => (isAbsent.value = false)}>
        <Icon name="picture" />
        <span>
          {t("files.picture.absent")}
          <span class="file-meta">{file.alt || file.name}</span>
        </span>
      </button>
    );
  }
  return (
    <button type="button" class="file-picture" aria-label={label} title={file.alt || undefined} onClick={onOpen}>
      <img src={smallHref(file.id)} alt="" {...fitted(file, most)} loading="lazy" decoding="async" onError={() => (isAbsent.value = true)} />
    </button>
  );
}

function Playable({ file, kind }: { file: ShownFile; kind: "video" | "audio" }): JSX.Element {
  const isAbsent = useSignal(false);
  // A film shows its first picture; sound has nothing to show.
  const parts = { src: fileHref(file.id), controls: true, preload: kind === "video" ? "metadata" : "none", "aria-label": file.alt || file.name, onError: () => (isAbsent.value = true) } as const;
  const captions = file.captions && <track key={file.captions} kind="captions" src={fileHref(file.captions)} label={t("files.captions.label")} default />;
  return (
    <div class="file-playable">
      {isAbsent.value && <p class="file-meta">{t("files.media.absent")}</p>}
      {!isAbsent.value && kind === "video" && (
        <video class="file-video" playsInline {...parts} {...(file.width > 0 && file.height > 0 ? fitted(file, aloneMost) : { width: 416, height: 234 })}>
          {captions}
        </video>
      )}
      {!isAbsent.value && kind === "audio" && (
        <audio class="file-audio" {...parts}>
          {captions}
        </audio>
      )}
      <FileCard file={file} isSlim />
    </div>
  );
}

export function FileCard({ file, isSlim = false }: { file: ShownFile; isSlim?: boolean }): JSX.Element {
  const size = formatBytes(file.sizeBytes);
  return (
    <a class={isSlim ? "file-card file-card-slim" : "file-card"} href={downloadHref(file.id)} download={file.name}>
      <Icon name={iconOf(file.mediaType)} />
      <span class="file-words">
        <span class="unseen">{t("files.card.download")} </span>
        <span class="file-name">{file.name}</span>
        <span class="file-meta">{file.sizeBytes >= largeBytes ? t("files.large", { size }) : size}</span>
      </span>
      <Icon name="download" />
    </a>
  );
}
