// SPDX-License-Identifier: GPL-3.0-or-later
// Makes elements of the page from the HTML of a message or a wiki page. The server has sanitised it; this
// trusts none of that. What is read is an inert document, and what goes into the page is made anew from the
// short list of what Message.html in messages.proto and server/render/page.h allow: everything else leaves
// its words at most.
import { type ComponentChild, h } from "preact";
import type { InertNode } from "./inert";
import { ownHref, ownId, pageClasses, pageElements, pictureOf, soundOrVideo } from "./page_elements";

const plain = new Set(["p", "br", "hr", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "table", "thead", "tbody", "tr", "th", "td", "em", "strong", "del", "a", "span"]);
// These go with all that is in them; of others unknown the words stay.
const dropped = new Set(["script", "style", "template", "iframe", "object", "embed", "svg", "math", "noscript", "textarea", "select", "title", "head", "xmp", "plaintext", "noembed", "noframes"]);
const hollow = new Set(["br", "hr"]);
const depthMax = 60;

const classes: Readonly<Record<string, RegExp>> = {
  a: /^(mention|image)$/,
  span: /^(mention|box)$/,
  li: /^(task|done)$/,
  code: /^language-[\p{L}\p{N}+#._-]+$/u,
  th: /^align-(left|center|right)$/,
  td: /^align-(left|center|right)$/,
};

// What is known of a file that a page names.
export interface KnownFile {
  readonly width: number;
  readonly height: number;
  readonly hasThumbnail: boolean;
}

export interface BuildOptions {
  // Origin of this server: links to it stay inside the app.
  readonly origin: string;
  // What stands around a table or block of code, which may be wider than the page.
  readonly scrollLabel: { readonly code: string; readonly table: string };
  // A wiki page, which has more: headings to link to, footnotes, pictures, links to pages.
  readonly page?: {
    readonly files: ReadonlyMap<string, KnownFile>;
    // Where a page that is not there is begun; null: not by this person.
    readonly wantedHref: (name: string) => string | null;
    // What a link to the whole of a picture does, where the picture has no words of its own.
    readonly pictureLabel: string;
  };
}

export function buildBody(parent: InertNode, options: BuildOptions, depth = 0): ComponentChild[] {
  if (depth > depthMax) return [];
  const out: ComponentChild[] = [];
  for (const node of Array.from(parent.childNodes as ArrayLike<InertNode>)) {
    if (node.nodeType === 3) out.push(node.nodeValue ?? "");
    if (node.nodeType === 1) out.push(...buildElement(node, options, depth));
  }
  return out;
}

function buildElement(node: InertNode, options: BuildOptions, depth: number): ComponentChild[] {
  const tag = node.nodeName.toLowerCase();
  if (dropped.has(tag)) return [];
  const children = () => buildBody(node, options, depth + 1);
  if (options.page && tag === "img") return pictureOf(node, options.page.files);
  if (options.page && (tag === "video" || tag === "audio")) return soundOrVideo(tag, node, children());
  if (!plain.has(tag) && !(options.page && pageElements.has(tag))) return children();
  const attributes = attributesOf(tag, node, options);
  // A link that leads nowhere it may lead is its words; in a page it may be marked as such.
  if (tag === "a" && !attributes["href"] && !attributes["class"]) return children();
  if (tag === "a" && !attributes["href"]) return [h("span", attributes, ...children())];
  const element = hollow.has(tag) ? h(tag, attributes) : h(tag, attributes, ...(tag === "table" || tag === "tr" || tag === "thead" || tag === "tbody" ? rowsOnly(children()) : children()));
  if (tag === "table") return [scrolling("body-table", options.scrollLabel.table, element)];
  if (tag === "pre") return [scrolling("body-code", options.scrollLabel.code, element)];
  return [element];
}

// Text between the rows of a table would be moved about by no parser here, and shown by none.
const rowsOnly = (children: ComponentChild[]): ComponentChild[] => children.filter((child) => typeof child !== "string");

// Reached by keyboard, so that it can be scrolled by keyboard. A group, since a page may have dozens: landmarks are few.
const scrolling = (name: string, label: string, element: ComponentChild): ComponentChild =>
  h("div", { class: `body-scroll ${name}`, role: "group", "aria-label": label, tabIndex: 0 }, element);

function attributesOf(tag: string, node: InertNode, { origin, page }: BuildOptions): Record<string, string | number> {
  const given = (name: string): string => node.getAttribute?.(name) ?? "";
  const out: Record<string, string | number> = {};
  const names = given("class").split(/\s+/).filter((name) => classes[tag]?.test(name) || (page && pageClasses[tag]?.test(name)));
  if (names.length > 0) out["class"] = names.join(" ");
  if (tag === "ol" && /^\d{1,9}$/.test(given("start"))) out["start"] = Number(given("start"));
  if (tag === "th") out["scope"] = "col";
  if (tag === "a") {
    const wanted = page && names.includes("wanted") ? page.wantedHref(given("data-page")) : undefined;
    const href = wanted === undefined ? ((page ? ownHref(given("href")) : null) ?? safeHref(given("href"), origin)) : wanted;
    if (href !== null) out["href"] = href;
    if (href !== null && !/^[/#]/.test(href)) {
      out["rel"] = "noopener noreferrer nofollow ugc";
      out["target"] = "_blank";
    }
    if (href?.startsWith("/files/")) out["target"] = "_blank";
    // Marks of messages say nothing without their link.
    if (href === null && !/(^| )(wanted|broken)( |$)/.test(String(out["class"] ?? ""))) delete out["class"];
  }
  if (page) addPageAttributes(tag, given, out);
  if (page && names.includes("picture") && !wordsOf(node)) out["aria-label"] = page.pictureLabel;
  return out;
}

// What a screen reader would say of it.
function wordsOf(node: InertNode): string {
  if (node.nodeType === 3) return (node.nodeValue ?? "").trim();
  return (node.getAttribute?.("alt") ?? "") + Array.from(node.childNodes as ArrayLike<InertNode>).map(wordsOf).join("");
}

function addPageAttributes(tag: string, given: (name: string) => string, out: Record<string, string | number>): void {
  const id = ownId(tag, given("id"));
  if (id) out["id"] = id;
  // What a jump within the page leads to takes focus.
  if (id) out["tabIndex"] = tag === "a" ? 0 : -1;
  if (tag === "a" && given("title")) out["title"] = given("title");
  if (tag === "a" && /^doc-(noteref|backlink)$/.test(given("role"))) out["role"] = given("role");
  if (tag === "section") out["role"] = "doc-endnotes";
  if ((tag === "section" || out["role"] === "doc-backlink") && given("aria-label")) out["aria-label"] = given("aria-label");
}

// Only places that cannot run anything. A path of this server stays inside the app; so does the whole
// address of one.
export function safeHref(href: string, origin: string): string | null {
  // A browser passes over such characters even inside a scheme.
  const cleaned = href.replace(/[\u0000-\u0020\u007f-\u009f]/g, "");
  if (/^\/(?![\\/])/.test(cleaned)) return cleaned;
  if (!/^(https?:\/\/|mailto:)/i.test(cleaned)) return null;
  try {
    const url = new URL(cleaned);
    if (url.origin !== origin) return url.href;
    return url.pathname.startsWith("//") ? null : url.pathname + url.search + url.hash;
  } catch {
    return null;
  }
}
