// SPDX-License-Identifier: GPL-3.0-or-later
// What a hit is called, and where it leads.
import { type PlainKey, t } from "../../i18n";
import { communityPath, conversationPath, pagePath, pageTalkPath, personPath, threadPath } from "../../router/places";
import { community, listings, myCommunities } from "../../store/communities";
import { othersIn } from "../../store/news";
import { nameOf } from "../../store/people";
import { SearchKind, type SearchHit } from "../../store/search";
import type { Store } from "../../store/store";
import { conversation } from "../../store/threads";
import type { IconName } from "../../ui/icon";
import { nameLine } from "../../ui/names";

export interface KindWord {
  readonly icon: IconName;
  readonly word: PlainKey;
}
const kinds: Readonly<Record<SearchKind, KindWord>> = {
  [SearchKind.UNSPECIFIED]: { icon: "search", word: "search.kind.other" },
  [SearchKind.MESSAGE]: { icon: "conversation", word: "search.kind.message" },
  [SearchKind.THREAD]: { icon: "threads", word: "search.kind.thread" },
  [SearchKind.PAGE]: { icon: "page", word: "search.kind.page" },
  [SearchKind.PERSON]: { icon: "people", word: "search.kind.person" },
  [SearchKind.COMMUNITY]: { icon: "communities", word: "search.kind.community" },
  [SearchKind.FILE]: { icon: "paperclip", word: "search.kind.file" },
};
export function kindWord({ kind, question, lesson }: SearchHit): KindWord {
  if (kind === SearchKind.THREAD && question) return { icon: "question", word: "search.kind.question" };
  if (kind === SearchKind.PAGE && lesson) return { icon: "bookmark", word: "search.kind.lesson" };
  return kinds[kind] ?? kinds[SearchKind.UNSPECIFIED];
}

// To the very message or heading.
export function pathOfHit({ kind, id, root, anchor, conversation: isConversation, pageTalk }: SearchHit): string {
  switch (kind) {
    case SearchKind.PAGE:
      return anchor ? `${pagePath(id)}#${encodeURIComponent(anchor)}` : pagePath(id);
    case SearchKind.PERSON:
      return personPath(id);
    case SearchKind.COMMUNITY:
      return communityPath(id);
    case SearchKind.THREAD:
      return threadPath(id);
    case SearchKind.FILE:
      return `/files/${id}`;
    default:
      return isConversation ? conversationPath(root, id) : pageTalk ? pageTalkPath(root, id) : threadPath(root, id);
  }
}

const plain = (pieces: SearchHit["title"]): string => pieces.map(({ text }) => text).join("");

// A thread may have no title, and a conversation is called by its people.
export function titleOf(store: Store, hit: SearchHit): string {
  const title = plain(hit.title).trim();
  if (title) return title;
  const talk = hit.conversation ? conversation(store, hit.root).value : undefined;
  if (talk) return nameLine(othersIn(store, talk).map((person) => nameOf(store, person).value));
  return plain(hit.snippet).trim().slice(0, 80) || t(kindWord(hit).word);
}

export function communityName(store: Store, id: string): string | undefined {
  if (id === "") return undefined;
  return community(store, id).value?.name ?? listings(store).value.find((each) => each.community === id)?.name;
}

// Where one may write.
export function ownPlaces(store: Store): readonly { readonly id: string; readonly name: string }[] {
  return myCommunities(store).value.filter(({ archived, merge }) => !archived && !merge);
}

// What more of the hits stand in.
export function moreWord({ kind, conversation: isConversation, pageTalk }: SearchHit): "search.more.thread" | "search.more.page" | "search.more.conversation" {
  if (isConversation) return "search.more.conversation";
  return kind === SearchKind.PAGE || pageTalk ? "search.more.page" : "search.more.thread";
}
