// SPDX-License-Identifier: GPL-3.0-or-later
import type { ComponentChildren, JSX } from "preact";
import { location } from "../router/location";
import { classNames } from "./class_names";
import { Icon, type IconName } from "./icon";

export interface LinkProps {
  // A path of the app, or any other address; those open in a tab of their own.
  readonly to: string;
  readonly children: ComponentChildren;
  readonly look?: "text" | "quiet" | "button" | "primary";
  readonly icon?: IconName;
  // Says by itself when it leads to where the person is already.
  readonly marksHere?: boolean;
  readonly label?: string;
}

// An ordinary <a>: the router's one listener takes plain clicks, the browser everything else.
export function Link({ to, children, look = "text", icon, marksHere = false, label }: LinkProps): JSX.Element {
  const isForeign = /^[a-z][a-z0-9+.-]*:/i.test(to);
  const isHere = marksHere && isWithin(location.value.path, to);
  const button = look === "button" || look === "primary";
  return (
    <a
      href={to}
      class={classNames("link", button ? `button button-${look === "primary" ? "primary" : "plain"}` : `link-${look}`)}
      aria-current={isHere ? "page" : undefined}
      aria-label={label}
      target={isForeign ? "_blank" : undefined}
      rel={isForeign ? "noopener noreferrer nofollow" : undefined}
    >
      {icon && <Icon name={icon} />}
      {button ? <span>{children}</span> : children}
    </a>
  );
}

// "/communities" is also where the person is while looking at one of them.
export function isWithin(path: string, to: string): boolean {
  return to === "/" ? path === "/" : path === to || path.startsWith(`${to}/`);
}
