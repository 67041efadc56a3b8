// SPDX-License-Identifier: GPL-3.0-or-later
// How much of a community reaches the person.
import type { JSX } from "preact";
import { t } from "../../i18n";
import { myLevel, setCommunityLevel } from "../../store/communities";
import { Level } from "../../store/entities";
import type { Store } from "../../store/store";
import { Menu } from "../../ui/menu";
import { acting } from "./acting";
import { levels, levelWords } from "./words";

export function LevelMenu({ store, id }: { store: Store; id: string }): JSX.Element {
  const chosen = levelWords(myLevel(store, id).value?.level ?? Level.UNSPECIFIED);
  const label = t("communities.level", { level: t(chosen.word) });
  const items = levels.map(({ level, word }) => ({
    id: String(level),
    label: t(word),
    isChecked: level === chosen.level,
    onSelect: () => void acting(setCommunityLevel(store, id, level)),
  }));
  // In words where there is room, as an icon on a phone; the style sheet leaves one of the two.
  return (
    <>
      <span class="level-in-words">
        <Menu label={label} items={items} />
      </span>
      <span class="level-as-icon">
        <Menu label={label} items={items} icon={chosen.level === Level.MUTE ? "mute" : "bell"} />
      </span>
    </>
  );
}
