// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { formatNumber } from "../i18n";
import { classNames } from "./class_names";

export interface BadgeProps {
  // 0 draws nothing.
  readonly count: number;
  // What is counted, in words: "3 unread". Without it the number stands alone, as in a tab.
  readonly label?: string;
  // "accent" asks for attention, such as a mention; "quiet" only informs.
  readonly tone?: "accent" | "quiet";
}

export function Badge({ count, label, tone = "accent" }: BadgeProps): JSX.Element | null {
  if (count <= 0) return null;
  const number = count > 999 ? `${formatNumber(999)}+` : formatNumber(count);
  return (
    <span class={classNames("badge", `badge-${tone}`)}>
      <span aria-hidden={label ? "true" : undefined}>{number}</span>
      {label && <span class="unseen">{label}</span>}
    </span>
  );
}
