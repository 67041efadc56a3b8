// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures one at a time, as large as the screen: arrows lead on, Escape leads back to where one was.
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../i18n";
import { Button, IconButton } from "../button";
import { Icon } from "../icon";
import { downloadHref, fileHref, formatBytes, largeBytes, type ShownFile, smallHref } from "./shown_file";

interface ViewerProps {
  readonly pictures: readonly ShownFile[];
  readonly startAt: number;
  readonly onClose: () => void;
}

export function PictureViewer({ pictures, startAt, onClose }: ViewerProps): JSX.Element | null {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const at = useSignal(startAt);
  const file = pictures[Math.min(at.value, pictures.length - 1)];
  useLayoutEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    // Nothing in it comes first but the picture.
    dialog.current?.focus();
    return () => {
      dialog.current?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  if (!file) return null;
  const go = (by: number) => {
    const next = at.peek() + by;
    if (next >= 0 && next < pictures.length) at.value = next;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isReversed = document.documentElement.dir === "rtl";
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go(isReversed ? -by : by);
  };
  const isAmongMany = pictures.length > 1;
  return (
    <dialog
      ref={dialog}
      class="viewer"
      tabIndex={-1}
      aria-labelledby={id}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header class="viewer-head">
        <h2 id={id} class="viewer-name">
          {file.name}
        </h2>
        {isAmongMany && (
          <p class="viewer-place" aria-live="polite">
            {t("files.viewer.place", { at: at.value + 1, count: pictures.length })}
          </p>
        )}
        <a class="icon-button" href={downloadHref(file.id)} download={file.name} aria-label={t("files.download", { name: file.name })} title={t("files.download", { name: file.name })}>
          <Icon name="download" />
        </a>
        <IconButton icon="close" label={t("ui.close")} onClick={onClose} />
      </header>
      <div
        class="viewer-stage"
        onClick={(event) => {
          if (event.target === event.currentTarget) onClose();
        }}
      >
        <Whole key={file.id} file={file} />
        {isAmongMany && (
          <div class="viewer-ways">
            <IconButton icon="chevronStart" label={t("files.viewer.previous")} aria-disabled={at.value === 0 ? "true" : undefined} onClick={() => go(-1)} />
            <IconButton icon="chevronEnd" label={t("files.viewer.next")} aria-disabled={at.value === pictures.length - 1 ? "true" : undefined} onClick={() => go(1)} />
          </div>
        )}
      </div>
      <p class="viewer-words" aria-live="polite">
        {file.alt || <span class="file-meta">{t("files.viewer.noAlt")}</span>}
      </p>
    </dialog>
  );
}

// A heavy one is shown small until somebody wants the whole.
function Whole({ file }: { file: ShownFile }): JSX.Element {
  const isHeavy = file.hasThumbnail && file.sizeBytes > largeBytes;
  const isWhole = useSignal(!isHeavy);
  const isAbsent = useSignal(false);
  if (isAbsent.value) {
    return (
      <p class="file-absent">
        <Icon name="picture" />
        <span>{t("files.picture.absent")}</span>
      </p>
    );
  }
  return (
    <>
      <img
        class="viewer-picture"
        src={isWhole.value ? fileHref(file.id) : smallHref(file.id)}
        alt={file.alt || file.name}
        width={file.width}
        height={file.height}
        onError={() => (isAbsent.value = true)}
      />
      {!isWhole.value && (
        <p class="viewer-more">
          <Button onClick={() => (isWhole.value = true)}>{t("files.viewer.whole", { size: formatBytes(file.sizeBytes) })}</Button>
        </p>
      )}
    </>
  );
}
