// SPDX-License-Identifier: GPL-3.0-or-later
// What a wiki page's HTML has besides a message's, element by element: see server/render/page.h.
import { type ComponentChild, h } from "preact";
import type { KnownFile } from "./body_builder";
import { PagePicture } from "./files/page_picture";
import type { InertNode } from "./inert";

export const pageElements: ReadonlySet<string> = new Set(["h2", "sup", "section"]);

// Apart from a.page, which the app has another use for: what leads to a page is a link like others.
export const pageClasses: Readonly<Record<string, RegExp>> = {
  a: /^(wanted|broken|back|picture|file)$/,
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
const sizeOf = (text: string): number => (/^\d{1,5}$/.test(text) ? Number(text) : 0);

// A picture of our own, in the place it will take: its size is known before it has come.
export function pictureOf(node: InertNode, files: ReadonlyMap<string, KnownFile>): ComponentChild[] {
  const given = (name: string): string => node.getAttribute?.(name) ?? "";
  const [src, id = ""] = filePath.exec(given("src").replace(/\?thumbnail$/, "")) ?? [];
  if (!src) return given("alt") ? [given("alt")] : [];
  const known = files.get(id);
  const width = known?.width || sizeOf(given("width"));
  const height = known?.height || sizeOf(given("height"));
  const attributes: Record<string, string | number> = { src: known ? src : given("src"), alt: given("alt"), loading: "lazy", decoding: "async" };
  if (given("title")) attributes["title"] = given("title");
  if (width > 0 && height > 0) Object.assign(attributes, { width, height });
  if (known?.hasThumbnail && width > thumbnailSide) {
    const small = Math.round(width * Math.min(1, thumbnailSide / Math.max(width, height)));
    attributes["srcset"] = `${src}?thumbnail ${small}w, ${src} ${width}w`;
    attributes["sizes"] = "(max-width: 44rem) 100vw, 44rem";
  }
  return [h(PagePicture, attributes)];
}

// Of a film no more is fetched than its first picture before somebody asks, of sound nothing.
export function soundOrVideo(tag: "audio" | "video", node: InertNode, words: ComponentChild[]): ComponentChild[] {
  const given = (name: string): string => node.getAttribute?.(name) ?? "";
  const src = filePath.exec(given("src"))?.[0];
  if (!src) return words;
  const attributes: Record<string, string | boolean> = { src, controls: true, preload: tag === "video" ? "metadata" : "none" };
  for (const name of ["aria-label", "title"]) if (given(name)) attributes[name] = given(name);
  return [h(tag, attributes, ...tracksIn(node), ...words)];
}

function tracksIn(node: InertNode): ComponentChild[] {
  return Array.from(node.childNodes as ArrayLike<InertNode>).flatMap((child) => {
    const src = child.nodeName.toLowerCase() === "track" ? filePath.exec(child.getAttribute?.("src") ?? "")?.[0] : undefined;
    return src ? [h("track", { src, kind: "captions" })] : [];
  });
}
