// SPDX-License-Identifier: GPL-3.0-or-later
// Communities, threads, messages and conversations.
export const talk = {
  "{} has no active account. Choose somebody who can sign in.": "{} har inget konto som används. Välj någon som kan logga in.",
  "The community's only steward cannot leave. Make somebody else a steward, or archive the community, first.":
    "Gemenskapens enda värd kan inte lämna den. Gör någon annan till värd först, eller arkivera gemenskapen.",
  "{} is not a member. Name one of the members.": "{} är inte medlem. Välj en av medlemmarna.",
  "A guest cannot be a steward. Choose a colleague.": "En gäst kan inte vara värd. Välj en kollega.",
  "Only a steward can do this, and the community has one. Ask there.": "Det kan bara en värd göra, och gemenskapen har en. Fråga där.",
  "Only a steward can do this. Name one first, if there is none.": "Det kan bara en värd göra. Utse först en, om det inte finns någon.",
  "Nobody of that name waits any more. Another steward may have answered.": "Ingen med det namnet väntar längre. En annan värd kan ha svarat.",
  "That person is not a member of this community.": "Den personen är inte medlem i gemenskapen.",
  "There is no such member in this community. Add the person first.": "Gemenskapen har ingen sådan medlem. Lägg till personen först.",
  "{} people wait to be let in already. Ask a steward directly.": "Redan {} personer väntar på att få komma in. Fråga en värd direkt.",
  "There are {} communities, as many as fit. Use one of them.": "Det finns {} gemenskaper, och fler får inte plats. Använd en av dem.",
  "The community {} is archived: nothing can be merged into it. Open it again first.":
    "Gemenskapen {} är arkiverad: inget kan slås ihop med den. Öppna den igen först.",
  "More people could read something than before: who is in only one of {} and {}, or whoever the second is open to, would read both. Say that they may (may_widen), if that is right.":
    "Fler skulle kunna läsa än förut: den som är med i bara en av {} och {}, eller som den andra är öppen för, skulle läsa båda. Godkänn det, om det är rätt.",
  "Another community is still being merged into {}. Wait until that is done.": "En annan gemenskap håller på att slås ihop med {}. Vänta tills det är klart.",
  "Only who is a steward of both can merge two communities. Ask a steward there.": "Bara den som är värd i båda kan slå ihop två gemenskaper. Fråga en värd där.",
  "A community cannot be merged into itself. Choose another.": "En gemenskap kan inte slås ihop med sig själv. Välj en annan.",
  "The community {} is archived: it can be read, not written in. Ask a steward to open it again.":
    "Gemenskapen {} är arkiverad: den går att läsa, men ingen skriver i den. Be en värd öppna den igen.",
  "The community {} was merged into another. Go on there.": "Gemenskapen {} har slagits ihop med en annan. Fortsätt där.",
  "The community {} is being merged into another, and nothing can be changed in it meanwhile. Wait a little, then go on there.":
    "Gemenskapen {} håller på att slås ihop med en annan, och inget kan ändras så länge. Vänta lite och fortsätt sedan där.",
  "A community has at most {} languages; {} were given.": "En gemenskap har högst {} språk; det var {}.",
  "The purpose is {} characters long; at most {} fit.": "Syftet är {} tecken långt; högst {} får plats.",
  "{} has no active account and would not read it. Leave them out.": "{} har inget konto som används och skulle inte läsa det. Utelämna den personen.",
  "A conversation has at most {} participants. Start a thread in a community instead.":
    "En konversation har högst {} deltagare. Starta en tråd i en gemenskap i stället.",
  "The page {} is in the trash, and so is its talk. Bring it back first.": "Sidan {} ligger i papperskorgen, och samtalet om den också. Hämta tillbaka den först.",
  "The message was deleted; nothing can be done with it any more.": "Meddelandet är borttaget; det går inte att göra något med det längre.",
  "The message was deleted; there is nothing to save any more.": "Meddelandet är borttaget; det finns inget att spara längre.",
  "Only its author can edit a message. Answer it instead.": "Bara den som skrev ett meddelande kan ändra det. Svara på det i stället.",
  "Only its author or a steward can delete a message. Ask one.": "Bara den som skrev meddelandet eller en värd kan ta bort det. Fråga någon av dem.",
  "The message was edited {} times, as often as it can be. Post a new one.": "Meddelandet har ändrats {} gånger, och fler går inte. Skriv ett nytt.",
  "{} messages are pinned here, as many as fit. Unpin one first.": "{} meddelanden är fästa här, och fler får inte plats. Lossa ett först.",
  "The message has {} kinds of reaction, as many as fit. Use one of them.": "Meddelandet har {} sorters reaktioner, och fler får inte plats. Använd en av dem.",
  "The message has {} reactions, as many as fit.": "Meddelandet har {} reaktioner, och fler får inte plats.",
  "The message mentions {} people; at most {} fit. Write @thread or @community to reach all.":
    "Meddelandet nämner {} personer; högst {} får plats. Skriv @thread eller @community för att nå alla.",
  "The message quotes {} others; at most {} fit. Leave some out.": "Meddelandet citerar {} andra; högst {} får plats. Utelämna några.",
  "A quoted message is not there, or you may not see it. Take the quote out.": "Ett citerat meddelande finns inte, eller så får du inte se det. Ta bort citatet.",
  "The reaction is {} bytes long; at most {} fit. Use one emoji.": "Reaktionen är för lång. Använd en emoji.",
  "You have saved {} messages, as many as fit. Let some go first.": "Du har sparat {} meddelanden, och fler får inte plats. Släpp några först.",
  "You have {} drafts, as many as fit. Send or discard one first.": "Du har {} utkast, och fler får inte plats. Skicka eller kasta ett först.",
  "Your drafts together are longer than {} KB. Send or discard one first.": "Dina utkast är tillsammans längre än {} kB. Skicka eller kasta ett först.",
  "What the draft is for is not there, or you may not see it. Keep the text elsewhere.":
    "Det som utkastet är till finns inte, eller så får du inte se det. Spara texten någon annanstans.",
  "The thread was merged into another. Go on there.": "Tråden har slagits ihop med en annan. Fortsätt där.",
  "The thread was merged into another. Write there.": "Tråden har slagits ihop med en annan. Skriv där.",
  "The thread was merged into another one. Begin there.": "Tråden har slagits ihop med en annan. Börja där.",
  "The messages were deleted or moved; nothing is left to take out.": "Meddelandena är borttagna eller flyttade; det finns inget kvar att bryta ut.",
  "The thread is being split or merged. Wait until that is done.": "Tråden håller på att delas eller slås ihop. Vänta tills det är klart.",
  "A message is not in this thread. Choose among those that are.": "Ett meddelande finns inte i den här tråden. Välj bland dem som gör det.",
  "{} messages are too many at once; choose at most {}, or all from one on.": "{} meddelanden är för många på en gång; välj högst {}, eller alla från och med ett.",
  "Choose the messages, or the one from which on all go into the new thread.": "Välj meddelandena, eller det från vilket alla ska till den nya tråden.",
  "The first line gives no title. Write one.": "Första raden ger ingen rubrik. Skriv en.",
  "A thread cannot be merged into itself. Choose another.": "En tråd kan inte slås ihop med sig själv. Välj en annan.",
  "There is no such thread to merge into, or you may not see it.": "Det finns ingen sådan tråd att slå ihop med, eller så får du inte se den.",
  "Only its author or a steward can rename a thread. Ask one.": "Bara den som startade tråden eller en värd kan byta rubrik. Fråga någon av dem.",
  "Only its author or a steward can move a thread. Ask one.": "Bara den som startade tråden eller en värd kan flytta den. Fråga någon av dem.",
  "Only members can merge a thread into one of that community. Join first.": "Bara medlemmar kan slå ihop en tråd med en i den gemenskapen. Gå med först.",
  "Only members can file a thread in that community. Join first.": "Bara medlemmar kan lägga en tråd i den gemenskapen. Gå med först.",
  "Only a steward there can bring an announcement. Ask one.": "Bara en värd där kan ta dit ett meddelande till alla. Fråga en värd.",
  "More people could read it there. Only a steward of its community can move it; ask one.":
    "Fler skulle kunna läsa det där. Bara en värd i den gemenskap där det hör hemma kan flytta det; fråga en.",
  "Announcements are the stewards'. Start a discussion, or ask a steward.": "Meddelanden till alla skriver värdarna. Starta en diskussion, eller fråga en värd.",
  "Only who started it, a steward or an administrator can split or merge a thread. Ask one.":
    "Bara den som startade tråden, en värd eller en administratör kan dela den eller slå ihop den. Fråga någon av dem.",
  "{} threads are pinned here, as many as fit. Unpin one first.": "{} trådar är fästa här, och fler får inte plats. Lossa en först.",
  "You follow or mute {} threads, as many as fit. Let one of them go back to its community's level.":
    "Du följer eller tystar {} trådar, och fler får inte plats. Låt en av dem följa sin gemenskap igen.",
} as const;
