// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { t } from "../i18n";
import { classNames } from "./class_names";

// Stands before the title of every page, as "(3)": what waits for the person. The store sets it.
export const waitingCount = signal(0);

export interface PageProps {
  // The heading, and the title of the tab. It takes focus when the person comes to the page.
  readonly title: string;
  // In the heading's place, where it can be changed there: an <h1> with what belongs to it.
  readonly heading?: ComponentChildren;
  // On the tab, where the heading is no name of the place.
  readonly tabTitle?: string;
  // Above the heading: where this belongs, as links.
  readonly context?: ComponentChildren;
  readonly lead?: ComponentChildren;
  // Beside the heading: buttons and menus.
  readonly actions?: ComponentChildren;
  // A panel beside the content on a desk, below it elsewhere.
  readonly panel?: { readonly label: string; readonly content: ComponentChildren };
  // The content fills what is left of the height and scrolls by itself, as a thread does.
  readonly fillsHeight?: boolean;
  readonly children: ComponentChildren;
}

// The frame of every view.
export function Page({ title, heading, tabTitle, context, lead, actions, panel, fillsHeight, children }: PageProps): JSX.Element {
  useTitle(tabTitle ?? title);
  return (
    <div class={classNames("page", panel && "page-with-panel", fillsHeight && "page-filled")}>
      <header class="page-head">
        <div class="page-heading">
          {context && <div class="page-context">{context}</div>}
          {heading ?? <h1 tabIndex={-1}>{title}</h1>}
          {lead && <p class="page-lead">{lead}</p>}
        </div>
        {actions && <div class="page-actions">{actions}</div>}
      </header>
      <div class="page-body">{children}</div>
      {panel && (
        <aside class="page-panel" aria-label={panel.label}>
          {panel.content}
        </aside>
      )}
    </div>
  );
}

export function useTitle(title: string): void {
  const count = waitingCount.value;
  const whole = `${count > 0 ? `(${count}) ` : ""}${title} · ${t("app.name")}`;
  useLayoutEffect(() => {
    document.title = whole;
  }, [whole]);
}
