// SPDX-License-Identifier: GPL-3.0-or-later
// How much of each community reaches the person.
import type { JSX } from "preact";
import { t } from "../../i18n";
import { myCommunities, myLevel, setCommunityLevel } from "../../store/communities";
import { type Community, Level } from "../../store/entities";
import type { Store } from "../../store/store";
import { Link } from "../../ui/link";
import { Select } from "../../ui/select";
import { toast } from "../../ui/toast";

const levels = [
  { level: Level.ALL, word: "communities.level.all" },
  { level: Level.FOLLOWED, word: "communities.level.followed" },
  { level: Level.DIGEST_ONLY, word: "communities.level.digest" },
  { level: Level.MUTE, word: "communities.level.mute" },
] as const;

export function Levels({ store }: { store: Store }): JSX.Element {
  const mine = myCommunities(store).value.filter(({ archived }) => !archived);
  if (mine.length === 0) {
    return (
      <p>
        <Link to="/communities">{t("settings.levels.none")}</Link>
      </p>
    );
  }
  return (
    <ul class="settings-grid" aria-label={t("settings.levels")}>
      {mine.map((community) => (
        <li key={community.id}>
          <OneLevel store={store} community={community} />
        </li>
      ))}
    </ul>
  );
}

function OneLevel({ store, community }: { store: Store; community: Community }): JSX.Element {
  const level = myLevel(store, community.id).value?.level || Level.DIGEST_ONLY;
  return (
    <Select
      label={community.name}
      value={String(level)}
      choices={levels.map((each) => ({ value: String(each.level), label: t(each.word) }))}
      onChange={(value) =>
        void setCommunityLevel(store, community.id, Number(value)).catch(() =>
          toast({ text: t("settings.notKept"), tone: "danger" }),
        )
      }
    />
  );
}
