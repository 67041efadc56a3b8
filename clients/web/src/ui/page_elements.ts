// SPDX-License-Identifier: GPL-3.0-or-later
// What a wiki page's HTML has besides a message's, element by element: see server/render/page.h.
import { type ComponentChild, h } from "preact";
import type { KnownFile } from "./body_builder";
import type { InertNode } from "./inert";

export const pageElements: ReadonlySet<string> = new Set(["h2", "sup", "section"]);

export const pageClasses: Readonly<Record<string, RegExp>> = {
  a: /^(page|wanted|broken|back)$/,
  span: /^hl-(comment|string|number|keyword|name|added|removed)$/,
  sup: /^footnote$/,
  section: /^footnotes$/,
};

// The ids that the renderer gives: none that the app, or the browser, knows by another name.
const ids: Readonly<Record<string, RegExp>> = { li: /^fn-\d+$/, a: /^fnref-\d+(-\d+)?$/ };
const headingId = /^h-[^\s"'<>]*$/;

export function ownId(tag: string, id: string): string {
  const rule = /^h[2-6]$/.test(tag) ? headingId : ids[tag];
  return rule?.test(id) ? id : "";
}

// A place on the same page.
export const ownHref = (href: string): string | null => (/^#(h-[^\s"'<>]*|fn-\d+|fnref-\d+(-\d+)?)$/.test(href) ? href : null);

const filePath = /^\/files\/([0-9a-f-]{36})$/;
const thumbnailSide = 640;

// A picture of our own, in the place it will take: its size is known before it has come.
export function pictureOf(node: InertNode, files: ReadonlyMap<string, KnownFile>): ComponentChild[] {
  const given = (name: string): string => node.getAttribute?.(name) ?? "";
  const [src, id = ""] = filePath.exec(given("src").replace(/\?thumbnail$/, "")) ?? [];
  if (!src) return given("alt") ? [given("alt")] : [];
  const { width = 0, height = 0, hasThumbnail = false } = files.get(id) ?? {};
  const attributes: Record<string, string | number> = { src, alt: given("alt"), loading: "lazy", decoding: "async" };
  if (given("title")) attributes["title"] = given("title");
  if (width > 0 && height > 0) Object.assign(attributes, { width, height });
  if (hasThumbnail && width > thumbnailSide) {
    const small = Math.round(width * Math.min(1, thumbnailSide / Math.max(width, height)));
    attributes["srcset"] = `${src}?thumbnail ${small}w, ${src} ${width}w`;
    attributes["sizes"] = "(max-width: 44rem) 100vw, 44rem";
  }
  return [h("img", attributes)];
}

// Nothing of it is fetched before somebody asks, but how long it is.
export function soundOrVideo(tag: "audio" | "video", node: InertNode, words: ComponentChild[]): ComponentChild[] {
  const src = filePath.exec(node.getAttribute?.("src") ?? "")?.[0];
  if (!src) return words;
  const label = node.getAttribute?.("aria-label") ?? node.getAttribute?.("title") ?? "";
  return [h(tag, { src, controls: true, preload: "metadata", ...(label ? { "aria-label": label } : {}) }, ...tracksIn(node), ...words)];
}

function tracksIn(node: InertNode): ComponentChild[] {
  return Array.from(node.childNodes as ArrayLike<InertNode>).flatMap((child) => {
    const src = child.nodeName.toLowerCase() === "track" ? filePath.exec(child.getAttribute?.("src") ?? "")?.[0] : undefined;
    return src ? [h("track", { src, kind: "captions", srclang: child.getAttribute?.("srclang") ?? "", label: child.getAttribute?.("label") ?? "" })] : [];
  });
}
