// SPDX-License-Identifier: GPL-3.0-or-later
// Who and what can be named in a page: the people of its place first, and the pages that this device knows.
import { computed } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { compareText, t } from "../../i18n";
import { community as communityOf, fetchMembers, members } from "../../store/communities";
import { heldPages, wantBranch, wantHeldPages } from "../../store/pages";
import { people } from "../../store/people";
import { lookForPeople } from "../../store/posts";
import type { Store } from "../../store/store";
import type { Completion } from "../../ui/completion_list";
import { fitting, mentionLink, pageLink, type Token } from "./suggesting";
import { tools } from "./toolbar";

export interface Named {
  readonly id: string;
  readonly name: string;
}

const suggestedMax = 8;
const membersPagesMax = 5;

export function usePeopleNear(store: Store, community: string): readonly Named[] {
  const { isLive } = store.status.value;
  useEffect(() => {
    const name = `members ${community}`;
    if (!isLive || store.wanted.has(name)) return;
    store.wanted.add(name);
    void (async () => {
      if (community === "") return lookForPeople(store, "");
      let page = await fetchMembers(store, community);
      for (let count = 1; page !== "" && count < membersPagesMax; count += 1) page = await fetchMembers(store, community, page);
    })().catch(() => store.wanted.delete(name));
  }, [community, isLive]);
  return useMemo(
    () =>
      computed(() => {
        const byId = new Map<string, string>();
        if (community) for (const { person, name, left } of members(store, community).value) if (!left) byId.set(person, name);
        for (const { id, name, deactivated, formerColleague } of people(store).value) {
          if (!byId.has(id) && !deactivated && !formerColleague) byId.set(id, name);
        }
        return [...byId].filter(([, name]) => name !== "").map(([id, name]) => ({ id, name })).sort((a, b) => compareText(a.name, b.name));
      }),
    [store, community],
  ).value;
}

const signs: Readonly<Record<string, string>> = { heading: "## ", list: "- ", numbered: "1. ", tasks: "- [ ] ", quote: "> " };

// What the editor asks for while somebody writes.
export function useSuggestions(store: Store, community: string, ownId: string): (token: Token) => readonly Completion[] {
  const near = usePeopleNear(store, community);
  const { isLive } = store.status.value;
  useEffect(() => {
    void wantHeldPages(store).catch(() => undefined);
    if (isLive) void wantBranch(store, community);
  }, [community, isLive]);
  return ({ is, query }) => {
    if (is === "person") {
      if (query !== "") void lookForPeople(store, query);
      return fitting(near.map(({ id, name }) => ({ id, label: name, person: id, insert: `${mentionLink(name, id)} ` })), query, suggestedMax);
    }
    if (is === "slash") return fitting(slashes(), query, 12);
    const pages = heldPages(store).peek().filter(({ id }) => id !== ownId);
    const counts = new Map<string, number>();
    for (const { title } of pages) counts.set(title.toLocaleLowerCase(), (counts.get(title.toLocaleLowerCase()) ?? 0) + 1);
    const found = fitting(
      pages.map((page) => {
        const isOnlyOne = counts.get(page.title.toLocaleLowerCase()) === 1 && (page.community === community || page.community === "");
        const place = page.community === community ? "" : page.community ? (communityOf(store, page.community).peek()?.name ?? "") : t("writing.place.organisation");
        return { id: page.id, label: page.title, insert: pageLink(page.title, page.id, isOnlyOne), ...(place ? { detail: place } : {}) };
      }),
      query,
      suggestedMax,
    );
    const wished = query.trim();
    // A link to what nobody has written yet is a wish.
    if (wished === "" || counts.has(wished.toLocaleLowerCase())) return found;
    return [...found, { id: "wish", label: wished, detail: t("writing.suggest.wanted"), insert: `[[${wished}]]` }];
  };
}

function slashes(): readonly Completion[] {
  const lists = tools.filter(({ wanted }) => !["bold", "italic", "link", "code"].includes(wanted));
  return [
    ...lists.map(({ wanted, label }) => ({ id: wanted, label: t(label), insert: "", ...(signs[wanted] ? { detail: signs[wanted] } : {}) })),
    { id: "subheading", label: t("writing.tool.subheading"), detail: "### ", insert: "" },
    { id: "block", label: t("writing.tool.block"), detail: "```", insert: "" },
    { id: "rule", label: t("writing.tool.rule"), detail: "---", insert: "" },
  ];
}
