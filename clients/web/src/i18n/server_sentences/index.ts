// SPDX-License-Identifier: GPL-3.0-or-later
// Why the server refused something, in the person's language. The server speaks English alone and says each
// reason in one sentence of its own, with values where `{}` stands; what a sentence is in another language
// is listed beside this file, and a test holds the list against the server's source.
import { signal } from "@preact/signals";
import { type Language, language } from "../language";

// The sentence as it stands in the server's source, and in the language.
export type Sentences = Readonly<Record<string, string>>;

const loaders: Partial<Record<Language, () => Promise<Sentences>>> = {
  sv: () => Promise.all([import("./sv_talk"), import("./sv_rest")]).then(([talk, rest]) => ({ ...talk.talk, ...rest.rest })),
};

interface Known {
  readonly said: RegExp;
  readonly words: string;
}
const loaded = signal<{ readonly language: Language; readonly known: readonly Known[] } | undefined>(undefined);

// Until they are there, or for a sentence of a later server, the words by its code must do.
export async function loadServerSentences(): Promise<void> {
  const wanted = language.value;
  const load = loaders[wanted];
  if (!load || loaded.peek()?.language === wanted) return;
  const sentences = await load().catch(() => undefined);
  if (sentences) loaded.value = { language: wanted, known: Object.entries(sentences).map(([said, words]) => ({ said: pattern(said), words })) };
}

const hole = /\{[^}]*\}/;
function pattern(sentence: string): RegExp {
  const parts = sentence.split(new RegExp(hole, "g")).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("(.*?)")}$`, "su");
}

// The sentence in the person's language; nothing where it is not known.
export function serverSentence(message: string): string | undefined {
  if (loaded.value?.language !== language.value) return undefined;
  for (const { said, words } of loaded.value.known) {
    const values = said.exec(message)?.slice(1);
    if (values) return fillIn(words, values);
  }
  return undefined;
}

// `{2}` names a value by its place; what the server calls a field is a sentence of the list, too.
function fillIn(words: string, values: readonly string[]): string {
  let next = 0;
  return words.replace(/\{(\d*)\}/g, (_, place: string) => {
    const value = values[place === "" ? next++ : Number(place) - 1] ?? "";
    return (/^(The|A) [a-z ]+$/.test(value) && serverSentence(value)) || value;
  });
}
