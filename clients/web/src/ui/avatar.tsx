// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { classNames } from "./class_names";

export interface AvatarProps {
  // Chooses the colour, which stays when the name changes.
  readonly id: string;
  readonly name: string;
  readonly size?: "small" | "medium" | "large";
  // Set where no name stands beside it; otherwise it is decoration.
  readonly isAlone?: boolean;
}

export function Avatar({ id, name, size = "medium", isAlone = false }: AvatarProps): JSX.Element {
  const naming = isAlone ? ({ role: "img", "aria-label": name } as const) : ({ "aria-hidden": "true" } as const);
  return (
    <span class={classNames("avatar", `avatar-${size}`, `avatar-hue-${hueOf(id)}`)} {...naming}>
      {initialsOf(name)}
    </span>
  );
}

// The first letters of the first and the last word, as people write them.
export function initialsOf(name: string): string {
  const words = name
    .normalize("NFC")
    .split(/\s+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+/u, ""))
    .filter((word) => word !== "");
  const first = words[0];
  if (!first) return "?";
  const last = words.length > 1 ? words[words.length - 1]! : "";
  return [first, last].map((word) => [...word].slice(0, 1).join("").toLocaleUpperCase()).join("");
}

const hues = 10;

export function hueOf(id: string): number {
  let hash = 0;
  for (let i = 0; i < id.length; i += 1) hash = (hash * 31 + id.charCodeAt(i)) >>> 0;
  return hash % hues;
}
