// SPDX-License-Identifier: GPL-3.0-or-later
import type { ButtonHTMLAttributes, ComponentChildren, JSX, Ref } from "preact";
import { classNames } from "./class_names";
import { Icon, type IconName } from "./icon";

type Native = Omit<ButtonHTMLAttributes, "class" | "style" | "type" | "ref" | "children">;

export interface ButtonProps extends Native {
  readonly children: ComponentChildren;
  // "primary" for the one thing a view is for; "quiet" for what should not draw the eye.
  readonly tone?: "plain" | "primary" | "quiet" | "danger";
  readonly icon?: IconName;
  readonly type?: "button" | "submit";
  // Work is under way: the button stays where it is, keeps focus and does nothing.
  readonly isBusy?: boolean;
  readonly isWide?: boolean;
  readonly buttonRef?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps): JSX.Element {
  const { children, tone = "plain", icon, type = "button", isBusy = false, isWide, buttonRef, onClick, ...rest } = props;
  return (
    <button
      {...rest}
      type={type}
      ref={buttonRef ?? null}
      class={classNames("button", `button-${tone}`, isWide && "button-wide")}
      aria-disabled={isBusy ? "true" : rest["aria-disabled"]}
      aria-busy={isBusy ? "true" : undefined}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
    >
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

export interface IconButtonProps extends Native {
  readonly icon: IconName;
  // What it does, for those who do not see the icon; also its tooltip.
  readonly label: string;
  readonly tone?: "plain" | "danger";
  readonly buttonRef?: Ref<HTMLButtonElement>;
}

export function IconButton({ icon, label, tone = "plain", buttonRef, ...rest }: IconButtonProps): JSX.Element {
  return (
    <button
      {...rest}
      type="button"
      ref={buttonRef ?? null}
      class={classNames("icon-button", `icon-button-${tone}`)}
      aria-label={label}
      title={label}
    >
      <Icon name={icon} />
    </button>
  );
}
