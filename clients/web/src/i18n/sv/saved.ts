// SPDX-License-Identifier: GPL-3.0-or-later
import type { Same } from "../catalogue";
import type { saved as pattern } from "../en/saved";

export const saved: Same<typeof pattern> = {
  "saved.title": "Sparat",
  "saved.lead": "Meddelanden du har sparat till senare. Ingen annan ser dem.",
  "saved.empty.title": "Inget sparat ännu",
  "saved.empty.text": "Spara ett meddelande från dess meny, så väntar det här tills du har tid.",
  "saved.unsave": "Ta bort från listan",
  "saved.unsaved": "Inte längre sparat.",
  "saved.undo": "Ångra",
  "saved.deleted": "Det här meddelandet är borttaget.",
  "saved.hidden": "Det här meddelandet går inte att visa just nu. Det kommer tillbaka när du kan se det igen.",
  "saved.meta": "{name} i {place}",
  "saved.at": "sparat {time}",
  "saved.conversation": "en konversation",
  "saved.unreachable": "Hela listan gick inte att hämta. Det som finns på den här enheten visas.",
  "saved.again": "Försök igen",
  "saved.note": "Anteckning: {note}",
  "saved.more": "Visa fler",
};
