// SPDX-License-Identifier: GPL-3.0-or-later
import type { Same } from "../catalogue";
import type { ui as pattern } from "../en/ui";

export const ui: Same<typeof pattern> = {
  "ui.close": "Stäng",
  "ui.dismiss": "Ta bort",
  "ui.optional": "frivilligt",
  "ui.required": "måste fyllas i",
  "ui.showPassword": "Visa lösenordet",
  "ui.loading": "Laddar …",
  "ui.results": "{count, plural, =0 {Inga träffar} one {# träff} other {# träffar}}",
  "ui.notices": "Meddelanden från appen",
  "ui.charactersLeft": "{count, plural, one {# tecken kvar} other {# tecken kvar}}",
  "ui.charactersOver": "{count, plural, one {# tecken för mycket} other {# tecken för mycket}}",
  "ui.names.unknown": "En kollega",
  "ui.names.notes": "Anteckningar till dig själv",
  "ui.names.others": "{count, plural, one {# till} other {# till}}",
  "ui.names.admin": "Administratör",
  "ui.names.since": "Här sedan {day}",
};
