// SPDX-License-Identifier: GPL-3.0-or-later
import type { ComponentChildren, JSX } from "preact";
import { t } from "../i18n";
import { IconButton } from "./button";
import { classNames } from "./class_names";
import { Icon, type IconName } from "./icon";

export interface BannerProps {
  readonly children: ComponentChildren;
  readonly tone?: "info" | "good" | "warn" | "danger";
  readonly icon?: IconName;
  readonly actions?: ComponentChildren;
  readonly onDismiss?: () => void;
}

const icons = { info: "info", good: "check", warn: "warning", danger: "warning" } as const;

// Stays where it is while it is true, unlike a toast. What it says is read out when it appears.
export function Banner({ children, tone = "info", icon, actions, onDismiss }: BannerProps): JSX.Element {
  return (
    <div class={classNames("banner", `banner-${tone}`)} role={tone === "danger" ? "alert" : "status"}>
      <Icon name={icon ?? icons[tone]} />
      <div class="banner-words">{children}</div>
      {actions && <div class="banner-actions">{actions}</div>}
      {onDismiss && <IconButton icon="close" label={t("ui.dismiss")} onClick={onDismiss} />}
    </div>
  );
}
