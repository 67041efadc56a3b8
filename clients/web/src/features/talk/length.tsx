// SPDX-License-Identifier: GPL-3.0-or-later
// The longest message is 40 KB; said only to those who come near it.
import type { JSX } from "preact";
import { formatNumber, t } from "../../i18n";

export const bytesMax = 40 * 1024;
const nearBytes = 4 * 1024;

export const bytesOf = (text: string): number => (text.length * 3 < bytesMax - nearBytes ? text.length : new TextEncoder().encode(text).length);
export const isTooLong = (text: string): boolean => bytesOf(text) > bytesMax;

export function LengthLine({ id, text }: { id: string; text: string }): JSX.Element | null {
  const left = bytesMax - bytesOf(text);
  if (left > nearBytes) return null;
  return (
    <p id={id} class={left < 0 ? "composer-length field-error" : "composer-length"} aria-live="polite">
      {left < 0 ? t("talk.composer.tooLong", { kilobytes: formatNumber(Math.ceil(-left / 1024)) }) : t("talk.composer.nearLimit", { kilobytes: formatNumber(Math.floor(left / 1024)) })}
    </p>
  );
}
