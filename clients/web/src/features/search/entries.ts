// SPDX-License-Identifier: GPL-3.0-or-later
// What the palette offers: the places that are held here, in the order of the latest visit and then of
// the latest activity, and what one can begin from there.
import { compareText, t } from "../../i18n";
import { communityPath, conversationPath, newThreadPath, pagePath, personPath, threadPath } from "../../router/places";
import type { Apart, Findable } from "../../store/findable";
import type { IconName } from "../../ui/icon";
import { nameLine } from "../../ui/names";

export interface Entry {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly icon: IconName;
  // Where it leads, or whom to write to.
  readonly to: string;
  readonly writeTo: string;
  // What it does, if it leads nowhere.
  readonly run?: () => void;
}

const icons = { community: "communities", thread: "threads", conversation: "conversation", person: "people", page: "page" } as const;
const paths = { community: communityPath, thread: threadPath, conversation: conversationPath, person: personPath, page: pagePath } as const;

export function placesIn(found: readonly Findable[], nameOf: (person: string) => string | undefined, visited: readonly string[]): Entry[] {
  const order = new Map(visited.map((path, index) => [path, index]));
  const places = found.map((each) => ({ ...placeOf(each, nameOf), lastAtMs: each.lastAtMs }));
  const turn = ({ to }: Entry): number => order.get(to) ?? visited.length;
  return places.sort((a, b) => turn(a) - turn(b) || b.lastAtMs - a.lastAtMs || (a.name < b.name ? -1 : 1));
}

function placeOf(each: Findable, nameOf: (person: string) => string | undefined): Entry {
  const { kind, id, others } = each;
  const to = paths[kind](id);
  const name = kind === "conversation" ? nameLine(others.map(nameOf)) : each.name;
  return { id: to, name, detail: detailOf(each), icon: icons[kind], to, writeTo: "" };
}
function detailOf({ kind, detail, isGuest, apart }: Findable): string {
  if (kind === "person") return apart ? apartWords(apart, detail, isGuest) : isGuest ? t("palette.guest") : detail || t("palette.person");
  if (kind === "thread" || kind === "page") return detail;
  return kind === "community" ? t("palette.community") : t("palette.conversation");
}

// For one of several with the same name: role, where one knows them from, unit and site.
function apartWords({ isAdmin, communities }: Apart, detail: string, isGuest: boolean): string {
  const role = isGuest ? t("palette.guest") : isAdmin ? t("palette.admin") : "";
  const parts = [role, communities.join(", "), detail].filter(Boolean);
  return parts.length > 0 ? parts.join(" · ") : t("palette.person");
}

// In the order of names: nobody looks for them by time.
export function deedsIn(found: readonly Findable[], me: string): Entry[] {
  return found
    .flatMap((each): Entry[] => {
      const { kind, id, name, isMine } = each;
      const deed = { detail: "", writeTo: "", to: "" };
      if (kind === "community" && isMine) {
        return [{ ...deed, id: `new ${id}`, name: t("palette.newThread", { name }), icon: "add", to: newThreadPath(id) }];
      }
      if (kind !== "person" || id === me) return [];
      return [{ ...deed, detail: each.apart ? detailOf(each) : "", id: `write ${id}`, name: t("palette.write", { name }), icon: "edit", writeTo: id }];
    })
    .sort((a, b) => compareText(a.name, b.name));
}
