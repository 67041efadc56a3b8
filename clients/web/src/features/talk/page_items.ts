// SPDX-License-Identifier: GPL-3.0-or-later
// From talk to the wiki: what was said becomes the beginning of a page, with who said it.
import { t } from "../../i18n";
import { navigate } from "../../router/location";
import { writePath } from "../../router/places";
import type { MenuItem } from "../../ui/menu";

// Of a whole thread, or of one of its messages.
export function pageItems(community: string, thread: string, message = ""): readonly MenuItem[] {
  const from = message ? { messages: [message] } : { from: thread };
  return [
    { id: "lesson", label: t("talk.act.lesson"), icon: "book", beginsGroup: true, onSelect: () => navigate(writePath({ community, ...from, template: "lesson-learned" })) },
    { id: "page", label: t("talk.act.page"), icon: "page", onSelect: () => navigate(writePath({ community, ...from })) },
  ];
}
