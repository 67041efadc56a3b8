// SPDX-License-Identifier: GPL-3.0-or-later
// What is pasted keeps its plain form: links, lists, emphasis, headings and code become Markdown. Where a
// page brings none of these, its text is taken as the browser would. Nothing of it gets into the page.
import type { InertNode } from "./inert";
import type { Selected } from "./markdown_keys";
import { pastedTable } from "./pasted_table";
import { parseInert } from "./trusted";

// The largest heading there may be: 3 in a message, 2 in a page, whose title is the first.
export type HeadingMin = 2 | 3;

export function pastedMarkdown(from: Pick<DataTransfer, "getData">, { text, from: start, to }: Selected, headingMin: HeadingMin = 3): string | null {
  const plain = from.getData("text/plain").trim();
  const chosen = text.slice(start, to);
  // An address pasted over words links them.
  if (chosen.trim() !== "" && !chosen.includes("\n") && /^https?:\/\/\S+$/i.test(plain)) return `[${chosen}](${plain})`;
  const html = from.getData("text/html");
  // Inside code everything is text, and editors for code bring HTML that only colours it.
  const isInCode = (text.slice(0, start).match(/^```/gm) ?? []).length % 2 === 1;
  if (!html || isInCode || html.length > 500_000) return null;
  const made = markdownOf(parseInert(html).body, headingMin);
  return hasForm(made, plain) ? made : null;
}

// Not worth replacing the text where only its spaces differ.
const hasForm = (made: string, plain: string): boolean => made !== "" && made.replace(/\s+/g, "") !== plain.replace(/\s+/g, "");

const skipped = new Set(["script", "style", "template", "head", "title", "meta", "svg", "iframe", "object"]);
const blocks = new Set(["p", "div", "section", "article", "header", "footer", "main", "tr", "figure", "dl", "dt", "dd"]);

interface Where {
  readonly indent: string;
  readonly isCode: boolean;
  readonly headingMin: HeadingMin;
}

export function markdownOf(node: InertNode, headingMin: HeadingMin = 3): string {
  const made = inside(node, { indent: "", isCode: false, headingMin });
  return made
    .replace(/[ \t]+\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

const inside = (node: InertNode, where: Where): string =>
  Array.from(node.childNodes as ArrayLike<InertNode>, (child) => written(child, where)).join("");

function written(node: InertNode, where: Where): string {
  if (node.nodeType === 3) return where.isCode ? (node.nodeValue ?? "") : (node.nodeValue ?? "").replace(/[\s\u00a0]+/g, " ");
  if (node.nodeType !== 1) return "";
  const tag = node.nodeName.toLowerCase();
  if (skipped.has(tag)) return "";
  if (where.isCode) return tag === "br" ? "\n" : inside(node, where);
  const inner = () => inside(node, where);
  if (/^h[1-6]$/.test(tag)) return `\n\n${"#".repeat(Math.max(where.headingMin, Number(tag[1])))} ${inner().trim()}\n\n`;
  switch (tag) {
    case "br":
      return "\n";
    case "hr":
      return "\n\n---\n\n";
    case "strong":
    case "b":
      // Some editors wrap a whole page in a <b> that is not bold.
      return isUnbold(node) ? inner() : marked(inner(), "**");
    case "em":
    case "i":
      return marked(inner(), "*");
    case "del":
    case "s":
      return marked(inner(), "~~");
    case "code":
      return codeSpan(inside(node, { ...where, isCode: true }));
    case "pre":
      return `\n\n\`\`\`\n${inside(node, { ...where, isCode: true }).replace(/\n+$/, "")}\n\`\`\`\n\n`;
    case "a":
      return linked(inner(), node.getAttribute?.("href") ?? "");
    case "blockquote":
      return `\n\n${inner().trim().replace(/\n{3,}/g, "\n\n").replace(/^/gm, "> ")}\n\n`;
    case "ul":
    case "ol":
      return list(node, where, tag === "ol");
    case "table":
      return pastedTable(node, (cell) => inside(cell, where)) ?? `\n\n${inner().trim()}\n\n`;
    case "img":
      return picture(node);
    case "input":
      return node.getAttribute?.("type") === "checkbox" ? (node.getAttribute("checked") === null ? "[ ] " : "[x] ") : "";
    case "td":
    case "th":
      return `${inner().trim()} `;
    default:
      return blocks.has(tag) ? `\n\n${inner().trim()}\n\n` : inner();
  }
}

const isUnbold = (node: InertNode): boolean => /font-weight:\s*(normal|400)/i.test(node.getAttribute?.("style") ?? "");

function marked(inner: string, mark: string): string {
  const found = /^(\s*)([\s\S]*?)(\s*)$/.exec(inner);
  const words = found?.[2] ?? "";
  if (words === "" || words.includes("\n\n")) return inner;
  return `${found?.[1] ?? ""}${mark}${words}${mark}${found?.[3] ?? ""}`;
}

function codeSpan(inner: string): string {
  if (inner.trim() === "") return inner;
  if (inner.includes("\n")) return `\n\n\`\`\`\n${inner}\n\`\`\`\n\n`;
  return inner.includes("`") ? `\`\` ${inner} \`\`` : `\`${inner}\``;
}

function linked(inner: string, href: string): string {
  const words = inner.replace(/\s+/g, " ").trim();
  if (!/^(https?:\/\/|mailto:)[^\s<>]+$/i.test(href)) return inner;
  const address = href.replace(/[()]/g, (sign) => (sign === "(" ? "%28" : "%29"));
  if (words === "" || words === href) return href;
  return `[${words.replace(/[[\]]/g, "\\$&")}](${address})`;
}

// Pictures of pages elsewhere stay where they are.
function picture(node: InertNode): string {
  const address = node.getAttribute?.("src") ?? "";
  const words = (node.getAttribute?.("alt") ?? "").replace(/\s+/g, " ").replace(/[[\]]/g, "\\$&").trim();
  return /^https?:\/\/[^\s<>()]+$/i.test(address) ? `![${words}](${address})` : words;
}

function list(node: InertNode, where: Where, isOrdered: boolean): string {
  let number = 0;
  const step = isOrdered ? "   " : "  ";
  const items = Array.from(node.childNodes as ArrayLike<InertNode>, (child) => {
    if (child.nodeType !== 1) return "";
    const name = child.nodeName.toLowerCase();
    // Some pages put a list straight into a list.
    if (name === "ul" || name === "ol") return `\n${list(child, { ...where, indent: where.indent + step }, name === "ol").replace(/^\n+|\n+$/g, "")}`;
    const deeper = { ...where, indent: where.indent + step };
    const content = inside(child, deeper).trim().replace(/\n{2,}/g, "\n");
    if (content === "") return "";
    const [first = "", ...others] = content.split("\n");
    const rest = others.map((line) => `\n${/^\s*([-*+]|\d+\.) /.test(line) ? line : deeper.indent + line}`).join("");
    return `\n${where.indent}${isOrdered ? `${(number += 1)}.` : "-"} ${first.trim()}${rest}`;
  }).join("");
  return where.indent === "" ? `\n\n${items.trim()}\n\n` : `\n${items.replace(/^\n/, "")}\n`;
}
