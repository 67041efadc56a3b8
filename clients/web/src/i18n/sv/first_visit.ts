// SPDX-License-Identifier: GPL-3.0-or-later
import type { Same } from "../catalogue";
import type { firstVisit as pattern } from "../en/first_visit";

export const firstVisit: Same<typeof pattern> = {
  "firstVisit.progress": "Steg {step} av {of}",
  "firstVisit.next": "Fortsätt",
  "firstVisit.skip": "Hoppa över",
  "firstVisit.who.title": "Vem du är",
  "firstVisit.who.member": "Nu är du medlem i {place}.",
  "firstVisit.who.guest": "Nu är du gäst hos {place} och ser de gemenskaper du är inbjuden till.",
  "firstVisit.who.name": "Ditt namn",
  "firstVisit.who.nameHint": "Så som dina kollegor känner dig.",
  "firstVisit.who.nameless": "Skriv ditt namn, så att kollegorna vet vem som talar.",
  "firstVisit.who.language": "Appens språk",
  "firstVisit.who.zone": "Tidszon",
  "firstVisit.who.zoneFound": "Samma som på den här enheten.",
  "firstVisit.communities.title": "Välj gemenskaper",
  "firstVisit.communities.lead": "En gemenskap samlar dem som vill bli bättre på något. Följ så många du vill; du kan lämna när som helst.",
  "firstVisit.communities.leadIn": "Du är redan med i {names}. Följ gärna fler; du kan lämna när som helst.",
  "firstVisit.communities.none": "Inget mer att välja bland än",
  "firstVisit.communities.noneText": "De gemenskaper du kan gå med i hittar du under Gemenskaper, nu och senare.",
  "firstVisit.communities.members": "{count, plural, one {# medlem} other {# medlemmar}}",
  "firstVisit.communities.last": "Senast: {title}, {when}",
  "firstVisit.communities.onRequest": "En värd släpper in dig.",
  "firstVisit.communities.join": "{count, plural, one {Gå med i # gemenskap} other {Gå med i # gemenskaper}}",
  "firstVisit.ready.title": "Nu är du med",
  "firstVisit.ready.lead": "Fyra saker som är bra att veta:",
  "firstVisit.ready.home": "Startsidan samlar det som är nytt och det som någon har frågat dig.",
  "firstVisit.ready.ask": "Fråga öppet, i den gemenskap där frågan hör hemma. Då hittar nästa som undrar svaret där.",
  "firstVisit.ready.offline": "Dåligt nät gör inget: läs och skriv vidare, så skickas det när anslutningen är tillbaka.",
  "firstVisit.ready.settings": "Hur mycket som når dig, och hur allt ser ut, bestämmer du i inställningarna.",
  "firstVisit.ready.start": "Till startsidan",
};
