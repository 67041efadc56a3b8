// SPDX-License-Identifier: GPL-3.0-or-later
// A small organisation in which something of everything has happened, for tests that look at screens.
import { addCommunity, addPerson, makeId, post, signInByApi, startThread } from "./people.mjs";

const recipe = `Thanks! This is what we do now, and it has worked since spring:

1. Weigh the beans: **60 g a litre**, no less.
2. Rinse the filter, and let the water rest for half a minute.
3. Pour in three rounds.

> The machine on the third floor pours all at once; it needs a coarser grind.

\`\`\`sh
brew --dose 60 --water 1000 --rounds 3 --note "a long line of code that is wider than the window of a telephone"
\`\`\`

| Beans | Grind | Who liked it |
|---|---|---|
| Brazil | medium | everybody |
| Ethiopia | fine | those who drink it black |

More at https://example.org/a/rather/long/address/that/has/no/place/to/break/in/it/at/all/index.html`;

export async function foundOrganisation(server) {
  const maja = await addPerson(server, "Maja Lind");
  const nils = await addPerson(server, "Nils Öberg");
  const fatima = await addPerson(server, "Fatima Zahra El Idrissi");
  const guest = await addPerson(server, "Gustav Gäst", "ROLE_GUEST");
  const nilsByApi = (await signInByApi(server, nils)).secret;
  const fatimaByApi = (await signInByApi(server, fatima)).secret;
  const members = [maja, nils, fatima];
  const coffee = await addCommunity(server, {
    name: "Bryggkaffe",
    purpose: "Vi provar bönor, kvarnar och vatten, och berättar vad vi lärt oss. Alla är välkomna, också de som dricker te.",
    theme: "Köket",
    languages: ["sv", "en"],
    members: [...members, guest],
  });
  await server.call("CommunityService/SetSteward", { community: coffee, person: maja.id, steward: true });
  const code = await addCommunity(server, { name: "Readable code", purpose: "Names, layers and small functions.", theme: "Craft", languages: ["en"], members });
  const quiet = await addCommunity(server, { name: "Tillgänglighet", purpose: "Så att alla kan använda det vi bygger.", theme: "Craft", languages: ["sv"] });
  const closed = await addCommunity(server, { name: "Lönegruppen", purpose: "Förberedelser.", openness: "OPENNESS_ON_REQUEST", members: [nils] });
  await addCommunity(server, { name: "Styrelsen", purpose: "Stängt.", openness: "OPENNESS_PRIVATE", members: [maja] });

  const thread = await startThread(server, { community: coffee, title: "Hur mycket kaffe per liter?", text: "Vi är oense på tredje våningen. **Vad gör ni?**", kind: "THREAD_KIND_QUESTION" }, nilsByApi);
  const answer = await post(server, thread, recipe, fatimaByApi);
  await server.call("MessageService/AddReaction", { message: answer, emoji: "👍" }, nilsByApi);
  await server.call("MessageService/AddReaction", { message: answer, emoji: "🎉" }, fatimaByApi);
  await server.call("MessageService/PostMessage", { id: makeId(), root: thread, text: "Jag tar det grövre. Tack!", quotes: [answer] }, nilsByApi);
  const gone = await post(server, thread, "Fel tråd", nilsByApi);
  await server.call("MessageService/DeleteMessage", { message: gone }, nilsByApi);
  await post(server, thread, `Det här gäller dig också, [@Maja Lind](/people/${maja.id}).`, nilsByApi);
  await server.call("MessageService/SetMessagePinned", { message: answer, pinned: true }, nilsByApi);
  const settled = await startThread(server, { community: coffee, title: "Vem avkalkar bryggaren?", text: "Den piper." }, fatimaByApi);
  await server.call("ThreadService/SetResolved", { thread: settled, resolved: true }, fatimaByApi);
  const news = await startThread(server, { community: coffee, title: "Kaffeprovning på fredag klockan tre i stora köket, ta med en egen kopp", text: "Välkomna!", kind: "THREAD_KIND_ANNOUNCEMENT" });
  await server.call("ThreadService/SetThreadPinned", { thread: news, pinned: true });
  await startThread(server, { community: code, title: "A word for what waits", text: "Pending, held, refused: what is what?" }, nilsByApi);

  const conversation = makeId();
  await server.call("ConversationService/StartConversation", { id: conversation, participants: [maja.id, nils.id] }, nilsByApi);
  await post(server, conversation, "Hinner du titta på tråden om kaffet?", nilsByApi);
  await server.call("CommunityService/UpdateCommunity", { community: closed, theme: "Personal" });
  const majaByApi = (await signInByApi(server, maja)).secret;
  await server.call("SavedService/SaveMessage", { message: answer }, majaByApi);
  await server.call("PeopleService/UpdateProfile", { pronouns: "han", site: "Göteborg", unit: "Plattform", languages: ["sv", "en"], replaceLanguages: true }, nilsByApi);
  const { person: administrator } = await server.call("PeopleService/GetMe", {});
  return { administrator, quiet, maja, nils, fatima, guest, coffee, code, closed, thread, conversation };
}
