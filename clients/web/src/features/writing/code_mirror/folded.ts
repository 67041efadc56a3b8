// SPDX-License-Identifier: GPL-3.0-or-later
// What nobody reads is folded away while one writes: a mention, kept as [@Åsa Berg](/people/ID), is shown by its name,
// and of a link to a thread or page only that it is one. The caret steps over either as over one letter.
import type { Extension } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, MatchDecorator, ViewPlugin, type ViewUpdate, WidgetType } from "@codemirror/view";

class Words extends WidgetType {
  constructor(
    private readonly words: string,
    private readonly name: string,
  ) {
    super();
  }
  override eq(other: Words): boolean {
    return other.words === this.words && other.name === this.name;
  }
  toDOM(): HTMLElement {
    const element = document.createElement("span");
    element.className = this.name;
    element.textContent = this.words;
    return element;
  }
}

const id = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const address = Decoration.replace({ widget: new Words("…", "writing-address") });

const matcher = new MatchDecorator({
  regexp: new RegExp(`\\[@((?:\\\\.|[^\\]\\\\\\n])+)\\]\\(/people/${id}\\)|\\]\\(/(?:threads|conversations|p|files)/${id}(?:/${id})?\\)`, "g"),
  decorate(add, from, to, match) {
    const name = match[1];
    // Of a link its words stay, to be written in as any others.
    if (name === undefined) add(from + 2, to - 1, address);
    else add(from, to, Decoration.replace({ widget: new Words(`@${name.replace(/\\(.)/g, "$1")}`, "writing-mention") }));
  },
});

export const folded: Extension = ViewPlugin.fromClass(
  class {
    found: DecorationSet;
    constructor(view: EditorView) {
      this.found = matcher.createDeco(view);
    }
    update(update: ViewUpdate): void {
      this.found = matcher.updateDeco(update, this.found);
    }
  },
  {
    decorations: (plugin) => plugin.found,
    provide: (plugin) => EditorView.atomicRanges.of((view) => view.plugin(plugin)?.found ?? Decoration.none),
  },
);
