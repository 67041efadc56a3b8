// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of things to go to: people, conversations, threads with something new. All of a row leads to its
// place; what stands at its end are buttons of their own.
import type { ComponentChildren, JSX } from "preact";
import { classNames } from "./class_names";

export interface RowsProps {
  // What the list is of, where no heading says it.
  readonly label?: string;
  readonly labelledBy?: string;
  readonly children: ComponentChildren;
}

export function Rows({ label, labelledBy, children }: RowsProps): JSX.Element {
  return (
    <ul class="rows" aria-label={label} aria-labelledby={labelledBy}>
      {children}
    </ul>
  );
}

export interface RowProps {
  // Where it leads; without one the title is plain text.
  readonly to?: string | undefined;
  readonly title: ComponentChildren;
  // An avatar or an icon.
  readonly lead?: ComponentChildren;
  // Below the title, one line: what was written, say.
  readonly text?: ComponentChildren;
  // Quiet, below: where, when.
  readonly meta?: ComponentChildren;
  // Beside the title: badges.
  readonly mark?: ComponentChildren;
  // Buttons and menus.
  readonly actions?: ComponentChildren;
  // There is something new in it.
  readonly isNew?: boolean;
}

export function Row({ to, title, lead, text, meta, mark, actions, isNew = false }: RowProps): JSX.Element {
  return (
    <li class={classNames("row", isNew && "row-new")}>
      {lead && <span class="row-lead">{lead}</span>}
      <div class="row-words">
        <p class="row-title">
          {to ? (
            <a class="row-link" href={to}>
              {title}
            </a>
          ) : (
            <span class="row-name">{title}</span>
          )}
          {mark}
        </p>
        {text && <p class="row-text">{text}</p>}
        {meta && <p class="row-meta">{meta}</p>}
      </div>
      {actions && <div class="row-actions">{actions}</div>}
    </li>
  );
}
