// SPDX-License-Identifier: GPL-3.0-or-later
// What the link that was opened is for, shown before its button is pressed.
import { useEffect, useState } from "preact/hooks";
import { formatDateTime, formatList, t } from "../../i18n";
import { Role } from "../../store/entities";
import { type LinkLook, lookAtLink } from "../../store/link_look";

export type Invited = Extract<LinkLook, { is: "invitation" }>;

// Null until there is an answer. Asked once: each asking counts as an attempt to sign in.
export function useLook(secret: string): LinkLook | null {
  const [look, setLook] = useState<LinkLook | null>(null);
  useEffect(() => {
    let isOn = true;
    void lookAtLink(secret).then((found) => isOn && setLook(found));
    return () => void (isOn = false);
  }, [secret]);
  return look;
}

export function invitedWords({ inviter, organisation, role }: Invited): string {
  const who = { inviter, organisation };
  if (role === Role.GUEST) return t("invitation.asGuest", who);
  return role === Role.ADMIN ? t("invitation.asAdmin", who) : t("invitation.asMember", who);
}

// The rest of it, a sentence each.
export function invitedTo({ communities, endsAtMs }: Invited): readonly string[] {
  const count = communities.length;
  const places = count > 0 ? [t("invitation.communities", { count, names: formatList(communities) })] : [];
  return [...places, t("invitation.until", { time: formatDateTime(endsAtMs) })];
}
