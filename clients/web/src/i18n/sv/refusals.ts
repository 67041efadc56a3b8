// SPDX-License-Identifier: GPL-3.0-or-later
import type { Same } from "../catalogue";
import type { refusals as pattern } from "../en/refusals";

export const refusals: Same<typeof pattern> = {
  "refusal.unknown": "Något gick fel. Försök en gång till.",
  "refusal.unavailable": "Servern svarar inte. Se efter om du är ansluten och försök igen.",
  "refusal.unauthenticated": "Din inloggning har gått ut. Logga in igen.",
  "refusal.forbidden": "Du får inte göra det här.",
  "refusal.notFound": "Det finns inte längre, eller så får du inte se det.",
  "refusal.exists": "Det finns redan.",
  "refusal.changed": "Något ändrades under tiden. Se efter hur det ser ut nu och försök igen.",
  "refusal.state": "Det går inte att göra som läget är nu.",
  "refusal.invalid": "Servern tog inte emot det här.",
  "refusal.limit": "Gränsen är nådd.",
  "refusal.late": "Servern svarade inte i tid. Se efter om det blev gjort ändå innan du försöker igen.",
  "refusal.failed": "Något gick fel på servern. Försök igen om en stund.",
  "refusal.waitSeconds": "För många försök. Försök igen om {count, plural, one {# sekund} other {# sekunder}}.",
  "refusal.waitMinutes": "För många försök. Försök igen om {count, plural, one {# minut} other {# minuter}}.",
};
