// SPDX-License-Identifier: GPL-3.0-or-later
// The text of a page, and going about in it: a link to a heading or footnote scrolls there and moves focus,
// so that reading aloud goes on from it.
import { type ComponentChild, Fragment, type JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { t } from "../../i18n";
import { location, navigate } from "../../router/location";
import { writePath } from "../../router/places";
import type { PageView } from "../../store/page_views";
import { buildBody, type KnownFile } from "../../ui/body_builder";
import { parseInert } from "../../ui/trusted";

export interface ArticleProps {
  readonly view: PageView;
  // Where a page that is wanted would stand; null: nobody here begins one.
  readonly community: string | null;
}

export function Article({ view, community }: ArticleProps): JSX.Element {
  const { html, text, files, page } = view;
  const element = useRef<HTMLDivElement>(null);
  const labels = { code: t("wiki.body.code"), table: t("wiki.body.table") };
  const content = useMemo(() => {
    if (!html) return paragraphs(text);
    const known = new Map<string, KnownFile>(files.map((file) => [file.id, file]));
    const wantedHref = (title: string) => (community === null ? null : writePath({ title, community }));
    return buildBody(parseInert(html).body, { origin: window.location.origin, scrollLabel: labels, page: { files: known, wantedHref, pictureLabel: t("wiki.openPicture") } });
  }, [html, text, files, community, labels.code]);
  const hasContent = content.length > 0;
  // Come to by a link to a heading, before there was one.
  useEffect(() => {
    const { hash } = location.peek();
    if (hash && hasContent) element.current?.querySelector(`#${CSS.escape(anchorOf(hash))}`)?.scrollIntoView();
  }, [page?.id, hasContent]);
  return (
    <div ref={element} class="body article" lang={page?.language || undefined} dir="auto" onClick={jump}>
      {content}
    </div>
  );
}

export function anchorOf(hash: string): string {
  const raw = hash.replace(/^#/, "");
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}

// A plain click on a link to a place on this page.
export function jump(event: MouseEvent): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest("a[href^='#']") : null;
  const hash = link?.getAttribute("href");
  const target = hash ? document.getElementById(anchorOf(hash)) : null;
  if (!hash || !target) return;
  event.preventDefault();
  target.focus({ preventScroll: true });
  navigate(`${window.location.pathname}${window.location.search}${hash}`);
  const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  target.scrollIntoView({ behavior: isCalm ? "auto" : "smooth" });
}

// A text that nobody has laid out, as it was written.
export function PlainText({ text }: { text: string }): JSX.Element {
  return <>{paragraphs(text)}</>;
}
function paragraphs(text: string): ComponentChild[] {
  return text
    .split(/\n(?:[ \t]*\n)+/)
    .filter((part) => part.trim() !== "")
    .map((part, index) => (
      <p key={index}>
        {part.split("\n").map((line, at) => (
          <Fragment key={at}>
            {at > 0 && <br />}
            {line}
          </Fragment>
        ))}
      </p>
    ));
}
