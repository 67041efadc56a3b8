// SPDX-License-Identifier: GPL-3.0-or-later
// The wiki of the small organisation: something of everything that pages are, and the screens that show it.
import { addFile, makePicture } from "./made_files.mjs";
import { post, signInByApi } from "./people.mjs";
import { addPage, saveByApi } from "./wiki_pages.mjs";

const guide = (picture, cleaning) => `Så här brygger vi på tredje våningen. Det tar **fyra minuter**, och alla hinner med.

![En kvarn på en bänk](/files/${picture})

## Bönor

Mal dem strax före. Hur kvarnen rengörs står i [[Rengöring]], och om vattnet i [[Vatten och kalk]].[^lime]

- [x] Väg bönorna
- [ ] Skölj filtret
- [ ] Låt vattnet vila en halv minut

## Mått

| Vatten | Kaffe | Malning |
|---|---:|---|
| 1 liter | 60 g | medel |
| 2 liter | 120 g | grövre |
| 5 liter, till stora köket när det är fest | 290 g | grövst |

### Med maskin

> Maskinen häller allt på en gång; den vill ha grövre malning.

\`\`\`sh
brew --dose 60 --water 1000 --rounds 3 --note "a long line of code that is wider than the window of a telephone"
\`\`\`

## Mer att läsa

Se [rengöringen](/p/${cleaning}) och https://example.org/a/rather/long/address/that/has/no/place/to/break/in/it/at/all/index.html

[^lime]: Hårt vatten smakar beskt.
`;

export async function foundWiki(server, { maja, nils, fatima, coffee, thread }) {
  const [byMaja, byNils, byFatima] = await Promise.all([maja, nils, fatima].map(async (each) => (await signInByApi(server, each)).secret));
  const picture = await addFile(server, "kvarn.png", makePicture(960, 640), byMaja);
  const handbook = await addPage(server, { title: "Handbok", language: "sv", text: "Här börjar allt." }, byMaja);
  const arrival = await addPage(server, { title: "Första dagen", parent: handbook, language: "sv", text: "Välkommen! Börja med [[Handbok]].", tags: ["ny här"] }, byNils);
  await addPage(server, { title: "En rubrik som är så lång att den inte får rum på en rad, varken i trädet eller ovanför texten", parent: handbook, text: "Kort." }, byNils);
  const cleaning = await addPage(server, { title: "Rengöring", community: coffee, language: "sv", text: "Borsta kvarnen varje fredag.", tags: ["kök"] }, byFatima);
  const page = await addPage(server, { title: "Så brygger vi kaffe", community: coffee, language: "sv", text: guide(picture, cleaning), tags: ["kaffe", "kök"], owner: nils.id, sources: [thread] }, byMaja);
  await addPage(server, { title: "Till stora köket", community: coffee, parent: page, language: "sv", text: "Fem liter." }, byMaja);
  const translation = await addPage(server, { title: "How we brew coffee", community: coffee, language: "en", text: "This is how we brew on the third floor.", translationOf: page, translatedRevision: "1" }, byFatima);
  await saveByApi(server, page, { text: guide(picture, cleaning).replace("Mal dem strax före.", "Mal dem strax före, och inte för fint."), summary: "Inte för fint" }, byNils);
  await saveByApi(server, page, { text: guide(picture, cleaning).replace("Mal dem strax före.", "Mal dem strax före, aldrig för fint.").replace("290 g", "300 g"), minor: true }, byFatima);
  const trashed = await addPage(server, { title: "Gammalt recept", community: coffee, text: "Koka i tio minuter." }, byNils);
  await server.call("PageService/TrashPage", { page: trashed }, byNils);
  await post(server, thread, `Det står i [Så brygger vi kaffe](/p/${page}) nu.`, byNils);
  await post(server, page, "Gäller måtten också det nya vattenfiltret?", byFatima);
  const attached = await post(server, thread, `Så här ser kvarnen ut.\n\n![En kvarn på en bänk](/files/${await addFile(server, "kvarn.png", makePicture(960, 640), byNils)})\n\n[Instruktion.txt](/files/${await addFile(server, "Instruktion.txt", Buffer.from("Borsta varje fredag."), byNils)})`, byNils);
  return { page, translation, trashed, arrival, attached };
}

export const screensOfWiki = (wiki, { coffee, thread }) => ({
  wiki: () => "/wiki",
  "wiki-recent": () => "/wiki/recent",
  "wiki-tags": () => "/wiki/tags",
  "wiki-tag": () => `/wiki/tags/${encodeURIComponent("kök")}`,
  "wiki-wanted": () => "/wiki/wanted",
  "wiki-trash": () => `/wiki/trash?place=${coffee}`,
  "community-pages": () => `/communities/${coffee}/pages`,
  page: () => `/p/${wiki.page}`,
  "page-short": () => `/p/${wiki.arrival}`,
  "page-translation-behind": () => `/p/${wiki.translation}`,
  "page-in-trash": () => `/p/${wiki.trashed}`,
  "page-edit": () => `/p/${wiki.page}/edit`,
  "page-new": () => `/write?community=${coffee}`,
  "page-lesson": () => `/write?community=${coffee}&template=lesson-learned`,
  "page-from-thread": () => `/write?community=${coffee}&from=${thread}&template=lesson-learned`,
  "page-history": () => `/p/${wiki.page}/history`,
  "page-compare": () => `/p/${wiki.page}/compare?from=1`,
  "page-blame": () => `/p/${wiki.page}/blame`,
  "page-talk": () => `/p/${wiki.page}/talk`,
  "thread-with-files": () => `/threads/${thread}/${wiki.attached}`,
});
