// SPDX-License-Identifier: GPL-3.0-or-later
// How the page will look, made by the server as it would make the page. Drawn only: nothing in it leads away
// from what is being written.
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { t } from "../../i18n";
import { previewOfPage } from "../../store/page_texts";
import type { Store } from "../../store/store";
import { buildBody } from "../../ui/body_builder";
import { Dialog } from "../../ui/dialog";
import { Skeleton } from "../../ui/placeholders";
import { Refusal } from "../../ui/refusal";
import { parseInert } from "../../ui/trusted";

interface PreviewProps {
  readonly store: Store;
  readonly community: string;
  readonly title: string;
  readonly language: string;
  readonly text: string;
  readonly onClose: () => void;
}

export function PreviewDialog({ store, community, title, language, text, onClose }: PreviewProps): JSX.Element {
  const html = useSignal<string | null>(null);
  const fault = useSignal<unknown>(null);
  useEffect(() => {
    previewOfPage(store, community, text).then(
      (made) => (html.value = made),
      (thrown: unknown) => (fault.value = thrown),
    );
  }, []);
  return (
    <Dialog isOpen title={t("writing.preview.title")} onClose={onClose}>
      <div class="writing-preview" aria-busy={html.value === null && !fault.value}>
        {fault.value ? <p role="alert"><Refusal of={fault.value} /></p> : html.value === null ? <Skeleton lines={6} /> : <Drawn title={title} language={language} text={text} html={html.value} />}
      </div>
    </Dialog>
  );
}

function Drawn({ title, language, text, html }: { title: string; language: string; text: string; html: string }): JSX.Element {
  const content = useMemo(() => {
    const labels = { code: t("writing.preview.code"), table: t("writing.preview.table") };
    const page = { files: new Map(), wantedHref: () => null, pictureLabel: t("writing.preview.picture") };
    return html ? buildBody(parseInert(html).body, { origin: window.location.origin, scrollLabel: labels, page }) : text;
  }, [html, text]);
  return (
    <>
      <p class="writing-preview-title">{title || t("writing.untitled")}</p>
      <div class="body article" lang={language || undefined} dir="auto" onClickCapture={stay}>
        {content}
      </div>
    </>
  );
}

// A link would take the writer away from the text: it opens beside it.
function stay(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link) return;
  event.preventDefault();
  event.stopPropagation();
  if (!link.getAttribute("href")?.startsWith("#")) window.open(link.href, "_blank", "noopener");
}
