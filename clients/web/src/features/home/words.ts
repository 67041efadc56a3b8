// SPDX-License-Identifier: GPL-3.0-or-later
// What the places and items of this page are called, and where they lead.
import { type PlainKey, t } from "../../i18n";
import { communityPath, conversationPath, pageComparePath, pagePath, pageTalkPath, threadPath } from "../../router/places";
import type { NewsItem, Place } from "../../store/news";

export function placeWords(place: Place): string {
  switch (place.is) {
    case "thread":
    case "page":
      return place.title;
    case "community":
      return place.name;
    case "conversation":
      return t("home.place.conversation");
    default:
      return t("home.place.unknown");
  }
}

export function pathOf(place: Place, message = ""): string | undefined {
  switch (place.is) {
    case "thread":
      return threadPath(place.id, message);
    case "conversation":
      return conversationPath(place.id, message);
    case "community":
      return communityPath(place.id);
    case "page":
      return message ? pageTalkPath(place.id, message) : pagePath(place.id);
    default:
      return undefined;
  }
}

// Requests are answered where the members are.
export function pathOfNews({ kind, place, message, revision }: NewsItem): string | undefined {
  if (kind === "join_request" && place.is === "community") return `${communityPath(place.id)}/members`;
  // A thread that has not been fetched is found by its id all the same.
  // To what the other one's save brought along.
  if (kind === "page_merged") return revision > 1n ? pageComparePath(place.id, revision - 1n, revision) : pagePath(place.id);
  if (kind === "mention" && place.is === "unknown") return threadPath(place.id, message);
  return pathOf(place, message);
}

const deeds: Readonly<Record<string, PlainKey>> = {
  PostMessage: "home.refused.post",
  EditMessage: "home.refused.edit",
  DeleteMessage: "home.refused.delete",
  StartThread: "home.refused.thread",
  StartConversation: "home.refused.conversation",
  AddParticipants: "home.refused.conversation",
  CreateCommunity: "home.refused.community",
  UpdateCommunity: "home.refused.community",
  SavePage: "home.refused.page",
  CreatePage: "home.refused.newPage",
  RestorePage: "home.refused.page",
  TrashPage: "home.refused.page",
  MovePage: "home.refused.page",
};
export const deedWords = (method: string): string => t(deeds[method] ?? "home.refused.other");
