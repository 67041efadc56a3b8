// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { formatList, formatNumber, t } from "../../i18n";
import { react, reactions } from "../../store/messages";
import { nameOf, wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { classNames } from "../../ui/class_names";
import { nameOr } from "../../ui/names";
import { nameOfEmoji } from "./emoji";

const namedMax = 12;

// What others thought of it, each a button that joins them or takes one's own back.
export function Reactions({ store, message }: { store: Store; message: string }): JSX.Element | null {
  const found = reactions(store, message).value;
  if (found.length === 0) return null;
  return (
    <ul class="reactions" aria-label={t("talk.reactions")}>
      {found.map(({ emoji, people, isMine }) => {
        void wantPeople(store, people.slice(0, namedMax));
        const names = people.slice(0, namedMax).map((id) => (id === store.me ? t("talk.you") : nameOr(nameOf(store, id).value)));
        const others = people.length - names.length;
        const who = formatList(others > 0 ? [...names, t("ui.names.others", { count: others })] : names);
        return (
          <li key={emoji}>
            <button
              type="button"
              class={classNames("reaction", isMine && "reaction-mine")}
              aria-pressed={isMine}
              aria-label={t("talk.reaction", { emoji: nameOfEmoji(emoji), count: people.length, names: who })}
              title={who}
              onClick={() => void react(store, message, emoji, !isMine)}
            >
              <span aria-hidden="true">{emoji}</span> <span aria-hidden="true">{formatNumber(people.length)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
