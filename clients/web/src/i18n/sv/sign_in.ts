// SPDX-License-Identifier: GPL-3.0-or-later
import type { Same } from "../catalogue";
import type { signIn as pattern } from "../en/sign_in";

export const signIn: Same<typeof pattern> = {
  "signIn.title": "Logga in",
  "signIn.lead": "Där kollegor delar det de kan.",
  "signIn.email": "E-post",
  "signIn.password": "Lösenord",
  "signIn.show": "Visa lösenordet",
  "signIn.submit": "Logga in",
  "signIn.byPassword": "Med lösenord",
  "signIn.byCode": "Med kod",
  "signIn.code": "Kod eller länk",
  "signIn.codeHint": "Tio tecken som någon som sköter Fika läste upp för dig, eller länken som du fick. Den fungerar en gång.",
  "signIn.codeSubmit": "Logga in med koden",
  "signIn.wrong": "E-postadressen eller lösenordet stämmer inte. Se efter båda och försök igen.",
  "signIn.codeWrong": "Koden eller länken gäller inte, eller inte längre. Var och en fungerar en gång och en begränsad tid. Be om en ny.",
  "signIn.noWay": "Inget konto, eller glömt lösenordet? Den som sköter Fika hos er kan skicka en länk till dig.",
  "signIn.missing": "Fyll i det här.",
  "signIn.link.title": "Välkommen tillbaka",
  "signIn.link.lead": "Länken loggar in dig på den här enheten. Den fungerar en gång.",
  "signIn.link.submit": "Logga in här",
  "signIn.link.other": "Logga in på ett annat sätt",
  "signIn.link.already": "Du är redan inloggad som {name}.",
  "signIn.link.goOn": "Fortsätt som {name}",
  "signIn.link.instead": "Logga in med länken i stället",
  "signIn.device": "{browser} på {system}",
  "signIn.device.unknown": "Webbläsare",
  "signIn.unreachable.title": "Servern svarar inte",
  "signIn.unreachable.text": "Fika har inte öppnats på den här enheten förut, så det finns inget att visa än. Se efter om du är ansluten; Fika försöker igen av sig självt.",
  "signIn.unreachable.again": "Försök nu",
};
