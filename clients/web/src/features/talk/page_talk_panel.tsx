// SPDX-License-Identifier: GPL-3.0-or-later
// The talk of a page as a part of the page's own view.
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { t } from "../../i18n";
import type { PanelProps } from "../../router/feature";
import { withStore } from "../../store/current";
import { openRoot, placeToRead } from "../../store/opening";
import type { Page as WikiPage } from "../../store/pages";
import type { Store } from "../../store/store";
import { Skeleton } from "../../ui/placeholders";
import { TalkOfPage, useTalkedPage } from "./page_talk";
import { useTarget } from "./target";

export default withStore(PageTalkPanel);

function PageTalkPanel({ store, root, message }: PanelProps & { store: Store }): JSX.Element {
  const { own, isReady } = useTalkedPage(store, root);
  if (own && isReady) return <Opened store={store} page={own} message={message} />;
  return store.status.value.isLive ? <Skeleton lines={4} hasAvatar /> : <p class="talk-note">{t("talk.notOnDevice")}</p>;
}

function Opened({ store, page, message }: { store: Store; page: WikiPage; message: string }): JSX.Element {
  const { id } = page;
  const opened = useMemo(() => openRoot(store, id, message ? 0 : placeToRead(store, id)), [store, id]);
  useEffect(() => () => opened.close(), [opened]);
  const target = useTarget(store, id, message).value;
  if (target === null) return <Skeleton lines={4} hasAvatar />;
  return (
    <div class="talk-part">
      <TalkOfPage store={store} page={page} opened={opened} target={target.target} isPart />
    </div>
  );
}
