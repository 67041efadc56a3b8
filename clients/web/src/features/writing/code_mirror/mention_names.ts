// SPDX-License-Identifier: GPL-3.0-or-later
// A mention is kept as [@Åsa Berg](/people/ID), and shown by its name: the caret steps over it as over one
// letter.
import type { Extension } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, MatchDecorator, ViewPlugin, type ViewUpdate, WidgetType } from "@codemirror/view";

class Name extends WidgetType {
  constructor(private readonly name: string) {
    super();
  }
  override eq(other: Name): boolean {
    return other.name === this.name;
  }
  toDOM(): HTMLElement {
    const element = document.createElement("span");
    element.className = "writing-mention";
    element.textContent = `@${this.name}`;
    return element;
  }
}

const matcher = new MatchDecorator({
  regexp: /\[@((?:\\.|[^\]\\\n])+)\]\(\/people\/[0-9a-f-]{36}\)/g,
  decoration: (match) => Decoration.replace({ widget: new Name((match[1] ?? "").replace(/\\(.)/g, "$1")) }),
});

export const mentionNames: Extension = ViewPlugin.fromClass(
  class {
    names: DecorationSet;
    constructor(view: EditorView) {
      this.names = matcher.createDeco(view);
    }
    update(update: ViewUpdate): void {
      this.names = matcher.updateDeco(update, this.names);
    }
  },
  {
    decorations: (plugin) => plugin.names,
    provide: (plugin) => EditorView.atomicRanges.of((view) => view.plugin(plugin)?.names ?? Decoration.none),
  },
);
