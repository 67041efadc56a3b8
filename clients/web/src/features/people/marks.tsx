// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { t } from "../../i18n";

interface MarksProps {
  readonly isGuest: boolean;
  readonly isDeactivated: boolean;
  readonly isMe: boolean;
}

// What everybody should know before writing to somebody, beside the name.
export function Marks({ isGuest, isDeactivated, isMe }: MarksProps): JSX.Element {
  return (
    <>
      {isMe && <span class="people-mark">{t("people.you")}</span>}
      {isGuest && <span class="people-mark people-mark-guest">{t("people.guest")}</span>}
      {isDeactivated && <span class="people-mark">{t("people.deactivated")}</span>}
    </>
  );
}
