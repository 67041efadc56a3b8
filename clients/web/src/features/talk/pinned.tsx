// SPDX-License-Identifier: GPL-3.0-or-later
// What people keep at hand in a thread or conversation: how much it is, and each message to go to.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { excerptOf } from "../../store/excerpt";
import { nameOf, wantPeople } from "../../store/people";
import { pinned, pinnedState, wantPinned } from "../../store/pinned";
import type { Store } from "../../store/store";
import { Avatar } from "../../ui/avatar";
import { Disclosure } from "../../ui/disclosure";
import { nameOr } from "../../ui/names";
import { RelativeTime } from "../../ui/relative_time";
import { Row, Rows } from "../../ui/row";

interface PinnedProps {
  readonly store: Store;
  readonly root: string;
  readonly pathOf: (message: string) => string;
}

// Nothing where nothing is kept: most threads have no pins.
export function Pinned({ store, root, pathOf }: PinnedProps): JSX.Element | null {
  const count = pinned(store, root).value.length;
  const { isLive } = store.status.value;
  // How many there are is said before it is opened.
  useEffect(() => {
    if (isLive) void wantPinned(store, root);
  }, [root, isLive]);
  if (count === 0) return null;
  return (
    <Disclosure icon="pin" label={t("talk.pins.count", { count })}>
      {(close) => <PinnedList store={store} root={root} pathOf={pathOf} onGo={close} />}
    </Disclosure>
  );
}

function PinnedList({ store, root, pathOf, onGo }: PinnedProps & { onGo: () => void }): JSX.Element {
  const posts = pinned(store, root).value;
  const state = pinnedState(store, root).value;
  const { isLive } = store.status.value;
  useEffect(() => {
    if (isLive) void wantPinned(store, root);
  }, [isLive]);
  const authors = posts.map(({ author }) => author);
  useEffect(() => void wantPeople(store, authors), [authors.join()]);
  return (
    <div class="pinned" onClick={(event) => event.target instanceof Element && event.target.closest("a") && onGo()}>
      <Rows label={t("talk.pins.list")}>
        {posts.map(({ id, author, text, createdAtMs }) => {
          const name = nameOr(nameOf(store, author).value);
          return (
            <Row
              key={id}
              to={pathOf(id)}
              title={name}
              lead={<Avatar id={author} name={name} />}
              text={excerptOf(text)}
              meta={<RelativeTime at={createdAtMs} />}
            />
          );
        })}
      </Rows>
      {(state === "unreachable" || !isLive) && (
        <p class="pinned-note">{t(isLive ? "talk.pins.unreachable" : "talk.pins.offline")}</p>
      )}
    </div>
  );
}
