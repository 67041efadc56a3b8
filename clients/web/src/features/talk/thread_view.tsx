// SPDX-License-Identifier: GPL-3.0-or-later
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { t } from "../../i18n";
import type { ViewProps } from "../../router/feature";
import { navigate } from "../../router/location";
import { communityPath, threadPath } from "../../router/places";
import { community, joinCommunity, myMembership } from "../../store/communities";
import { withStore } from "../../store/current";
import { presentCommunity } from "../../store/present";
import { openRoot, placeToRead } from "../../store/opening";
import { isPendingOrdinal } from "../../store/posts";
import { head, thread } from "../../store/threads";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { Page } from "../../ui/page";
import { Skeleton } from "../../ui/placeholders";
import { NotHere } from "./not_here";
import { pageItems } from "./page_items";
import { Talk } from "./talk";
import { useTarget, wantedMessage } from "./target";
import { ThreadActions, ThreadContext, useThreadPowers } from "./thread_head";
import { ThreadTitle } from "./title_edit";
import { ThreadDialogs, type ThreadDialog } from "./thread_dialogs";

function ThreadView({ store, params }: ViewProps & { store: Store }): JSX.Element {
  const id = params["thread"] ?? "";
  const own = thread(store, id).value;
  const isKnown = own !== undefined && head(store, id).value !== undefined;
  const opened = useMemo(() => openRoot(store, id, wantedMessage(params) ? 0 : placeToRead(store, id)), [store, id]);
  useEffect(() => () => opened.close(), [opened]);
  const target = useTarget(store, id, wantedMessage(params)).value;
  const dialog = useSignal<ThreadDialog | null>(null);
  const isRenamed = useSignal(false);
  const place = presentCommunity(store, own?.community ?? "").value;
  const powers = useThreadPowers(store, own, place);
  const belongs = myMembership(store, place).value?.left === false;
  const home = community(store, place).value;

  // Merged into another: that one has the messages now.
  const mergedInto = own && "mergedInto" in own ? String(own.mergedInto) : "";
  useEffect(() => {
    if (mergedInto) navigate(threadPath(mergedInto, wantedMessage(params)), { replace: true });
  }, [mergedInto]);

  if (opened.state.value === "absent" && !own) return <NotHere what="thread" />;
  if (!own || !isKnown || target === null) {
    return (
      <Page title={own?.title ?? t("talk.thread")} fillsHeight>
        {store.isLoaded.value && !store.status.value.isLive && !own ? <p class="talk-note">{t("talk.notOnDevice")}</p> : <Skeleton lines={5} hasAvatar />}
      </Page>
    );
  }
  return (
    <Page
      title={own.title}
      heading={<ThreadTitle store={store} thread={own} canRename={powers.canRename} isEdited={isRenamed} />}
      fillsHeight
      context={<ThreadContext store={store} thread={own} place={place} />}
      actions={<ThreadActions store={store} thread={own} powers={powers} dialog={dialog} onRename={() => (isRenamed.value = true)} />}
    >
      <Talk
        store={store}
        root={id}
        opened={opened}
        place={place}
        isThread
        label={t("talk.messagesOf", { title: own.title })}
        writeLabel={t("talk.composer.thread")}
        language={own.language}
        target={target.target}
        pathOf={(message) => threadPath(id, message)}
        canWrite={belongs && !home?.archived && !home?.merge}
        canModerate={powers.isSteward}
        more={(post) => [
          ...(powers.canSplit && post.ordinal > 1n && !isPendingOrdinal(post.ordinal)
            ? [{ id: "split", label: t("talk.act.split"), icon: "threads" as const, onSelect: () => (dialog.value = { is: "split", from: post }) }]
            : []),
          ...(belongs && !isPendingOrdinal(post.ordinal) ? pageItems(place, id, post.id) : []),
        ]}
        instead={
          home?.archived ? (
            t("talk.archived")
          ) : belongs && home?.merge ? (
            t("talk.merging")
          ) : (
            <>
              <p>{t("talk.notMember")}</p> <Button onClick={() => void joinCommunity(store, place)}>{t("talk.join")}</Button>{" "}
              <a href={communityPath(place)}>{t("talk.aboutCommunity")}</a>
            </>
          )
        }
      />
      <ThreadDialogs store={store} thread={own} dialog={dialog} />
    </Page>
  );
}

export default withStore(ThreadView);
