// SPDX-License-Identifier: GPL-3.0-or-later
// Nodes as a parser would make them, for what reads an inert document.
import type { InertNode } from "./inert";

type Child = InertNode | string;

export function el(name: string, attributes: Readonly<Record<string, string>> = {}, ...children: Child[]): InertNode {
  return {
    nodeType: 1,
    nodeName: name.toUpperCase(),
    nodeValue: null,
    childNodes: children.map((child) => (typeof child === "string" ? words(child) : child)),
    getAttribute: (wanted) => attributes[wanted] ?? null,
  };
}
export const words = (text: string): InertNode => ({ nodeType: 3, nodeName: "#text", nodeValue: text, childNodes: [] });
export const comment = (text: string): InertNode => ({ nodeType: 8, nodeName: "#comment", nodeValue: text, childNodes: [] });
