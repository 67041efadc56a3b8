// SPDX-License-Identifier: GPL-3.0-or-later
// What stands where content is not: not yet, or not at all.
import type { ComponentChildren, JSX } from "preact";
import { t } from "../i18n";
import { Icon, type IconName } from "./icon";

export interface SkeletonProps {
  readonly lines?: number;
  readonly hasAvatar?: boolean;
}

// Seen after 300 ms only: what comes sooner should not flicker.
export function Skeleton({ lines = 3, hasAvatar = false }: SkeletonProps): JSX.Element {
  return (
    <div class="skeleton" role="status">
      <span class="unseen">{t("ui.loading")}</span>
      {hasAvatar && <span class="skeleton-avatar" />}
      <span class="skeleton-lines">
        {Array.from({ length: lines }, (_, index) => (
          <span key={index} class="skeleton-line" />
        ))}
      </span>
    </div>
  );
}

export interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  // What would be here, and how it gets here.
  readonly children: ComponentChildren;
  readonly action?: ComponentChildren;
}

export function EmptyState({ icon, title, children, action }: EmptyStateProps): JSX.Element {
  return (
    <div class="empty">
      <span class="empty-icon">
        <Icon name={icon} />
      </span>
      <h2>{title}</h2>
      <p>{children}</p>
      {action && <div class="empty-action">{action}</div>}
    </div>
  );
}
