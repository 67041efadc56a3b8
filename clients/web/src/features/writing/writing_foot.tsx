// SPDX-License-Identifier: GPL-3.0-or-later
// What stands at the foot of everything that is written: that it is kept, and how it is saved or given up.
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { formatTime, t } from "../../i18n";
import { saveFile } from "../../ui/save_file";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Link } from "../../ui/link";
import type { Store } from "../../store/store";
import { Menu } from "../../ui/menu";
import type { Manuscript } from "./manuscript";
import { PreviewDialog } from "./preview_dialog";

interface FootProps {
  readonly store: Store;
  readonly manuscript: Manuscript;
  // As it would be saved, where it is more than one field.
  readonly text?: string;
  readonly isBusy: boolean;
  readonly saveWords: string;
  // Where closing leads; what was written stays kept.
  readonly closeTo: string;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

export function WritingFoot({ store, manuscript, text, isBusy, saveWords, closeTo, onSave, onDiscard }: FootProps): JSX.Element {
  const isAsking = useSignal(false);
  const isPreviewed = useSignal(false);
  const { community, title, language, text: written } = manuscript.words.value;
  const { keptMs, isChanged } = manuscript;
  const words = keptMs.value > 0 ? t("writing.kept", { time: formatTime(keptMs.value) }) : "";
  const close = () => (isAsking.value = false);
  return (
    <div class="writing-foot">
      <p class="writing-kept">{words}</p>
      <div class="writing-foot-buttons">
        <Menu
          icon="more"
          label={t("writing.more")}
          items={[
            { id: "preview", label: t("writing.preview"), icon: "eye", onSelect: () => (isPreviewed.value = true) },
            { id: "download", label: t("writing.download"), icon: "copy", onSelect: () => download(manuscript, text) },
            { id: "discard", label: t("writing.discard"), icon: "trash", isDanger: true, isDisabled: !isChanged.value, onSelect: () => (isAsking.value = true) },
          ]}
        />
        <span class="writing-wide">
          <Button onClick={() => (isPreviewed.value = true)}>{t("writing.preview")}</Button>
        </span>
        <Link to={closeTo} look="button">
          {t("writing.close")}
        </Link>
        <Button tone="primary" isBusy={isBusy} onClick={onSave}>
          {isBusy ? t("writing.saving") : saveWords}
        </Button>
      </div>
      {isPreviewed.value && (
        <PreviewDialog
          store={store}
          community={community}
          title={title}
          language={language}
          text={text ?? written}
          onClose={() => (isPreviewed.value = false)}
        />
      )}
      <Dialog
        isOpen={isAsking.value}
        title={t("writing.discard.title")}
        onClose={close}
        actions={
          <>
            <Button onClick={close}>{t("writing.discard.keep")}</Button>
            <Button
              tone="danger"
              onClick={() => {
                close();
                onDiscard();
              }}
            >
              {t("writing.discard")}
            </Button>
          </>
        }
      >
        <p>{t("writing.discard.text")}</p>
      </Dialog>
    </div>
  );
}

// As a file of Markdown, named by its title.
export function download(manuscript: Manuscript, whole?: string): void {
  const { title, text: written } = manuscript.words.peek();
  const text = whole ?? written;
  const name = title.replace(/[^\p{L}\p{N} _-]+/gu, "").trim() || t("writing.file");
  saveFile(`${name}.md`, "text/markdown;charset=utf-8", `${title ? `# ${title}\n\n` : ""}${text}`);
}
