// SPDX-License-Identifier: GPL-3.0-or-later
// What is sent of what was written. Pure.
import type { NewPage, PageChange } from "../../store/page_saving";
import type { Named, Words } from "./begun";
import { tagsOf } from "./composing";

const lines = (text: string): string => text.replace(/\r\n?/g, "\n");
const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

// Fields that stayed as they were are not named: what somebody else made of them meanwhile stays, too.
export function changeOf(page: string, base: bigint, words: Words, before: Named): PageChange {
  const { title, language, owner, tags } = words;
  return {
    page,
    baseRevision: base,
    text: lines(words.text),
    summary: oneLine(words.summary),
    minor: words.isMinor,
    ...(oneLine(title) === before.title ? {} : { title: oneLine(title) }),
    ...(language === before.language ? {} : { language }),
    ...(owner === before.owner ? {} : { owner }),
    ...(tagsOf(tags).join("\n") === tagsOf(before.tags).join("\n") ? {} : { tags: tagsOf(tags), replaceTags: true }),
  };
}

export interface NewPagePlace {
  readonly parent: string;
  readonly translationOf: string;
  readonly translatedRevision: bigint;
  readonly sources: readonly string[];
}

export function newPageOf(words: Words, text: string, { parent, translationOf, translatedRevision, sources }: NewPagePlace): NewPage {
  const { community, language, owner, template } = words;
  return {
    community,
    parent,
    title: oneLine(words.title),
    text: lines(text),
    language,
    owner,
    tags: tagsOf(words.tags),
    templateName: template,
    summary: oneLine(words.summary),
    translationOf,
    translatedRevision,
    sources: [...sources],
  };
}
