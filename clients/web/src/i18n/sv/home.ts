// SPDX-License-Identifier: GPL-3.0-or-later
import type { Same } from "../catalogue";
import type { home as pattern } from "../en/home";

export const home: Same<typeof pattern> = {
  "home.title": "Roligt att se dig",
  "home.lead": "Där kollegor delar det de kan.",
  "home.empty.title": "Här är det lugnt",
  "home.empty.text": "Det som är nytt i dina gemenskaper samlas på den här sidan. Det mesta som någon undrar över vet en kollega redan.",
};
