// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { formatList, t } from "../../i18n";
import { nameOf } from "../../store/people";
import type { Store } from "../../store/store";
import { nameOr } from "../../ui/names";

const namedMax = 3;

// Who is writing. For eyes only: a screen reader hears what they wrote when it is there.
export function TypingLine({ store, root }: { store: Store; root: string }): JSX.Element {
  const ids = store.presence.typists(root).value.filter((id) => id !== store.me);
  const names = ids.slice(0, namedMax).map((id) => nameOr(nameOf(store, id).value));
  // Most of the time nobody is, and what makes a list of names is dear.
  const shown = { names: ids.length === 0 ? "" : formatList(names) };
  const words = ids.length === 0 ? "" : ids.length === 1 ? t("talk.typing.one", shown) : ids.length > namedMax ? t("talk.typing.many") : t("talk.typing.some", shown);
  return (
    <p class="typing" aria-hidden="true">
      {words}
    </p>
  );
}
