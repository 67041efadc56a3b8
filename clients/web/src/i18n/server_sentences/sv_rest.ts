// SPDX-License-Identifier: GPL-3.0-or-later
// Pages, files, people, sign-in, and what holds everywhere.
export const rest = {
  "The page {} is in the trash. Bring it back first.": "Sidan {} ligger i papperskorgen. Hämta tillbaka den först.",
  "It is in the trash with a page above it. Bring that one back, and this one comes with it.":
    "Den ligger i papperskorgen med en sida ovanför. Hämta tillbaka den, så följer den här med.",
  "Only members see a community's trash. Join first.": "Bara medlemmar ser en gemenskaps papperskorg. Gå med först.",
  "Only members write in a community's pages. Join first.": "Bara medlemmar skriver på en gemenskaps sidor. Gå med först.",
  "More than {} pages would go to the other place at once. Move parts of them.": "Mer än {} sidor skulle flyttas på en gång. Flytta dem i delar.",
  "The page has had {} titles, as many as fit. Leave it as it is, or begin a new one.":
    "Sidan har haft {} rubriker, och fler får inte plats. Låt den vara, eller börja på en ny.",
  "Too much was put between these two pages. Move the one behind a little, then try again.":
    "För mycket har lagts mellan de här två sidorna. Flytta den bakre lite och försök igen.",
  "The tree would be {} pages deep; {} fit. Choose a place higher up.": "Trädet skulle bli {} sidor djupt; {} får plats. Välj en plats högre upp.",
  "A page cannot stand below itself. Choose another place.": "En sida kan inte ligga under sig själv. Välj en annan plats.",
  "The page to stand in front of is not there any more. Look again, and choose another.":
    "Sidan som den skulle ligga före finns inte längre. Se efter igen och välj en annan.",
  "The page to stand below is not there any more. Look again, and choose another.":
    "Sidan som den skulle ligga under finns inte längre. Se efter igen och välj en annan.",
  "{} comments on passages of this page are open, as many as fit. Resolve some first.":
    "{} kommentarer till sidans text är öppna, och fler får inte plats. Gör några avklarade först.",
  "The passages of this page that are commented on are longer than {} KB together. Mark a shorter one, or resolve some first.":
    "Det på sidan som har kommentarer är tillsammans längre än {} kB. Markera kortare, eller gör några avklarade först.",
  "What is marked does not stand there in that revision. Look at the page again, and mark it anew.":
    "Det markerade står inte där i den versionen. Se på sidan igen och markera på nytt.",
  "Nothing is marked. Mark what it is about.": "Inget är markerat. Markera det som det gäller.",
  "{} characters are marked; at most {} can be. Mark fewer.": "{} tecken är markerade; högst {} går. Markera färre.",
  "{} tags are too many; a page has at most {}.": "{} taggar är för många; en sida har högst {}.",
  "With what somebody else added meanwhile these are {} tags; a page has at most {}.":
    "Med dem som någon annan lade till under tiden är det {} taggar; en sida har högst {}.",
  "The owner is not there, or may not see the page. Name somebody else, or nobody.":
    "Den ansvariga finns inte, eller får inte se sidan. Välj någon annan, eller ingen.",
  "A page is no translation of itself. Name another one.": "En sida är inte en översättning av sig själv. Välj en annan.",
  "The language is no tag such as sv or en-GB. Write one, or none.": "Språket är ingen kod som sv eller en-GB. Skriv en, eller ingen.",
  "Administrators look after these words, and stewards of a community that is not private and has at least {} members. Ask one.":
    "Administratörer sköter de här orden, och värdar i en gemenskap som inte är privat och har minst {} medlemmar. Fråga någon av dem.",
  "The message was deleted.": "Meddelandet är borttaget.",
  "You have marked {} things, as many as fit. Take some back first.": "Du har märkt {} saker, och fler får inte plats. Ta tillbaka några först.",
  "There are {} lists of words, as many as fit. Remove some first.": "Det finns {} ordlistor, och fler får inte plats. Ta bort några först.",
  "You watch {} pages and tags, as many as fit. Let some go first.": "Du bevakar {} sidor och taggar, och fler får inte plats. Släpp några först.",
  "The text is longer than {} KB. Take some of it to another page.": "Texten är längre än {} kB. Flytta en del till en annan sida.",
  "The text is longer than {} KB, too long to be compared.": "Texten är längre än {} kB, för lång för att jämföras.",
  "The text is longer than {} KB, too long to say who wrote what.": "Texten är längre än {} kB, för lång för att säga vem som skrev vad.",
  "The text holds bytes that are no text. Paste it again as text.": "Texten innehåller något som inte är text. Klistra in den igen som text.",
  "The page would become too long to show: some of it is repeated too often, such as a link with a very long address or a table of empty cells. Take some of it out.":
    "Sidan skulle bli för lång att visa: något upprepas för ofta, till exempel en länk med mycket lång adress eller en tabell med tomma rutor. Ta bort en del.",
  "Lists, quotes or emphasis stand in each other more than {} deep. Make it flatter.": "Listor, citat eller betoningar ligger mer än {} steg i varandra. Gör det plattare.",
  "There are too many lines and links without an empty line between them. Put some in, or make two pages of it.":
    "Det är för många rader och länkar utan tomrad emellan. Lägg in några, eller gör två sidor av det.",
  "A table has more than {} columns. Make two tables of it, or turn its rows into columns.":
    "En tabell har mer än {} kolumner. Gör två tabeller av den, eller låt rader och kolumner byta plats.",
  "The page has more than {} headings. Make two pages of it.": "Sidan har mer än {} rubriker. Gör två sidor av den.",
  "The page is longer than {} KB. Make two pages of it.": "Sidan är längre än {} kB. Gör två sidor av den.",
  "Captions are set by who sent the file, or by who may write a page that they have written in and that shows it. Ask them.":
    "Undertexter läggs till av den som skickade filen, eller av den som skriver på en sida som visar den. Fråga dem.",
  "Captions are a text file in the form WebVTT, which begins with the word WEBVTT, of at most {} MB. Send them so.":
    "Undertexter är en textfil i formatet WebVTT, som börjar med ordet WEBVTT, på högst {} MB. Skicka dem så.",
  "Only sound and video have captions; this file is {}.": "Bara ljud och film har undertexter; den här filen är {}.",
  "The file has {} MB; at most {} MB fit.": "Filen är {} MB; högst {} MB får plats.",
  "The picture has {} MB; at most {} MB fit. Make it smaller first.": "Bilden är {} MB; högst {} MB får plats. Gör den mindre först.",
  "The picture has {} x {} pixels; at most {} million fit. Make it smaller first.":
    "Bilden har {} × {} bildpunkter; högst {} miljoner får plats. Gör den mindre först.",
  "The disk is nearly full, and no more files are taken. What has come of this one is kept for a week; tell your administrator.":
    "Servern har nästan inget utrymme kvar och tar inte emot fler filer. Det som har kommit av den här sparas i en vecka; säg till din administratör.",
  "With its history the page would hold {} files; {} fit. Put some of them on a page of their own.":
    "Med sin historik skulle sidan rymma {} filer; {} får plats. Lägg några av dem på en egen sida.",
  "You have {} files on their way, as many as fit. Wait for some, or give them up.": "Du har {} filer på väg, och fler får inte plats. Vänta på några, eller avbryt dem.",
  "You have {} files, the most a person may keep. Take some out of your messages and pages first.":
    "Du har {} filer, så många som en person får ha. Ta bort några ur dina meddelanden och sidor först.",
  "Your files would come to more than {} GB, the most a person may keep. Take some out of your messages and pages first.":
    "Dina filer skulle bli mer än {} GB, det mesta som en person får ha. Ta bort några ur dina meddelanden och sidor först.",
  "There is no such upload. It may have ended; begin again.": "Uppladdningen finns inte. Den kan ha avslutats; börja om.",
  "This is the last administrator. Make somebody else an administrator first.": "Det här är den sista administratören. Gör någon annan till administratör först.",
  "This is a former colleague without an account.": "Det här är en tidigare kollega utan konto.",
  "{} signs in with this address and a password. Give another address instead.": "{} loggar in med den här adressen och ett lösenord. Ge en annan adress i stället.",
  "This person is being erased, which nothing takes back.": "Personens uppgifter håller på att raderas, och det går inte att ångra.",
  "{} people are being erased already. Wait until some are done.": "Uppgifterna om {} personer håller redan på att raderas. Vänta tills några är klara.",
  "This e-mail address has an account already. Sign in with it.": "E-postadressen har redan ett konto. Logga in med det.",
  "This e-mail address belongs to an account already. Choose another one.": "E-postadressen hör redan till ett konto. Välj en annan.",
  "This is no e-mail address. Write it as name@example.org.": "Det här är ingen e-postadress. Skriv den som namn@example.org.",
  "These are {} languages; at most {} fit.": "Det är {} språk; högst {} får plats.",
  "This call was made with a token. Revoke the token to end it.": "Det gjordes med en nyckel. Avsluta nyckeln i stället.",
  "You have no password to prove who you are. Sign in again, and change the address within 10 minutes.":
    "Du har inget lösenord att visa vem du är med. Logga in igen och byt adressen inom 10 minuter.",
  "This person has no account in use, so no link can let them in.": "Personen har inget konto som används, så ingen länk släpper in den.",
  "Your account has no e-mail address, so a password could not let you in. Sign in by link or code.":
    "Ditt konto har ingen e-postadress, så ett lösenord skulle inte släppa in dig. Logga in med länk eller kod.",
  "You have {} tokens, which is the most. Revoke one that is not needed.": "Du har {} nycklar, och fler går inte. Avsluta en som inte behövs.",
  "{} invitations are open, which is the most. Revoke some first.": "{} inbjudningar är öppna, och fler går inte. Avsluta några först.",
  "This token expires and can make none that outlives it.": "Den här nyckeln tar slut och kan inte göra någon som gäller längre.",
  "A token can make none that may do more than itself.": "En nyckel kan inte göra någon som får mer än den själv.",
  "The password is another. Nothing has changed.": "Lösenordet är ett annat. Inget har ändrats.",
  "The current password is another. Nothing has changed.": "Det nuvarande lösenordet är ett annat. Inget har ändrats.",
  "This token may not change the address. Sign in to do it.": "Nyckeln får inte byta adressen. Logga in för att göra det.",
  "This token may not set a password. Sign in to do it.": "Nyckeln får inte sätta ett lösenord. Logga in för att göra det.",
  "The password is {} bytes long; at most {} fit.": "Lösenordet är för långt; högst {2} byte får plats.",
  "The password is short. Take at least {} characters, such as a few words.": "Lösenordet är kort. Ta minst {} tecken, till exempel några ord.",
  "The token would have expired already. Choose a time to come, or none.": "Nyckeln skulle redan ha gått ut. Välj en tid som kommer, eller ingen.",
  "An invitation lasts at most {} days from now. Choose another time.": "En inbjudan gäller högst {} dagar från nu. Välj en annan tid.",
  "An invitation lets in at most {} people. Choose fewer.": "En inbjudan släpper in högst {} personer. Välj färre.",
  "A guest sees only the communities of the invitation. Choose one.": "En gäst ser bara inbjudans gemenskaper. Välj en.",
  "A password needs an e-mail address to sign in with. Add one.": "Ett lösenord behöver en e-postadress att logga in med. Lägg till en.",
  "You have no such sign-in. It may have ended.": "Inloggningen finns inte. Den kan ha avslutats.",
  "You have no such token. It may have been revoked.": "Nyckeln finns inte. Den kan ha avslutats.",
  "There is no such invitation. It may have ended.": "Inbjudan finns inte. Den kan ha avslutats.",
  "This token may only read. Make one that may write.": "Nyckeln får bara läsa. Gör en som får skriva.",
  "Guests cannot do this. Ask a colleague.": "Det kan inte gäster göra. Fråga en kollega.",
  "Only an administrator can do this; with a token, one made for administration.": "Det kan bara en administratör göra; med en nyckel, en som är gjord för att administrera.",
  "Only members can do this. Join first.": "Det kan bara medlemmar göra. Gå med först.",
  "Only a steward can do this. Ask one.": "Det kan bara en värd göra. Fråga en.",
  "{} is {} characters long; at most {} fit.": "{} har {} tecken; högst {} får plats.",
  "{} is {} bytes long; at most {} fit. Split it.": "{} är {} byte; högst {} får plats. Dela på texten.",
  "{} is empty; write something in it.": "{}: här står ingenting. Skriv något.",
  "{} holds a control character; write it on one plain line.": "{}: här finns ett osynligt styrtecken. Skriv på en enda rad.",
  "{} holds the control character U+{:04X}; remove it.": "{}: här finns det osynliga styrtecknet U+{}. Ta bort det.",
  "The description": "Beskrivningen",
  "The draft": "Utkastet",
  "The language": "Språket",
  "The message": "Meddelandet",
  "The name": "Namnet",
  "The note": "Anteckningen",
  "The pronouns": "Pronomenen",
  "The purpose": "Syftet",
  "The reaction": "Reaktionen",
  "The rhythm": "Rytmen",
  "The site": "Orten",
  "The summary": "Sammanfattningen",
  "The tag": "Taggen",
  "The text": "Texten",
  "The theme": "Temat",
  "The title": "Rubriken",
  "The unit": "Enheten",
  "A tag": "En tagg",
} as const;
