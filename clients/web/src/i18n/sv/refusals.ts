// SPDX-License-Identifier: GPL-3.0-or-later
import type { Same } from "../catalogue";
import type { refusals as pattern } from "../en/refusals";

export const refusals: Same<typeof pattern> = {
  "refusal.unknown": "Något gick fel. Försök en gång till.",
  "refusal.unavailable": "Servern svarar inte. Se efter om du är ansluten och försök igen.",
  "refusal.unauthenticated": "Din inloggning har gått ut. Logga in igen.",
  "refusal.forbidden": "Du får inte göra det här.",
  "refusal.waitSeconds": "För många försök. Försök igen om {count, plural, one {# sekund} other {# sekunder}}.",
  "refusal.waitMinutes": "För många försök. Försök igen om {count, plural, one {# minut} other {# minuter}}.",
};
