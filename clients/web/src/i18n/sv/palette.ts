// SPDX-License-Identifier: GPL-3.0-or-later
import type { Same } from "../catalogue";
import type { palette as pattern } from "../en/palette";

export const palette: Same<typeof pattern> = {
  "palette.title": "Gå till",
  "palette.shortcut": "Gå till något efter namn",
  "palette.placeholder": "En tråd, en sida, en person, något att göra",
  "palette.nothing": "Här står gemenskaper, trådar, sidor och personer så snart det finns några.",
  "palette.community": "Gemenskap",
  "palette.conversation": "Konversation",
  "palette.person": "Person",
  "palette.guest": "Gäst",
  "palette.admin": "Administratör",
  "palette.newThread": "Ny tråd i {name}",
  "palette.write": "Skriv till {name}",
  "palette.failed": "Konversationen gick inte att starta på den här enheten. Försök en gång till.",
  "palette.search": "Sök efter ”{words}”",
  "palette.act.conversation": "Ny konversation",
  "palette.act.page": "Ny sida",
  "palette.act.lesson": "Dela en lärdom",
  "palette.act.community": "Ny gemenskap",
  "palette.act.recent": "Senaste ändringarna av sidor",
  "palette.act.wanted": "Önskade sidor",
  "palette.act.account": "Inställningar: konto och enheter",
  "palette.act.care": "Det som saknas i sökningen",
  "palette.act.theme": "Tema: {theme}",
  "palette.act.language": "Språk: {language}",
  "palette.act.signOut": "Logga ut",
};
