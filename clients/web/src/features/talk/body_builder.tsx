// SPDX-License-Identifier: GPL-3.0-or-later
// Makes elements of the page from a message's HTML. The server has sanitised it; this trusts none of that.
// What is read is an inert document, and what goes into the page is made anew from the short list of
// what Message.html in messages.proto allows: everything else leaves its words at most.
import { type ComponentChild, h } from "preact";

// As much of a node as is read here; tests bring their own.
export interface InertNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly childNodes: Iterable<InertNode> | ArrayLike<InertNode>;
  getAttribute?(name: string): string | null;
}

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

export interface BuildOptions {
  // Origin of this server: links to it stay inside the app.
  readonly origin: string;
  // What stands around a table or block of code, which may be wider than the page.
  readonly scrollLabel: { readonly code: string; readonly table: string };
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
  if (!plain.has(tag)) return children();
  const attributes = attributesOf(tag, node, options);
  // A link that leads nowhere it may lead is its words.
  if (tag === "a" && !attributes["href"]) return children();
  const element = hollow.has(tag) ? h(tag, attributes) : h(tag, attributes, ...(tag === "table" || tag === "tr" || tag === "thead" || tag === "tbody" ? rowsOnly(children()) : children()));
  if (tag === "table") return [scrolling("body-table", options.scrollLabel.table, element)];
  if (tag === "pre") return [scrolling("body-code", options.scrollLabel.code, element)];
  return [element];
}

// Text between the rows of a table would be moved about by no parser here, and shown by none.
const rowsOnly = (children: ComponentChild[]): ComponentChild[] => children.filter((child) => typeof child !== "string");

// Reached by keyboard, so that it can be scrolled by keyboard.
const scrolling = (name: string, label: string, element: ComponentChild): ComponentChild =>
  h("div", { class: `body-scroll ${name}`, role: "region", "aria-label": label, tabIndex: 0 }, element);

function attributesOf(tag: string, node: InertNode, { origin }: BuildOptions): Record<string, string | number> {
  const given = (name: string): string => node.getAttribute?.(name) ?? "";
  const out: Record<string, string | number> = {};
  const allowed = classes[tag];
  const names = allowed ? given("class").split(/\s+/).filter((name) => allowed.test(name)) : [];
  if (names.length > 0) out["class"] = names.join(" ");
  if (tag === "ol" && /^\d{1,9}$/.test(given("start"))) out["start"] = Number(given("start"));
  if (tag === "th") out["scope"] = "col";
  if (tag === "a") {
    const href = safeHref(given("href"), origin);
    if (href !== null) out["href"] = href;
    if (href !== null && !href.startsWith("/")) {
      out["rel"] = "noopener noreferrer nofollow ugc";
      out["target"] = "_blank";
    }
  }
  return out;
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
