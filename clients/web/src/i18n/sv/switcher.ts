// SPDX-License-Identifier: GPL-3.0-or-later
import type { Same } from "../catalogue";
import type { switcher as pattern } from "../en/switcher";

export const switcher: Same<typeof pattern> = {
  "switcher.title": "Gå till",
  "switcher.shortcut": "Gå till en gemenskap, tråd eller person",
  "switcher.placeholder": "En gemenskap, en tråd, en person",
  "switcher.empty": "Här finns inget med det namnet. Det du inte har öppnat på den här enheten kan finnas ändå: titta i dess gemenskap.",
  "switcher.nothing": "Här står gemenskaper, trådar och personer så snart det finns några.",
  "switcher.community": "Gemenskap",
  "switcher.conversation": "Konversation",
  "switcher.person": "Person",
  "switcher.guest": "Gäst",
  "switcher.admin": "Administratör",
  "switcher.newThread": "Ny tråd i {name}",
  "switcher.write": "Skriv till {name}",
  "switcher.failed": "Konversationen gick inte att starta på den här enheten. Försök en gång till.",
};
