// SPDX-License-Identifier: GPL-3.0-or-later
// Markdown as pages have it, so that the editor can show what is what: with tables, tasks and [[links]].
import { defineLanguageFacet, HighlightStyle, Language, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { tags } from "@lezer/highlight";
import { GFM, type MarkdownConfig, parser } from "@lezer/markdown";

const pageLink: MarkdownConfig = {
  defineNodes: [{ name: "PageLink", style: tags.link }],
  parseInline: [
    {
      name: "PageLink",
      before: "Link",
      parse(context, next, from) {
        if (next !== 91 /* [ */ || context.char(from + 1) !== 91) return -1;
        const found = /^\[\[[^[\]\n]{1,200}\]\]/.exec(context.slice(from, Math.min(context.end, from + 204)));
        return found ? context.addElement(context.elt("PageLink", from, from + found[0].length)) : -1;
      },
    },
  ],
};

const shown = HighlightStyle.define([
  { tag: tags.heading1, fontSize: "1.5em", fontWeight: "700", fontFamily: "var(--serif)" },
  { tag: tags.heading2, fontSize: "1.3em", fontWeight: "700", fontFamily: "var(--serif)" },
  { tag: tags.heading3, fontSize: "1.15em", fontWeight: "700", fontFamily: "var(--serif)" },
  { tag: [tags.heading4, tags.heading5, tags.heading6], fontWeight: "700" },
  { tag: tags.strong, fontWeight: "700" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.strikethrough, textDecoration: "line-through" },
  { tag: tags.monospace, fontFamily: "var(--mono)", fontSize: "0.92em" },
  { tag: tags.link, color: "var(--accent)" },
  { tag: tags.url, color: "var(--quiet)" },
  { tag: tags.quote, color: "var(--quiet)" },
  // The marks themselves stand back behind what they mark.
  { tag: [tags.processingInstruction, tags.contentSeparator, tags.labelName], color: "var(--quiet)" },
]);

export function markdown(): Extension {
  const language = new Language(defineLanguageFacet(), parser.configure([GFM, pageLink]), [], "markdown");
  return [language.extension, syntaxHighlighting(shown)];
}
