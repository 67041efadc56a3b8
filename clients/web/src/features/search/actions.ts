// SPDX-License-Identifier: GPL-3.0-or-later
// What one can do from anywhere, by its name: go to a part of the app, begin something, change how it looks.
import { chooseLanguage, language, languages, t } from "../../i18n";
import { writePath } from "../../router/places";
import { isGuest } from "../../store/directory";
import { updateProfile } from "../../store/people";
import { caresForSearch } from "../../store/search_care";
import type { Store } from "../../store/store";
import { theme, themes } from "../../ui/appearance";
import type { IconName } from "../../ui/icon";
import { ownNames } from "../../ui/look_fields";
import { features } from "../registry";
import type { Entry } from "./entries";

export function actionsIn(store: Store): Entry[] {
  const guest = isGuest(store).value;
  const go = (to: string, name: string, icon: IconName): Entry => ({ id: `go ${to}`, name, detail: "", icon, to, writeTo: "" });
  const act = (id: string, name: string, icon: IconName, run: () => void): Entry => ({ ...go("", name, icon), id, run });
  const parts = features.flatMap(({ nav }) => (nav && (nav.isShown?.value ?? true) ? [go(nav.to, t(nav.label), nav.icon)] : []));
  return [
    ...parts,
    go("/conversations/new", t("palette.act.conversation"), "conversation"),
    ...(guest ? [] : [go(writePath({}), t("palette.act.page"), "page"), go("/communities/new", t("palette.act.community"), "communities")]),
    ...(guest ? [] : [go(writePath({ template: "lesson-learned" }), t("palette.act.lesson"), "bookmark")]),
    go("/wiki/recent", t("palette.act.recent"), "history"),
    go("/wiki/wanted", t("palette.act.wanted"), "page"),
    go("/settings/account", t("palette.act.account"), "settings"),
    ...(caresForSearch(store).value ? [go("/search/care", t("palette.act.care"), "search")] : []),
    ...themes
      .filter((each) => each !== theme.value)
      .map((each) => act(`theme ${each}`, t("palette.act.theme", { theme: t(`look.theme.${each}`).toLocaleLowerCase() }), "look", () => void (theme.value = each))),
    ...languages
      .filter((each) => each !== language.value)
      .map((each) =>
        act(`language ${each}`, t("palette.act.language", { language: ownNames[each] }), "conversation", () => {
          void chooseLanguage(each);
          void updateProfile(store, { interfaceLanguage: each }).catch(() => undefined);
        }),
      ),
    go("/sign-out", t("palette.act.signOut"), "signOut"),
  ];
}
